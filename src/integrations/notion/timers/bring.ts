import { sessionIn } from '../../../domain/decide/index.js';
import type { SessionId, SpaceId, UserId } from '../../../domain/ids.js';
import type { Session } from '../../../domain/session.js';
import type { NotionPages } from '../../../engine/notion-pages.js';
import type { NotionStates } from '../../../engine/notion-states.js';
import type { Spaces } from '../../../engine/spaces.js';
import type { CachedStore } from '../../../engine/store.js';
import type { Translator } from '../../../i18n/translator.js';
import type { LinkedTable } from '../../../domain/notion.js';
import { keepPages, type Wish } from '../keeping/keep-pages.js';
import type { SyncWork } from '../sync/part.js';
import { fieldsOf } from './fields.js';

export interface BringMeans {
  readonly spaces: Pick<Spaces, 'get'>;
  readonly store: Pick<CachedStore, 'reload' | 'entry'>;
  readonly pages: Pick<NotionPages, 'get' | 'set'>;
  readonly states: Pick<NotionStates, 'made'>;
  /** What people call a member. Never rejects. */
  readonly nameOf: (space: SpaceId, user: UserId) => Promise<string>;
  readonly translator: (locale: string) => Translator;
}

/** Whose entry it is, and at which version of the member it was changed. */
export interface Changed {
  readonly user: UserId;
  readonly version: number;
}

/** An entry as the store has it now, running or ended; null when it is gone. Rejects with StoreUnavailable. */
export const entryNow = async (
  space: SpaceId,
  user: UserId,
  id: SessionId,
  { store }: Pick<BringMeans, 'store'>,
): Promise<Session | null> => sessionIn(await store.reload(space, user), id) ?? (await store.entry(space, user, id));

/** What its page is to say. */
export const wishOf = async (
  { space, connection }: Pick<SyncWork, 'space' | 'connection'>,
  id: SessionId,
  { user, version }: Changed,
  means: BringMeans,
): Promise<Wish> => {
  const session = await entryNow(space, user, id, means);
  const wish = { user, version, name: id, id };
  if (session === null || session.startedAt < (connection.since ?? 0)) return { ...wish, fields: null };
  const [config, memberName] = await Promise.all([means.spaces.get(space), means.nameOf(space, user)]);
  return { ...wish, fields: fieldsOf(session, user, { config, memberName, t: means.translator(config.settings.locale) }) };
};

/** Makes the pages of these entries what the entries are now. Rejects with `NotionError`. */
export const bringEntries = async (
  work: SyncWork & { readonly table: LinkedTable },
  changed: ReadonlyMap<SessionId, Changed>,
  means: BringMeans,
): Promise<void> => {
  const wishes: Wish[] = [];
  for (const [id, one] of changed) wishes.push(await wishOf(work, id, one, means));
  const { space, api, table, goesOn } = work;
  await keepPages({ space, api, table, idProperty: 'entryId', goesOn }, wishes, means);
};
