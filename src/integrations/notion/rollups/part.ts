import { addDays, startOfDay } from '../../../domain/calendar.js';
import type { CategoryId, SpaceId, UserId } from '../../../domain/ids.js';
import { isSyncing, sumProperty, type LinkedTable } from '../../../domain/notion.js';
import type { Clock, Ids } from '../../../domain/ports.js';
import type { SpaceConfig } from '../../../domain/space.js';
import type { Documents } from '../../../engine/documents-api.js';
import { notion } from '../../../engine/documents/kinds/notion.js';
import type { LedgerRow } from '../../../engine/ledger/kinds/index.js';
import type { NotionPages, WaitingDays } from '../../../engine/notion-pages.js';
import type { NotionStates } from '../../../engine/notion-states.js';
import type { OutboxStore } from '../../../engine/outbox/cursors.js';
import type { Spaces } from '../../../engine/spaces.js';
import type { Store } from '../../../engine/store.js';
import { formatDay } from '../../../i18n/format.js';
import type { Translator } from '../../../i18n/translator.js';
import { keepPages, type Wish } from '../keeping/keep-pages.js';
import type { Fields } from '../keeping/written.js';
import { NOTHING_WAITS, type SyncPart, type SyncWork } from '../sync/part.js';
import { categoryName, hoursOf, optionOf } from '../timers/fields.js';
import { positionIn } from '../timers/part.js';
import { withSumColumns } from './columns.js';
import { changedDays, daysOf, nextDayEnd, writtenAt } from './days.js';

export interface RollupsMeans {
  readonly documents: Documents;
  readonly spaces: Pick<Spaces, 'get'>;
  readonly store: Pick<Store, 'days' | 'entries'>;
  readonly positions: Pick<OutboxStore<LedgerRow>, 'read' | 'move'>;
  readonly pages: NotionPages;
  readonly states: Pick<NotionStates, 'made'>;
  readonly nameOf: (space: SpaceId, user: UserId) => Promise<string>;
  readonly translator: (locale: string) => Translator;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Ids;
}

const BATCH = 500;
/** Entries that a page of a day leads to: as many as Notion takes. */
const MOST_TIMERS = 100;

type Work = SyncWork & { readonly table: LinkedTable };

