import type { SpaceId, UserId } from '../../../domain/ids.js';
import type { LinkedTable } from '../../../domain/notion.js';
import type { NotionPageMemory, NotionPages } from '../../../engine/notion-pages.js';
import type { NotionStates } from '../../../engine/notion-states.js';
import type { NotionApi, NotionPage } from '../api/api.js';
import { NotionError } from '../api/errors.js';
import type { PropertyWrites } from '../api/values.js';
import { allWritten, missingOf, type Fields } from './written.js';

/** What the page of something is to be. */
export interface Wish {
  readonly user: UserId;
  /** Of the member's state that there is reason for it at. */
  readonly version: number;
  /** Under which it is remembered. */
  readonly name: string;
  /** Our id, which the page carries. */
  readonly id: string;
  /** Null: there is to be none. */
  readonly fields: Fields | null;
}

export interface KeepingWork {
  readonly space: SpaceId;
  readonly api: NotionApi;
  readonly table: LinkedTable;
  /** Our name of the property that carries our id. */
  readonly idProperty: string;
  readonly goesOn: () => boolean;
}

export interface KeepingMeans {
  readonly pages: Pick<NotionPages, 'get' | 'set'>;
  readonly states: Pick<NotionStates, 'made'>;
}

/** Ids that one look-up asks for. */
const LOOKED_UP = 20;

/** Writes by the ids of the properties; what the table does not have (any more) is left out. */
export const writesIn = (table: LinkedTable, fields: Fields): PropertyWrites =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, write]) => {
      const id = table.properties[name];
      return id === undefined ? [] : [[id, write]];
    }),
  );

const inChunks = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));

/** Our id on a page, or ''. */
export const ownIdOf = (page: NotionPage, { table, idProperty }: Pick<KeepingWork, 'table' | 'idProperty'>): string => {
  const value = page.properties.get(table.properties[idProperty] ?? '');
  return value?.type === 'text' ? value.text.trim() : '';
};

/** Pages with these ids of ours, the oldest first. */
const lookUp = async (work: KeepingWork, ids: readonly string[]): Promise<ReadonlyMap<string, readonly NotionPage[]>> => {
  const property = work.table.properties[work.idProperty];
  const found = new Map<string, NotionPage[]>();
  // Without the property that carries our ids nothing could be found again.
  if (property === undefined) throw new NotionError('refused', { code: 'id_property_missing' });
  for (const chunk of inChunks(ids, LOOKED_UP)) {
    const filter = { or: chunk.map((id) => ({ property, rich_text: { equals: id } })) };
    for await (const pages of work.api.query(work.table.dataSourceId, { filter }))
      for (const page of pages) {
        const id = ownIdOf(page, work);
        found.set(id, [...(found.get(id) ?? []), page]);
      }
  }
  return found;
};

/**
 * Makes pages of one table what they are to be, each at its last state. What is there already costs no request. Exact: a page that is not known is looked up by
 * our id before it is made, so neither a lost answer nor a crash between the making and the remembering makes a second one; and what is being written is remembered
 * before, so that nobody takes it for an edit of a person. A page that somebody put into the trash is left there.
 *
 * Rejects with the first `NotionError`, after everything else was tried that may go well.
 */
