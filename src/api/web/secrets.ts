import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits, base64url: 43 characters. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
export const isSecret = (value: string): boolean => /^[\w-]{43}$/.test(value);

/** SHA-256, base64url. What is kept of a secret, and the challenge of PKCE (RFC 7636, S256). */
export const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** Compares without telling by its time where two differ. */
export const isSame = (one: string, other: string): boolean =>
  timingSafeEqual(createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest());

/** The token that proves that a write comes from our page: it follows from the secret of the session, so nothing is kept, and tells nothing of it. */
export const csrfTokenOf = (secret: string): string => digestOf(`csrf:${secret}`);
