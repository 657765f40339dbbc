import { Temporal } from 'temporal-polyfill';
import type { EntryFields } from '../domain/commands.js';
import { Dice } from './dice.js';
import { befall, type PlannedEntry } from './fates.js';
import type { Habits } from './habits.js';
import { shiftOn } from './shift.js';
import { workdaysOf } from './workdays.js';

const MINUTE_MS = 60_000;

/** Somebody on the clock now. */
export interface OnTheClock {
  readonly entry: Pick<EntryFields, 'category' | 'note' | 'startedAt'>;
  readonly isPaused: boolean;
}

export interface MemberPlan {
  /** Oldest first, without overlaps, all of them over by now. */
  readonly entries: readonly PlannedEntry[];
  /** Null when they do not work now. */
  readonly running: OnTheClock | null;
}

/** A history of so many days until `now` (ms), the same for the same `seed` and `place` in the team. */
export const planMember = (
  { seed, place, days, now }: { readonly seed: number; readonly place: number; readonly days: number; readonly now: number },
  habits: Habits,
  { notes, forgotten }: { readonly notes: readonly string[]; readonly forgotten: string },
): MemberPlan => {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(habits.zone).toPlainDate();
  // Today counts too: what is over by now is written, and what is not may be under way.
  const dates = workdaysOf(Dice.of(seed, 'days', place), habits, today.add({ days: 1 }), days + 1);
  const worked = dates.flatMap((date) => shiftOn(Dice.of(seed, place, date.toString()), date, habits, notes));
  const past = worked.filter(({ endedAt }) => endedAt <= now - MINUTE_MS);
  const current = worked.find(({ startedAt, endedAt }) => startedAt < now - 5 * MINUTE_MS && endedAt > now - MINUTE_MS);
  const limit = current?.startedAt ?? now;
  const dice = Dice.of(seed, 'fates', place);
  const entries: PlannedEntry[] = [];
  let from = 0;
  for (const [nth, entry] of past.entries()) {
    const room = { from, to: past[nth + 1]?.startedAt ?? limit };
    const planned = befall(dice, entry, { room, now, forgets: habits.forgets, forgotten });
    entries.push(planned);
    from = Math.max(entry.endedAt, planned.entry.endedAt);
  }
  return { entries, running: current === undefined ? null : { entry: current, isPaused: dice.chance(0.2) } };
};
