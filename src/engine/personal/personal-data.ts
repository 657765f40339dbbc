import { domainError, type DomainError } from '../../domain/errors.js';
import { personalSpace, type CategoryId, type SpaceId, type UserId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Session } from '../../domain/session.js';
import type { Clocking, Request } from '../api.js';
import type { Documents } from '../documents-api.js';
import { DOCUMENT_KINDS } from '../documents/kinds/index.js';
import type { DocumentKind } from '../documents/document-kind.js';
import { historyOf, type StoredRecord } from '../ledger/whole-history.js';
import { StoreUnavailable, type CachedStore } from '../store.js';
import type { WebSession, WebSessionStore } from '../web-sessions.js';

/** What is kept of somebody in a space, in figures. */
export interface Kept {
  readonly space: SpaceId;
  readonly entries: number;
  /** Start of the first entry and end of the last one, ms; null without entries. */
  readonly first: number | null;
  readonly last: number | null;
  readonly isOnTheClock: boolean;
  /** Does the ledger tell of changes? */
  readonly hasHistory: boolean;
  /** Names of the kinds of documents that are stored. */
  readonly documents: readonly string[];
}

/** Everything that is kept of somebody in a space, but what waits to be told. */
export interface Collected {
  readonly space: SpaceId;
  readonly active: Session | null;
  /** Oldest first. */
  readonly entries: readonly Session[];
  readonly days: ReadonlyMap<string, ReadonlyMap<CategoryId, number>>;
  /** Kind -> fields. */
  readonly documents: Readonly<Record<string, object>>;
  /** Oldest first. */
  readonly history: readonly StoredRecord[];
}

/** What belongs to one person. All but `erase` reject with `StoreUnavailable` while Redis is away. */
export interface PersonalData {
  kept(space: SpaceId, user: UserId): Promise<Kept>;
  collect(space: SpaceId, user: UserId): Promise<Collected>;
  /** The browsers in which somebody has logged in to the web page. */
  logins(user: UserId): Promise<readonly WebSession[]>;
  /** The spaces in which something is kept of somebody, their own one and `here` among those that are looked at. */
  spacesOf(user: UserId, here: SpaceId): Promise<readonly SpaceId[]>;
  /**
   * Ends what runs, so that it is told to everybody as an end, and then erases all that is kept of the member in the space; whoever had logged in to
   * the web page is logged out there. STORE_UNAVAILABLE while Redis is away: then nothing was done. Answers whether there was anything.
   */
  erase(request: Pick<Request, 'space' | 'user' | 'requestId' | 'at'>): Promise<Result<boolean, DomainError>>;
}

export interface PersonalDataParts {
  readonly store: Pick<CachedStore, 'reload' | 'entries' | 'days' | 'history' | 'spaces'>;
  readonly documents: Documents;
  readonly clocking: Pick<Clocking, 'clockOut'>;
  readonly webSessions: Pick<WebSessionStore, 'list' | 'removeAll'>;
  /** The engine's own; see erase-member.ts. */
  readonly eraseMember: (space: SpaceId, user: UserId) => Promise<Result<boolean, DomainError>>;
}

/** Spaces that are looked at in one go. */
const AT_ONCE = 32;
const FIRST_DAY = '00000101';
const LAST_DAY = '99991231';
const OF_MEMBERS = DOCUMENT_KINDS.filter((kind): kind is DocumentKind<'member'> => kind.scope === 'member');

export const createPersonalData = ({ store, documents, clocking, webSessions, eraseMember }: PersonalDataParts): PersonalData => {
  const storedDocuments = async (space: SpaceId, user: UserId): Promise<Readonly<Record<string, object>>> => {
    const read = await Promise.all(
      OF_MEMBERS.map(async (kind) => [kind.name, await documents.of(kind).get({ space, user })] as const),
    );
    return Object.fromEntries(read.filter(([, { version }]) => version > 0));
  };

  const isSomethingIn = async (space: SpaceId, user: UserId): Promise<boolean> => {
    const state = await store.reload(space, user);
    return state.version > 0 || Object.keys(await storedDocuments(space, user)).length > 0;
  };

  return {
    kept: async (space, user) => {
      const [{ active }, entries, history, held] = await Promise.all([
        store.reload(space, user),
        store.entries(space, user, 0, Infinity),
        store.history(space, user, undefined, 1),
        storedDocuments(space, user),
      ]);
      const first = entries.reduce<number | null>(
        (earliest, { startedAt }) => (earliest === null ? startedAt : Math.min(earliest, startedAt)),
        null,
      );
      return {
        space,
        entries: entries.length,
        first,
        last: entries.at(-1)?.endedAt ?? null,
        isOnTheClock: active !== null,
        hasHistory: history.records.length > 0,
        documents: Object.keys(held),
      };
    },
    collect: async (space, user) => {
      const [{ active }, entries, days, held] = await Promise.all([
        store.reload(space, user),
        store.entries(space, user, 0, Infinity),
        store.days(space, user, FIRST_DAY, LAST_DAY),
        storedDocuments(space, user),
      ]);
      const history: StoredRecord[] = [];
      for await (const page of historyOf(store, space, user)) history.push(...page);
      return { space, active, entries, days, documents: held, history: history.reverse() };
    },
    logins: (user) => webSessions.list(user),
    spacesOf: async (user, here) => {
      const all = [...new Set([here, personalSpace(user), ...(await store.spaces())])];
      const found: SpaceId[] = [];
      for (let from = 0; from < all.length; from += AT_ONCE) {
        const some = all.slice(from, from + AT_ONCE);
        const isIn = await Promise.all(some.map((space) => isSomethingIn(space, user)));
        found.push(...some.filter((_, at) => isIn[at]));
      }
      return found;
    },
    erase: async (request) => {
      const { space, user } = request;
      try {
        const { active } = await store.reload(space, user);
        if (active !== null) {
          const ended = await clocking.clockOut({ ...request, source: 'erasure' });
          if (!ended.ok && ended.error.code !== 'SESSION_NOT_ACTIVE') return ended;
        }
        // The documents of the member are erased with the member.
        const hadDocuments = Object.keys(await storedDocuments(space, user)).length > 0;
        const hadSessions = await webSessions.removeAll(user);
        const erased = await eraseMember(space, user);
        return erased.ok ? ok(erased.value || hadDocuments || hadSessions) : erased;
      } catch (error) {
        if (error instanceof StoreUnavailable) return err(domainError('STORE_UNAVAILABLE'));
        throw error;
      }
    },
  };
};
