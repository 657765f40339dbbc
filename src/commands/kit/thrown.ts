import { domainError, type DomainError } from '../../domain/errors.js';
import { LaneFull, StoreUnavailable } from '../../engine/store.js';

/** The refusal that a throw of the engine means (its ports reject when Redis is away); undefined for what nobody expected. */
export const refusalBehind = (error: unknown): DomainError | undefined => {
  if (error instanceof StoreUnavailable) return domainError(error.maybeApplied ? 'COMMIT_UNCERTAIN' : 'STORE_UNAVAILABLE');
  return error instanceof LaneFull ? domainError('OVERLOADED') : undefined;
};
