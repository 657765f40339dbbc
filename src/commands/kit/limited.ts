import type { Allowance } from '../../domain/allowances.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import type { Clock } from '../../domain/ports.js';
import type { Limits } from '../../engine/limits.js';
import type { Context } from './context.js';

const SECOND = 1_000;

export interface LimitedDeps {
  readonly limits: Limits;
  readonly clock: Pick<Clock, 'now'>;
}

/** Counts an interaction. RATE_LIMITED or SERVER_RATE_LIMITED when too much was asked lately: then nothing may be done for it. */
export const limited = async (
  { space, user }: Pick<Context, 'space' | 'user'>,
  allowance: Allowance,
  { limits, clock }: LimitedDeps,
): Promise<DomainError | null> => {
  const usedUp = await limits.take(space, user, allowance);
  if (usedUp === null) return null;
  // A whole second, and never one too early: that is what people see.
  const until = Math.ceil((clock.now() + usedUp.waitMs) / SECOND) * SECOND;
  const seconds = Math.ceil(usedUp.waitMs / SECOND);
  return domainError(usedUp.of === 'member' ? 'RATE_LIMITED' : 'SERVER_RATE_LIMITED', { seconds, until });
};
