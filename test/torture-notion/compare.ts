import { splitByDay } from '../../src/domain/day-split.js';
import { countingOf } from '../../src/domain/counting.js';
import type { SpaceId, UserId } from '../../src/domain/ids.js';
import type { NotionConnection } from '../../src/domain/notion.js';
import { effectiveMs } from '../../src/domain/effective.js';
import type { Session } from '../../src/domain/session.js';
import type { SpaceConfig } from '../../src/domain/space.js';
import { hoursOf } from '../../src/integrations/notion/timers/fields.js';
import { writtenAt } from '../../src/integrations/notion/rollups/days.js';
import type { NotionEmulator } from '../support/notion/emulator.js';
import { rowsOf, type Row } from '../support/notion/rows.js';
import type { TestChain } from '../support/chain.js';

const textOf = (row: Row, name: string): string => {
  const value = row.of(name);
  return typeof value === 'string' ? value : '';
};
/** Hours: each of the sums is rounded to four places. */
const ROUNDED_BY = 0.001;

const entryProblems = (session: Session, user: UserId, row: Row, config: SpaceConfig): string[] => {
  const category = config.categories.find(({ id }) => id === session.category)?.name ?? session.category;
  const wanted: readonly (readonly [name: string, value: unknown])[] = [
    ['memberId', user],
    ['category', category],
    ['start', session.startedAt],
    ['end', session.endedAt],
    ['effective', session.endedAt === null ? null : hoursOf(effectiveMs(session, session.endedAt))],
  ];
  return wanted.flatMap(([name, value]) =>
    row.of(name) === value ? [] : [`${session.id}: ${name} is ${String(row.of(name))} at Notion and ${String(value)} here`],
  );
};

/** Sums of days by category, worked out from the entries alone, ms. */
const daysOf = (entries: readonly Session[], config: SpaceConfig): ReadonlyMap<string, ReadonlyMap<string, number>> => {
  const days = new Map<string, Map<string, number>>();
  for (const entry of entries)
    for (const [day, ms] of splitByDay(entry, entry.counting ?? countingOf(config.settings))) {
      const sums = days.get(day) ?? new Map<string, number>();
      sums.set(entry.category, (sums.get(entry.category) ?? 0) + ms);
      days.set(day, sums);
    }
  return days;
};

export interface Compared {
  readonly problems: readonly string[];
  readonly entries: number;
  readonly days: number;
}

/**
 * Holds what stands at Notion against what stands here: each entry has one page that says the same (or the one that somebody put into the trash), and no page is of an
 * entry that is none; each day that is over has one page with the sums of its entries.
 */
export const compare = async (
  chain: Pick<TestChain, 'store'>,
  notion: NotionEmulator,
  {
    space,
    users,
    connection,
    config,
    now,
    trashed,
  }: {
    readonly space: SpaceId;
    readonly users: readonly UserId[];
    readonly connection: NotionConnection;
    readonly config: SpaceConfig;
    readonly now: number;
    /** Ids of entries whose pages were put into the trash by hand. */
    readonly trashed: ReadonlySet<string>;
  },
): Promise<Compared> => {
  const problems: string[] = [];
  const { timers, rollups } = connection.tables;
  if (timers === undefined || rollups === undefined) return { problems: ['not set up'], entries: 0, days: 0 };
  const pages = new Map<string, Row[]>();
  for (const row of rowsOf(notion, timers)) {
    const id = textOf(row, 'entryId');
    if (row.inTrash) continue;
    if (id !== '') pages.set(id, [...(pages.get(id) ?? []), row]);
    else if (row.of('category') !== null && textOf(row, 'remark') === '')
      problems.push(`page ${row.id} was neither taken nor refused`);
  }
  const dayPages = new Map<string, Row[]>();
  for (const row of rowsOf(notion, rollups))
    if (!row.inTrash) dayPages.set(String(row.of('rollupId')), [...(dayPages.get(String(row.of('rollupId'))) ?? []), row]);
  let [entries, days] = [0, 0];
  for (const user of users) {
    const { active } = await chain.store.reload(space, user);
    const ended = await chain.store.entries(space, user, 0, now + 86_400_000);
    for (const session of [...ended, ...(active === null ? [] : [active])]) {
      entries += 1;
      const rows = pages.get(session.id) ?? [];
      pages.delete(session.id);
      const wanted = trashed.has(session.id) ? 0 : 1;
      if (rows.length !== wanted) problems.push(`${session.id} has ${rows.length} pages instead of ${wanted}`);
      for (const row of rows) problems.push(...entryProblems(session, user, row, config));
    }
    for (const [day, sums] of daysOf(ended, config)) {
      if (writtenAt(day, config.settings) > now) continue;
      days += 1;
      const key = `${user}:${day}`;
      const rows = dayPages.get(key) ?? [];
      dayPages.delete(key);
      if (rows.length !== 1) problems.push(`${key} has ${rows.length} pages`);
      const total = [...sums.values()].reduce((all, ms) => all + ms, 0);
      for (const row of rows) {
        if (Math.abs(Number(row.of('total')) - total / 3_600_000) > ROUNDED_BY)
          problems.push(`${key}: the total is ${String(row.of('total'))} at Notion and ${hoursOf(total)} here`);
        for (const [category, ms] of sums)
          if (row.of(`sum:${category}`) !== hoursOf(ms))
            problems.push(`${key}: ${category} is ${String(row.of(`sum:${category}`))} at Notion and ${hoursOf(ms)} here`);
      }
    }
  }
  for (const id of pages.keys()) problems.push(`there is a page of ${id}, which is no entry`);
  for (const key of dayPages.keys()) problems.push(`there is a page of ${key}, on which nothing counts`);
  return { problems, entries, days };
};
