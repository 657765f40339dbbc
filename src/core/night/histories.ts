import { bookedSeries, type DaySeries } from '../../analytics/forecast/series.js';
import { addDays } from '../../domain/calendar.js';
import { dayNumber } from '../../domain/day-number.js';
import type { SpaceId, UserId } from '../../domain/ids.js';
import { leaveDays } from '../../domain/leave.js';
import { delay, type Clock } from '../../domain/ports.js';
import { membersWhoAgreed } from '../../engine/agreed.js';
import { leave } from '../../engine/documents/kinds/leave.js';
import type { Documents } from '../../engine/documents-api.js';
import type { Store } from '../../engine/store.js';

export interface HistoryParts {
  readonly store: Pick<Store, 'members' | 'days'>;
  readonly documents: Documents;
  /** Lengths of time. */
  readonly clock: Pick<Clock, 'after'>;
}

/** Days that a training looks back. */
export const DAYS_BACK = 400;
/** Days of so many members are read in one go; then clicks have their turn for so long, ms. */
const AT_ONCE = 4;
const PAUSE_MS = 4;

/**
 * The days of members who agreed, some members at a time: a year of one is some 3 kB, and only what is handed over is in memory.
 * @param today the local day that it is in the space, `yyyymmdd`
 * @param most no more members than these
 */
export async function* histories(
  space: SpaceId,
  { today, most }: { readonly today: string; readonly most: number },
  parts: HistoryParts,
): AsyncGenerator<readonly DaySeries[], void> {
  const from = addDays(today, -DAYS_BACK);
  const number = dayNumber(today);
  const read = async (user: UserId): Promise<DaySeries> => {
    const [booked, { leaves }] = await Promise.all([
      parts.store.days(space, user, from, today),
      parts.documents.of(leave).get({ space, user }),
    ]);
    return bookedSeries(booked, number, { leave: leaveDays(leaves) });
  };
  let left = most;
  for await (const users of membersWhoAgreed(parts, space)) {
    for (let at = 0; at < users.length && left > 0; at += AT_ONCE) {
      const some = users.slice(at, Math.min(at + AT_ONCE, at + left));
      left -= some.length;
      yield await Promise.all(some.map(read));
      await delay(parts.clock, PAUSE_MS);
    }
    if (left <= 0) return;
  }
}
