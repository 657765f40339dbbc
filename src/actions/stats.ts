import { ServerSums, type SumsOf } from '../analytics/stats/server-sums.js';
import { DaySums } from '../analytics/stats/day-sums.js';
import { atOnce } from '../domain/at-once.js';
import { addDays, startOfDay, type WeekStart } from '../domain/calendar.js';
import type { SpaceId, UserId } from '../domain/ids.js';
import type { DayRange } from '../domain/range.js';
import { weekOf, type Week } from '../domain/week.js';
import { targets } from '../engine/documents/kinds/targets.js';
import type { Store } from '../engine/store.js';
import { openRequests } from './approvals/kept.js';
import type { Means } from './means.js';

/** Members who worked are read up to so many: what a click may cost has an end. */
export const ACTIVE_MAX = 2_000;
/** Of all members that were ever seen, so many are looked at. */
const LOOKED_AT_MAX = 20_000;
/** Members that are read one after the other; between two of them it is asked whether there are enough. */
const BATCH = 200;
/** Of a batch, so many at once. */
const WIDTH = 25;

type Needs = Pick<Means, 'documents'> & { readonly timesheet: Pick<Store, 'days' | 'entries' | 'members'> };

/** Hands out members in batches until `isEnough`; true when some were left out. */
const inBatches = async (
  space: SpaceId,
  { timesheet }: Pick<Needs, 'timesheet'>,
  read: (users: readonly UserId[]) => Promise<void>,
  isEnough: () => boolean,
): Promise<boolean> => {
  let batch: UserId[] = [];
  let looked = 0;
  for await (const user of timesheet.members(space)) {
    if (isEnough() || looked >= LOOKED_AT_MAX) return true;
    batch.push(user);
    looked += 1;
    if (batch.length < BATCH) continue;
    await read(batch);
    batch = [];
  }
  if (batch.length === 0) return false;
  await read(batch);
  return false;
};

export interface ServerRead {
  readonly sums: ServerSums;
  /** Requests that wait for an answer. */
  readonly requests: number;
  /** Of how many members the figures are, where there are more; null: of all. */
  readonly cut: number | null;
}

/** What everybody did in some days that are over. Rejects with `StoreUnavailable`. */
export const readServer = async (space: SpaceId, of: SumsOf, deps: Needs): Promise<ServerRead> => {
  const { timesheet, documents } = deps;
  const { range, weeks, usual } = of;
  const first = weeks[0] !== undefined && weeks[0].from < range.from ? weeks[0].from : range.from;
  // A day more on both sides: an entry is booked on the days of the zone in which it was counted, and one that went on into today began before.
  const from = startOfDay(addDays(first, -1), usual.zone, usual.dayStart);
  const to = startOfDay(addDays(range.to, 2), usual.zone, usual.dayStart);
  const sums = new ServerSums(of);
  let requests = 0;
  const isCut = await inBatches(
    space,
    deps,
    async (users) => {
      const parts = await atOnce(users, WIDTH, async (user) => {
        const [sessions, wanted, open] = await Promise.all([
          timesheet.entries(space, user, from, to),
          documents.of(targets).get({ space, user }),
          openRequests(space, user, deps),
        ]);
        return { sessions, targets: wanted.targets, open };
      });
      for (const { open, ...part } of parts) {
        requests += open;
        sums.add(part);
      }
    },
    () => sums.people >= ACTIVE_MAX,
  );
  return { sums, requests, cut: isCut ? sums.people : null };
};

/** The time of everybody by day, for a forecast. Rejects with `StoreUnavailable`. */
export const readDays = async (
  space: SpaceId,
  range: DayRange,
  deps: Needs,
): Promise<{ readonly sums: DaySums; readonly cut: number | null }> => {
  const sums = new DaySums();
  const isCut = await inBatches(
    space,
    deps,
    async (users) => {
      const read = await atOnce(users, WIDTH, (user) => deps.timesheet.days(space, user, range.from, range.to));
      for (const days of read) sums.add(days);
    },
    () => sums.people >= ACTIVE_MAX,
  );
  return { sums, cut: isCut ? sums.people : null };
};

/** The days that are over, as many as were asked for; `today` is `yyyymmdd`. */
export const daysBefore = (days: number, today: string): DayRange => ({ from: addDays(today, -days), to: addDays(today, -1) });

/** The weeks that end in the days. */
export const weeksEndingIn = ({ from, to }: DayRange, weekStart: WeekStart): readonly Week[] => {
  const weeks: Week[] = [];
  for (let week = weekOf(from, weekStart); week.to <= to; week = weekOf(addDays(week.to, 1), weekStart)) weeks.push(week);
  return weeks;
};
