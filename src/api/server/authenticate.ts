import { domainError, type DomainError } from '../../domain/errors.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Caller } from '../caller.js';

/** What authenticators see of a request. */
export interface Incoming {
  /** Small letters. */
  header(name: string): string | undefined;
  readonly method: string;
  /** With its query. */
  readonly url: string;
  /** From where it comes, as far as that is known. */
  readonly address: string;
  /** ms */
  readonly now: number;
}

/**
 * Tells who calls. Null: the request has nothing of the kind that it looks at. TOKEN_INVALID and others: it has, and it is not valid; then nobody else is
 * asked, so that a broken token is not mended by a cookie.
 */
export type Authenticator = (incoming: Incoming) => Promise<Result<Caller, DomainError> | null>;

/** The first who knows the caller; null: nobody, since nothing was shown. */
export const authenticate = async (
  incoming: Incoming,
  authenticators: readonly Authenticator[],
): Promise<Result<Caller | null, DomainError>> => {
  for (const ask of authenticators) {
    const answer = await ask(incoming);
    if (answer !== null) return answer;
  }
  return ok(null);
};

/** Whoever has to be known and is not. */
export const unknownCaller = (): Result<never, DomainError> => err(domainError('TOKEN_INVALID'));
