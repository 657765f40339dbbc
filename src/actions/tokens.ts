import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { domainError, type DomainError } from '../domain/errors.js';
import { isGuildSpace, personalSpace, spaceId, userId, type SpaceId, type UserId } from '../domain/ids.js';
import { err, ok, type Result } from '../domain/result.js';
import { tokens, type StoredToken } from '../engine/documents/kinds/tokens.js';
import type { TokenUses } from '../engine/token-uses.js';
import type { Actor } from './actor.js';
import type { Means } from './means.js';

/**
 * What a token may be used for. `own`: the time of whoever made it, in every space they are in. `space`: what its server shows and lets manage, each
 * time only as far as whoever made it may at that moment. Who may write may read.
 */
export const SCOPES = ['own:read', 'own:write', 'space:read', 'space:manage'] as const;
export type Scope = (typeof SCOPES)[number];
export const isScope = (text: string): text is Scope => SCOPES.some((one) => one === text);

/** Tokens of one member in one space. */
export const TOKENS_MAX = 20;
export const TOKEN_NAME_MAX = 50;

/** Where a token lies, as the token itself says it: it is found with one look. */
interface Place {
  readonly space: SpaceId;
  readonly user: UserId;
  readonly id: string;
}

const FORM = /^pct_([gu]\d{1,20})_(\d{1,20})_([0-9a-f]{12})_[\w-]{43}$/;

/** Null for what no token of ours looks like. */
const placeOf = (text: string): Place | null => {
  const [, space, user, id] = FORM.exec(text) ?? [];
  if (space === undefined || user === undefined || id === undefined) return null;
  const place = { space: spaceId(space), user: userId(user), id };
  return isGuildSpace(place.space) || place.space === personalSpace(user) ? place : null;
};

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const isSame = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(a, 'hex'), Buffer.from(b, 'hex'));

/** A token that is there, and whose. */
export interface KnownToken extends Place {
  readonly scopes: readonly Scope[];
}

/** Whose token this is; null: it is none, or was revoked, or is over. Rejects with StoreUnavailable. */
export const knownToken = async (
  text: string,
  now: number,
  { documents }: Pick<Means, 'documents'>,
): Promise<KnownToken | null> => {
  const place = placeOf(text);
  if (place === null) return null;
  const { tokens: kept } = await documents.of(tokens).get({ space: place.space, user: place.user });
  const found = kept.find(({ id }) => id === place.id);
  if (found === undefined || !isSame(found.hash, hashOf(text))) return null;
  if (found.expiresAt !== null && found.expiresAt <= now) return null;
  return { ...place, scopes: found.scopes.filter(isScope) };
};

/** A token as it is shown to whoever made it. */
export interface ShownToken extends Omit<StoredToken, 'hash'> {
  /** ms; null: never, as far as it is known. */
  readonly lastUsedAt: number | null;
}

/** What somebody has made in a space, oldest first; those that are over as well. Rejects with StoreUnavailable. */
export const tokensOf = async (
  { space, user }: Pick<Actor, 'space' | 'user'>,
  { documents, tokenUses }: Pick<Means, 'documents'> & { readonly tokenUses: Pick<TokenUses, 'of'> },
): Promise<readonly ShownToken[]> => {
  const [{ tokens: kept }, uses] = await Promise.all([documents.of(tokens).get({ space, user }), tokenUses.of(space, user)]);
  return kept.map(({ hash: _, ...shown }) => ({ ...shown, lastUsedAt: uses.get(shown.id) ?? null }));
};

export interface TokenWish {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** ms; null: never. */
  readonly expiresAt: number | null;
}

/**
 * Makes a token and tells its text, which nobody can be told again. A repeated request makes none: then the text is null. TOKEN_SCOPES_INVALID (scopes of a server
 * outside of one, or none), TOKENS_FULL, UNTIL_PAST.
 */
export const createToken = async (
  actor: Actor,
  { name, scopes, expiresAt }: TokenWish,
  { documents }: Pick<Means, 'documents'>,
): Promise<Result<{ readonly token: ShownToken; readonly text: string | null }, DomainError>> => {
  const { space, user, occurredAt: at } = actor;
  if (scopes.length === 0 || (!isGuildSpace(space) && scopes.some((scope) => scope.startsWith('space:'))))
    return err(domainError('TOKEN_SCOPES_INVALID'));
  if (expiresAt !== null && expiresAt <= at) return err(domainError('UNTIL_PAST', { until: expiresAt }));
  const id = hashOf(actor.id).slice(0, 12);
  const text = `pct_${space}_${user}_${id}_${randomBytes(32).toString('base64url')}`;
  const made: StoredToken = { id, name: name.trim(), hash: hashOf(text), scopes: [...new Set(scopes)], createdAt: at, expiresAt };
  const origin = { actor: user, requestId: actor.id, at, event: 'tokenCreated', source: actor.source };
  const stored = await documents.of(tokens).update({ space, user }, origin, (kept) => {
    if (kept.tokens.some((one) => one.id === id)) return ok(kept);
    if (kept.tokens.length >= TOKENS_MAX) return err(domainError('TOKENS_FULL', { max: TOKENS_MAX }));
    return ok({ ...kept, tokens: [...kept.tokens, made] });
  });
  if (!stored.ok) return stored;
  const found = stored.value.tokens.find((one) => one.id === id);
  if (found === undefined) return err(domainError('TOKEN_NOT_FOUND'));
  const { hash, ...shown } = found;
  return ok({ token: { ...shown, lastUsedAt: null }, text: hash === made.hash ? text : null });
};

/** Nobody comes in with this token any more, in no process. TOKEN_NOT_FOUND. */
export const revokeToken = async (
  actor: Actor,
  id: string,
  { documents, tokenUses, log }: Pick<Means, 'documents' | 'log'> & { readonly tokenUses: Pick<TokenUses, 'forget'> },
): Promise<Result<void, DomainError>> => {
  const { space, user, occurredAt: at } = actor;
  const origin = { actor: user, requestId: actor.id, at, event: 'tokenRevoked', source: actor.source };
  const stored = await documents.of(tokens).update({ space, user }, origin, (kept) => {
    const left = kept.tokens.filter((one) => one.id !== id);
    return left.length === kept.tokens.length ? err(domainError('TOKEN_NOT_FOUND')) : ok({ ...kept, tokens: left });
  });
  if (!stored.ok) return stored;
  await tokenUses
    .forget(space, user, id)
    .catch((error: unknown) => log.info({ err: error }, 'when a revoked token was used last stays known'));
  return ok(undefined);
};
