import { LRUCache } from 'lru-cache';
import { addDays, startOfDay } from '../../domain/calendar.js';
import { countingOf } from '../../domain/counting.js';
import type { CategoryId, SpaceId, UserId } from '../../domain/ids.js';
import type { Session } from '../../domain/session.js';
import type { SpaceConfig } from '../../domain/space.js';
import { USUAL_DAYS } from '../../domain/usual-days.js';
import type { Week } from '../../domain/week.js';
import type { Store } from '../../engine/store.js';
import { unconfirmedOf, type Unconfirmed } from './figures.js';

/** The days that lines of a team are about, as the server counts them. */
export interface TeamDays {
  readonly today: string;
  readonly week: Week;
}

/** What has ended of a member in the last `USUAL_DAYS`, as far as their line shows it. */
export interface Ended {
  readonly todayMs: number;
  readonly weekMs: number;
  /** Days with time, `yyyymmdd`. */
  readonly days: ReadonlySet<string>;
  readonly unconfirmed: Unconfirmed;
  /** The last end, ms; null: none. */
  readonly lastAt: number | null;
  /** Sessions that nobody ended, by their ids. */
  readonly byItself: ReadonlyMap<string, Session>;
}

/** Members of whom it is remembered. */
const REMEMBERED = 5_000;

type Timesheet = Pick<Store, 'days' | 'entries'>;

const sumOf = (shares: ReadonlyMap<CategoryId, number> | undefined): number =>
  [...(shares?.values() ?? [])].reduce((sum, ms) => sum + ms, 0);

const read = async (
  space: SpaceId,
  user: UserId,
  { settings }: SpaceConfig,
  { today, week }: TeamDays,
  timesheet: Timesheet,
): Promise<Ended> => {
  const { zone, dayStart } = countingOf(settings);
  const first = addDays(today, -USUAL_DAYS);
  const [days, entries] = await Promise.all([
    timesheet.days(space, user, first, today),
    timesheet.entries(space, user, startOfDay(first, zone, dayStart), Infinity),
  ]);
  const nobodyEnded = entries.filter(({ endReason }) => endReason === 'unanswered' || endReason === 'limit');
  return {
    todayMs: sumOf(days.get(today)),
    weekMs: [...days].reduce((sum, [day, shares]) => (day >= week.from ? sum + sumOf(shares) : sum), 0),
    days: new Set(days.keys()),
    unconfirmed: unconfirmedOf(entries),
    lastAt: entries.at(-1)?.endedAt ?? null,
    byItself: new Map(nobodyEnded.map((session) => [session.id, session])),
  };
};

/**
 * Reads what has ended of members. Each change of an entry makes a new version of its member, so what was read for a version holds as long as the version does: a page that asks
 * for a team again costs a look at each member's state, and reads of those alone who have changed. Rejects with `StoreUnavailable`.
 */
export const createEndedReads = (timesheet: Timesheet) => {
  const known = new LRUCache<string, { readonly of: string; readonly ended: Promise<Ended> }>({ max: REMEMBERED });
  /** `version`: of the member's state, which was read before. */
  return (space: SpaceId, user: UserId, version: number, config: SpaceConfig, days: TeamDays): Promise<Ended> => {
    const { zone, dayStart } = countingOf(config.settings);
    const [key, of] = [`${space} ${user}`, [version, days.today, days.week.from, zone, dayStart].join(' ')];
    const held = known.get(key);
    if (held?.of === of) return held.ended;
    const ended = read(space, user, config, days, timesheet);
    known.set(key, { of, ended });
    ended.catch(() => {
      if (known.peek(key)?.ended === ended) known.delete(key);
    });
    return ended;
  };
};

export type EndedReads = ReturnType<typeof createEndedReads>;
