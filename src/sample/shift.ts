import { Temporal } from 'temporal-polyfill';
import type { EntryFields } from '../domain/commands.js';
import type { Interval } from '../domain/session.js';
import type { Dice } from './dice.js';
import type { Habits } from './habits.js';

const MINUTE_MS = 60_000;

/** When somebody begins on a date if nothing comes in between, ms: by the clocks where they live. */
export const beginsAt = (date: Temporal.PlainDate, { zone, startsAt }: Pick<Habits, 'zone' | 'startsAt'>): number => {
  const plainTime = Temporal.PlainTime.from({ hour: Math.floor(startsAt / 60), minute: startsAt % 60 });
  return date.toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds;
};

/**
 * What somebody does on a date: one to three entries that follow each other, with breaks in the long ones, to the second as people click. None is
 * longer than half a day.
 */
export const shiftOn = (
  dice: Dice,
  date: Temporal.PlainDate,
  habits: Habits,
  notes: readonly string[],
): readonly EntryFields[] => {
  const parts = habits.shift === 'part' ? 1 : dice.whole(1, 3);
  let at = beginsAt(date, habits) + jitter(dice, 12);
  return Array.from({ length: parts }, (_, nth): EntryFields => {
    const startedAt = at;
    const length = Math.round(((habits.works * MINUTE_MS) / parts) * dice.between(0.85, 1.12)) + jitter(dice, 5);
    const endedAt = startedAt + Math.max(10 * MINUTE_MS, length);
    at = endedAt + dice.whole(20, 2_400) * 1_000;
    return {
      category:
        nth === 0 || dice.chance(0.4) ? (habits.categories[0] ?? dice.pick(habits.categories)) : dice.pick(habits.categories),
      note: dice.chance(habits.writes) ? dice.pick(notes) : null,
      startedAt,
      endedAt,
      pauses: breaksOf(dice, startedAt, endedAt),
      overrideMs: null,
    };
  });
};

/** Up to so many minutes earlier or later, to the second, in ms. */
const jitter = (dice: Dice, minutes: number): number => dice.whole(-60 * minutes, 60 * minutes) * 1_000;

/** A break in the middle of what is longer than four hours, and a short one in some others. */
const breaksOf = (dice: Dice, startedAt: number, endedAt: number): readonly Interval[] => {
  const minutes = (endedAt - startedAt) / MINUTE_MS;
  const length = minutes > 240 ? dice.whole(20, 50) : minutes > 90 && dice.chance(0.3) ? dice.whole(5, 12) : 0;
  if (length === 0) return [];
  const start = startedAt + Math.round(minutes * dice.between(0.4, 0.6)) * MINUTE_MS;
  return [{ start, end: start + length * MINUTE_MS + dice.whole(0, 59) * 1_000 }];
};
