import { z } from 'zod';
import { defineDocument } from '../document-kind.js';

/** A token of the API, without its secret. */
export interface StoredToken {
  readonly id: string;
  /** What its owner calls it. */
  readonly name: string;
  /** SHA-256 of the whole token, hexadecimal: the secret in it is 256 random bits, so there is nothing to guess it by. */
  readonly hash: string;
  /** Names of scopes; those that this version does not know allow nothing. */
  readonly scopes: readonly string[];
  /** ms */
  readonly createdAt: number;
  /** ms; null: never. */
  readonly expiresAt: number | null;
}

const token: z.ZodType<StoredToken> = z.looseObject({
  id: z.string().max(32),
  name: z.string().max(100),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  scopes: z.array(z.string().max(40)),
  createdAt: z.int(),
  expiresAt: z.int().nullable(),
});
const list: z.ZodType<readonly StoredToken[]> = z.array(token);

/**
 * Tokens of the API that a member has made: those for a server lie in its space, those for everything of a person in their own one. They are in no
 * backup: a restore would bring back what was revoked since.
 */
export const tokens = defineDocument({
  name: 'tokens',
  scope: 'member',
  inBackups: false,
  fields: {
    /** Oldest first. */
    tokens: list.default([]),
  },
});
