import { dayOf } from '../../../domain/calendar.js';
import { userId, type SpaceId, type UserId } from '../../../domain/ids.js';
import type { LinkedTable } from '../../../domain/notion.js';
import type { Clock } from '../../../domain/ports.js';
import type { NotionStates } from '../../../engine/notion-states.js';
import type { Spaces } from '../../../engine/spaces.js';
import type { CachedStore } from '../../../engine/store.js';
import { NOTHING_WAITS, type SyncPart, type SyncWork } from '../sync/part.js';

export interface ErasedMeans {
  readonly spaces: Pick<Spaces, 'get'>;
  readonly store: Pick<CachedStore, 'reload' | 'entries'>;
  readonly states: Pick<NotionStates, 'position' | 'setPosition'>;
  readonly clock: Pick<Clock, 'now'>;
}

const NAME = 'erased-looked-for';
const SNOWFLAKE = /^\d{1,20}$/;

/** Is there no time of this member at all? Then they were erased, or have deleted everything. Rejects with StoreUnavailable. */
const hasNothing = async (space: SpaceId, user: UserId, { store, clock }: ErasedMeans): Promise<boolean> => {
  const { active, last } = await store.reload(space, user);
  if (active !== null || last !== null) return false;
  return (await store.entries(space, user, 0, clock.now() + 1)).length === 0;
};

/** Puts pages of ours into the trash whose member has no time here any more. */
const clear = async (
  { space, api, goesOn }: SyncWork,
  table: LinkedTable,
  idProperty: string,
  means: ErasedMeans,
): Promise<void> => {
  const [member, own] = [table.properties['memberId'], table.properties[idProperty]];
  if (member === undefined || own === undefined) return;
  const gone = new Map<string, boolean>();
  const filter = { property: own, rich_text: { is_not_empty: true } } as const;
  for await (const pages of api.query(table.dataSourceId, { filter, properties: [member] }))
    for (const page of pages) {
      const value = page.properties.get(member);
      const id = value?.type === 'text' ? value.text.trim() : '';
      if (!SNOWFLAKE.test(id)) continue;
      const isGone = gone.get(id) ?? (await hasNothing(space, userId(id), means));
      gone.set(id, isGone);
      if (!goesOn()) return;
      if (isGone) await api.updatePage(page.id, { inTrash: true });
    }
};

/**
 * Once a day: the pages of members who were erased go into the trash. An erasure takes along what we know of pages, so they are found by the member's id that
 * they carry.
 */
export const createErasedPart = (means: ErasedMeans): SyncPart => ({
  name: 'erased',
  run: async (work) => {
    const { space, connection, goesOn } = work;
    const { timeZone, dayStart } = (await means.spaces.get(space)).settings;
    const today = dayOf(means.clock.now(), timeZone, dayStart);
    if ((await means.states.position(space, NAME)) === today) return null;
    const { timers, rollups } = connection.tables;
    if (timers !== undefined && connection.mode === 'pages') await clear(work, timers, 'entryId', means);
    if (rollups !== undefined) await clear(work, rollups, 'rollupId', means);
    if (goesOn()) await means.states.setPosition(space, NAME, today);
    return null;
  },
  waiting: () => Promise.resolve(NOTHING_WAITS),
});
