import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { DomainError } from '../domain/errors.js';
import { personalSpace, userId, type SpaceId, type UserId } from '../domain/ids.js';
import { ok, type Result } from '../domain/result.js';
import { calendarFeed } from '../engine/documents/kinds/calendar-feed.js';
import type { Actor } from './actor.js';
import type { Means } from './means.js';

type Needs = Pick<Means, 'documents'>;

/** The id of its owner, so that it is found with one look, and 256 random bits. */
const FORM = /^(\d{1,20})-[\w-]{43}$/;

const placeOf = (user: UserId) => ({ space: personalSpace(user), user });
const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
const isSame = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(a, 'hex'), Buffer.from(b, 'hex'));

/** A calendar that somebody may fetch. */
export interface KnownFeed {
  readonly user: UserId;
  /** Where the entries are from that are in it; none: there are only plans in it. */
  readonly entriesOf: readonly SpaceId[];
}

/** Whose calendar this is; null: nobody's, or it was revoked. Rejects with StoreUnavailable. */
export const knownFeed = async (secret: string, { documents }: Needs): Promise<KnownFeed | null> => {
  const [, id] = FORM.exec(secret) ?? [];
  if (id === undefined) return null;
  const user = userId(id);
  const { hash, entriesOf } = await documents.of(calendarFeed).get(placeOf(user));
  return hash !== null && isSame(hash, hashOf(secret)) ? { user, entriesOf } : null;
};

/** Is there an address, and since when (ms)? Rejects with StoreUnavailable. */
export const feedOf = async (user: UserId, { documents }: Needs): Promise<{ readonly createdAt: number } | null> => {
  const { hash, createdAt } = await documents.of(calendarFeed).get(placeOf(user));
  return hash === null ? null : { createdAt };
};

const change = async (
  { user, id: requestId, occurredAt: at, source }: Pick<Actor, 'user' | 'id' | 'occurredAt' | 'source'>,
  event: string,
  next: { readonly hash: string | null; readonly entriesOf: readonly SpaceId[] },
  { documents }: Needs,
): Promise<Result<{ readonly hash: string | null }, DomainError>> =>
  documents
    .of(calendarFeed)
    .update(placeOf(user), { actor: user, requestId, at, event, source }, (kept) => ok({ ...kept, ...next, createdAt: at }));

/** Makes an address, which nobody can be told again; the one before is gone at once. With entries, those of where it is asked for and of the person's own space. Null when the request was carried out before. */
export const createFeed = async (
  who: Pick<Actor, 'user' | 'space' | 'id' | 'occurredAt' | 'source'>,
  entries: boolean,
  deps: Needs,
): Promise<Result<string | null, DomainError>> => {
  const secret = `${who.user}-${randomBytes(32).toString('base64url')}`;
  const hash = hashOf(secret);
  const entriesOf = entries ? [...new Set([who.space, personalSpace(who.user)])] : [];
  const kept = await change(who, 'calendarFeedCreated', { hash, entriesOf }, deps);
  return kept.ok ? ok(kept.value.hash === hash ? secret : null) : kept;
};

/** Nobody reads the calendar by its address any more, in no process. */
export const revokeFeed = (
  who: Pick<Actor, 'user' | 'id' | 'occurredAt' | 'source'>,
  deps: Needs,
): Promise<Result<unknown, DomainError>> => change(who, 'calendarFeedRevoked', { hash: null, entriesOf: [] }, deps);
