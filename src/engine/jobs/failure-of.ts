import type { DomainError } from '../../domain/errors.js';
import { StoreUnavailable } from '../store.js';

/** Nothing is wrong with what was asked for: Redis or the disk is away, others are faster, or this process ends. */
const LATER: ReadonlySet<DomainError['code']> = new Set([
  'STORE_UNAVAILABLE',
  'NOT_RECORDED',
  'COMMIT_UNCERTAIN',
  'SHUTTING_DOWN',
  'OVERLOADED',
  'TOO_MANY_CONFLICTS',
]);

/** What a job rejects with when the engine refuses: `StoreUnavailable` when it only has to be tried again, else an error that says what failed. */
export const failureOf = (what: string, { code }: Pick<DomainError, 'code'>): Error =>
  LATER.has(code) ? new StoreUnavailable(code, { maybeApplied: false }) : new Error(`${what}: ${code}`);
