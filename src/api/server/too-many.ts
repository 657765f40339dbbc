import { domainError, type DomainError } from '../../domain/errors.js';
import type { Left } from '../../engine/calls.js';

const SECOND = 1_000;

/** RATE_LIMITED with how long to wait. `now` in ms. */
export const tooMany = ({ resetMs }: Pick<Left, 'resetMs'>, now: number): DomainError =>
  domainError('RATE_LIMITED', {
    seconds: Math.ceil(resetMs / SECOND),
    until: Math.ceil((now + resetMs) / SECOND) * SECOND,
  });

/** The headers of the draft "RateLimit header fields for HTTP". */
export const quotaHeaders = ({ policy, remaining, resetMs }: Left): Readonly<Record<string, string>> => ({
  ratelimit: `"${policy.name}";r=${remaining};t=${Math.ceil(resetMs / SECOND)}`,
  'ratelimit-policy': `"${policy.name}";q=${policy.quota};w=${policy.seconds}`,
});
