import { codePoints } from '../../domain/code-points.js';
import { parseDuration } from '../../domain/duration.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { err, ok, type Result } from '../../domain/result.js';
import { parseTypedTime, type TypedTimeContext } from '../../domain/typed/time.js';

const SHOWN_MAX = 40;

/**
 * A moment ahead, ms, from a typed time (`next Friday 9:00`) or a length of time from now (`3d`). What may be both, as `9:30`, is a time, and of
 * one that the clocks show twice the later is meant. UNTIL_INVALID with `input`, UNTIL_PAST with `until`, TIME_SKIPPED.
 */
export const readUntil = (input: string, context: TypedTimeContext): Result<number, DomainError> => {
  const { now } = context;
  const typed = parseTypedTime(input, { ...context, from: now });
  if (!typed.ok && typed.error.code === 'TIME_SKIPPED') return typed;
  const length = typed.ok ? null : parseDuration(input);
  if (length?.ok === false) {
    return err(domainError('UNTIL_INVALID', { input: codePoints(input.trim()).slice(0, SHOWN_MAX).join('') }));
  }
  const at = typed.ok ? (typed.value.kind === 'moment' ? typed.value.at : typed.value.second) : now + (length?.value ?? 0);
  return at > now ? ok(at) : err(domainError('UNTIL_PAST', { until: at }));
};