export const keepPages = async (work: KeepingWork, wishes: readonly Wish[], means: KeepingMeans): Promise<void> => {
  const { space, api, table } = work;
  const { dataSourceId: source } = table;
  const known = await memoriesOf(work, wishes, means);
  const remember = (wish: Wish, memory: NotionPageMemory): Promise<void> =>
    means.pages.set(space, wish.user, wish.name, memory, wish.version);

  const make = async (wish: Wish, fields: Fields): Promise<void> => {
    const written = allWritten(fields);
    const fresh = { source, gone: null, refused: null } as const;
    await remember(wish, { ...fresh, page: null, wrote: {}, writing: written });
    const page = await api.createPage(source, writesIn(table, fields));
    await remember(wish, { ...fresh, page: page.id, wrote: written, writing: null });
    await means.states.made(space, 1);
  };

  const change = async (wish: Wish, fields: Fields, memory: NotionPageMemory & { readonly page: string }): Promise<void> => {
    const missing = missingOf(fields, memory.wrote, memory.writing);
    if (Object.keys(missing).length === 0 && memory.gone === null) return;
    const written = allWritten(missing);
    await remember(wish, { ...memory, writing: { ...memory.writing, ...written } });
    if (memory.gone === 'by-us') await api.updatePage(memory.page, { inTrash: false });
    if (Object.keys(missing).length > 0) await api.updatePage(memory.page, { properties: writesIn(table, missing) });
    await remember(wish, { ...memory, wrote: { ...memory.wrote, ...written }, writing: null, gone: null });
  };

  const take = async (wish: Wish, memory: NotionPageMemory & { readonly page: string }): Promise<void> => {
    await api.updatePage(memory.page, { inTrash: true });
    await remember(wish, { ...memory, gone: 'by-us' });
  };

  /** Is a page that cannot be changed in the trash, or gone for good? Then a person put it there, and that is remembered. */
  const wasTakenAway = async (wish: Wish, memory: NotionPageMemory & { readonly page: string }): Promise<boolean> => {
    try {
      if (!(await api.page(memory.page)).inTrash) return false;
    } catch (error) {
      if (!(error instanceof NotionError) || error.kind !== 'not-shared') throw error;
      // When nothing of the table is shared any more, it says nothing of this page.
      await api.dataSource(source);
    }
    await remember(wish, { ...memory, writing: null, gone: wish.fields === null ? 'by-us' : 'by-hand' });
    return true;
  };

  const settle = async (wish: Wish): Promise<void> => {
    const memory = known.get(keyOf(wish));
    const { fields } = wish;
    if (memory?.page === undefined || memory.page === null) {
      if (fields !== null) await make(wish, fields);
      return;
    }
    if (memory.gone === 'by-hand' || (memory.gone === 'by-us' && fields === null)) return;
    const placed = { ...memory, page: memory.page };
    try {
      if (fields === null) await take(wish, placed);
      else await change(wish, fields, placed);
    } catch (error) {
      const mayBeGone = error instanceof NotionError && (error.kind === 'refused' || error.kind === 'not-shared');
      if (!mayBeGone || !(await wasTakenAway(wish, placed))) throw error;
    }
  };

  let first: NotionError | null = null;
  for (const wish of wishes) {
    if (!work.goesOn()) return;
    try {
      await settle(wish);
    } catch (error) {
      // Another page may go well, but not where no request does.
      if (!(error instanceof NotionError) || error.kind !== 'refused') throw error;
      first ??= error;
    }
  }
  if (first !== null) throw first;
};

const keyOf = ({ user, name }: Pick<Wish, 'user' | 'name'>): string => `${user}/${name}`;

/** What is known of the pages; of those that are to be there and are not known, what Notion has. */
const memoriesOf = async (
  work: KeepingWork,
  wishes: readonly Wish[],
  { pages }: KeepingMeans,
): Promise<ReadonlyMap<string, NotionPageMemory>> => {
  const { space, api, table } = work;
  const known = new Map<string, NotionPageMemory>();
  for (const user of new Set(wishes.map((wish) => wish.user))) {
    const names = wishes.filter((wish) => wish.user === user).map(({ name }) => name);
    for (const [name, memory] of await pages.get(space, user, names))
      if (memory.source === table.dataSourceId) known.set(keyOf({ user, name }), memory);
  }
  const isUnknown = (wish: Wish): boolean => {
    const memory = known.get(keyOf(wish));
    // One that may have been made and is not wanted any more has to be found too.
    return memory === undefined ? wish.fields !== null : memory.page === null;
  };
  const unknown = wishes.filter(isUnknown);
  if (unknown.length === 0) return known;
  const found = await lookUp(
    work,
    unknown.map(({ id }) => id),
  );
  for (const wish of unknown) {
    const [oldest, ...others] = found.get(wish.id) ?? [];
    if (oldest === undefined) continue;
    const memory = known.get(keyOf(wish));
    known.set(keyOf(wish), {
      ...{ source: table.dataSourceId, page: oldest.id, gone: null, refused: null },
      ...{ wrote: {}, writing: memory?.writing ?? null },
    });
    // A copy that a person made is theirs.
    for (const one of others) if (one.createdBy === oldest.createdBy) await api.updatePage(one.id, { inTrash: true });
  }
  return known;
};
