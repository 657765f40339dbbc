import { domainError, type DomainError } from '../../domain/errors.js';
import type { Clock } from '../../domain/ports.js';
import { err, ok, type Result } from '../../domain/result.js';

/** What takes longer would be deferred before it is answered, ms. */
export const SOON_MS = 1500;

/**
 * What `work` resolves with, or STORE_UNAVAILABLE when that takes too long. For handlers that have to look something up before they open a form: a
 * form cannot follow a defer, so they answer before one is due. Rejects as `work` does.
 */
export const soon = async <T>(work: Promise<T>, { clock }: { readonly clock: Clock }): Promise<Result<T, DomainError>> => {
  let cancel = (): void => undefined;
  const tooLate = new Promise<Result<T, DomainError>>((resolve) => {
    cancel = clock.after(SOON_MS, () => resolve(err(domainError('STORE_UNAVAILABLE'))));
  });
  try {
    return await Promise.race([work.then(ok), tooLate]);
  } finally {
    cancel();
  }
};