const dashed = (day: string): string => `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;

/**
 * A page for each day of a member on which time counted, written at ten past midnight, and again after each later correction. Which days are to be written is kept
 * beside the ledger; what they say is read from the day buckets when they are written.
 */
export const createRollupsPart = (means: RollupsMeans): SyncPart => {
  const { spaces, store, positions, pages, clock } = means;

  /** Notes the days that were changed since the ledger was last looked at. */
  const gather = async ({ space, connection, table, goesOn }: Work, config: SpaceConfig): Promise<void> => {
    const position = positionIn('days', table.dataSourceId);
    while (goesOn()) {
      const { records, from, to } = await positions.read(space, position, BATCH, true);
      if (to === null) return;
      const waiting = await pages.waitingDays(space);
      for (const [user, { days, version }] of changedDays(records, config.settings, connection.since ?? 0)) {
        const all = new Set([...(waiting.get(user)?.days ?? []), ...days]);
        await pages.setWaitingDays(space, user, { days: [...all].sort(), version });
      }
      await positions.move(space, position, from, to);
    }
  };

  /** The pages of the day's entries, as far as there are any. */
  const timersOf = async (
    { space, connection }: Work,
    user: UserId,
    day: string,
    config: SpaceConfig,
  ): Promise<readonly string[]> => {
    const source = connection.mode === 'pages' ? connection.tables.timers?.dataSourceId : undefined;
    if (source === undefined) return [];
    const { timeZone, dayStart } = config.settings;
    // One that began on this day may have ended on a later one, and one of another zone at another time.
    const [from, to] = [startOfDay(addDays(day, -1), timeZone, dayStart), startOfDay(addDays(day, 9), timeZone, dayStart)];
    const entries = (await store.entries(space, user, from, to)).filter((entry) => daysOf(entry, config.settings).includes(day));
    const known = await pages.get(
      space,
      user,
      entries.map(({ id }) => id),
    );
    return entries
      .flatMap(({ id }) => {
        const memory = known.get(id);
        return memory?.source === source && memory.page !== null && memory.gone === null ? [memory.page] : [];
      })
      .slice(0, MOST_TIMERS);
  };

  const fieldsOf = async (work: Work, user: UserId, day: string, config: SpaceConfig): Promise<Fields | null> => {
    const { space } = work;
    const sums = (await store.days(space, user, day, day)).get(day) ?? new Map<CategoryId, number>();
    const counted = [...sums].filter(([, ms]) => ms !== 0);
    if (counted.length === 0) return null;
    const [timers, memberName] = await Promise.all([timersOf(work, user, day, config), means.nameOf(space, user)]);
    const t = means.translator(config.settings.locale);
    const known = (await pages.get(space, user, [nameOf(day)])).get(nameOf(day));
    // What counted once and does not any more is set back.
    const before = Object.keys(known?.source === work.table.dataSourceId ? { ...known.wrote, ...known.writing } : {});
    const emptied = before.filter((name) => name.startsWith('sum:'));
    return {
      name: { type: 'title', text: `${memberName} · ${formatDay(day, t)}` },
      day: { type: 'date', date: { start: dashed(day), end: null } },
      member: { type: 'choice', name: optionOf(memberName) },
      memberId: { type: 'text', text: user },
      rollupId: { type: 'text', text: `${user}:${day}` },
      ...(work.connection.mode === 'pages' ? { timers: { type: 'relation' as const, pageIds: timers } } : {}),
      ...Object.fromEntries(emptied.map((name) => [name, { type: 'number' as const, number: null }])),
      ...Object.fromEntries(counted.map(([id, ms]) => [sumProperty(id), { type: 'number' as const, number: hoursOf(ms) }])),
    };
  };

  const nameOf = (day: string): string => `day:${day}`;

  /** Writes the days of a member that are over. */
  const write = async (work: Work, user: UserId, { days, version }: WaitingDays, config: SpaceConfig): Promise<void> => {
    const { space, connection, api, goesOn } = work;
    const over = days.filter((day) => writtenAt(day, config.settings) <= clock.now());
    if (over.length === 0) return;
    const wishes: Wish[] = [];
    for (const day of over) {
      const fields = await fieldsOf(work, user, day, config);
      wishes.push({ user, version, name: nameOf(day), id: `${user}:${day}`, fields });
    }
    const used = new Set(
      wishes.flatMap(({ fields }) =>
        Object.entries(fields ?? {}).flatMap(([name, field]) =>
          name.startsWith('sum:') && field.type === 'number' && field.number !== null ? [name.slice('sum:'.length)] : [],
        ),
      ),
    );
    const categories = [...used].map((id) => ({ id: id as CategoryId, name: optionOf(categoryName(config, id)) }));
    const table = await withSumColumns({ space, connection, api }, categories, means);
    await keepPages({ space, api, table, idProperty: 'rollupId', goesOn }, wishes, means);
    if (!goesOn()) return;
    const left = days.filter((day) => !over.includes(day));
    await pages.setWaitingDays(space, user, { days: left, version });
  };

  return {
    name: 'rollups',
    run: async (work) => {
      const { space, connection, goesOn } = work;
      const { rollups: table } = connection.tables;
      if (table === undefined) return null;
      const config = await spaces.get(space);
      await gather({ ...work, table }, config);
      for (const [user, waiting] of await pages.waitingDays(space)) {
        if (!goesOn()) break;
        // Columns that a member before has added stand in the connection by now.
        const current = await means.documents.of(notion).get(space);
        const { rollups } = current.tables;
        if (rollups?.dataSourceId !== table.dataSourceId) break;
        await write({ ...work, connection: current, table: rollups }, user, waiting, config);
      }
      return nextDayEnd(clock.now(), config.settings);
    },
    waiting: async (space) => {
      const connection = await means.documents.of(notion).get(space);
      if (!isSyncing({ ...connection, paused: false })) return NOTHING_WAITS;
      const [{ settings }, waiting] = await Promise.all([spaces.get(space), pages.waitingDays(space)]);
      const since = [...waiting.values()]
        .flatMap(({ days }) => days)
        .map((day) => writtenAt(day, settings))
        .filter((at) => at <= clock.now());
      return { count: since.length, since: since.length === 0 ? null : Math.min(...since) };
    },
  };
};
