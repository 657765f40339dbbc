import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { knownToken } from '../../actions/tokens.js';
import { domainError } from '../../domain/errors.js';
import { isGuildSpace } from '../../domain/ids.js';
import { err, ok } from '../../domain/result.js';
import { CallCounter } from '../../engine/limits/call-counter.js';
import type { ApiDeps } from '../deps.js';
import type { Authenticator, Incoming } from './authenticate.js';
import { counted, GUESSES } from './quotas.js';
import { tooMany } from './too-many.js';

/** A use is noted at most so often, ms. */
const NOTED_EVERY_MS = 60_000;
const TOKENS_REMEMBERED = 10_000;

const BEARER = /^Bearer +(\S+) *$/i;

/** The token in the header that scripts of today send, or in the one that older ones do. Null: there is none. '': there is something else. */
const shownToken = (incoming: Incoming): string | null => {
  const authorization = incoming.header('authorization');
  if (authorization !== undefined) return BEARER.exec(authorization)?.[1] ?? '';
  return incoming.header('x-api-key') ?? null;
};

/**
 * Knows callers by their tokens. Wrong ones are counted by the address that they come from: when those are too many, only tokens that were right a moment ago
 * are looked at there. RATE_LIMITED, TOKEN_INVALID.
 */
export const bearer = (deps: Pick<ApiDeps, 'documents' | 'tokenUses' | 'sharedCalls' | 'log'>): Authenticator => {
  const guesses = new CallCounter(GUESSES, deps.sharedCalls);
  /** Digests of tokens that were right in this process. It opens nothing: each is looked up all the same. */
  const right = new LRUCache<string, true>({ max: TOKENS_REMEMBERED });
  const noted = new LRUCache<string, number>({ max: TOKENS_REMEMBERED });

  return async (incoming) => {
    const text = shownToken(incoming);
    if (text === null) return null;
    const digest = createHash('sha256').update(text).digest('base64');
    const from = counted(GUESSES, incoming.address);
    if (!right.has(digest)) {
      const left = await guesses.look(from);
      if (left.refused) return err(tooMany(left, incoming.now));
    }
    const known = await knownToken(text, incoming.now, deps);
    if (known === null) {
      right.delete(digest);
      await guesses.take(from);
      return err(domainError('TOKEN_INVALID'));
    }
    right.set(digest, true);
    const { space, user, id, scopes } = known;
    const key = `${space}/${user}/${id}`;
    if (incoming.now - (noted.get(key) ?? -Infinity) >= NOTED_EVERY_MS) {
      noted.set(key, incoming.now);
      deps.tokenUses
        .note(space, user, id, incoming.now)
        .catch((error: unknown) => deps.log.debug({ err: error }, 'that a token was used could not be noted'));
    }
    return ok({ user, scopes: new Set(scopes), through: 'token', space: isGuildSpace(space) ? space : null, key });
  };
};
