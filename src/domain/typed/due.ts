import { Temporal } from 'temporal-polyfill';
import { codePoints } from '../code-points.js';
import { domainError, type DomainError } from '../errors.js';
import { err, ok, type Result } from '../result.js';
import type { Due } from '../tasks.js';
import { readClock, readHalf } from './clock.js';
import { readDate } from './date.js';
import { parseTypedTime, type TypedTimeContext } from './time.js';
import { earliestOf, resolveWallTime } from './wall-time.js';

const INPUT_MAX = 64;
const SHOWN_MAX = 40;
/**
 * Reads when something has to be done, in the member's zone: a day (`friday`, `31.3.`, `2026-12-24`, `tomorrow`), which counts as a whole, or a moment (`friday 15:00`,
 * `morgen um 9`, `18:00`, `in 3 hours`). Days are those to come, unless the text says otherwise; of a time that the clocks show twice, the first is meant.
 *
 * DUE_INVALID with `input`; TIME_SKIPPED with `before` and `after` (ms).
 */
export const parseDue = (input: string, context: TypedTimeContext): Result<Due, DomainError> => {
  const text = input.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
  const invalid = err(
    domainError('DUE_INVALID', {
      input: codePoints(input.trim().slice(0, 2 * SHOWN_MAX))
        .slice(0, SHOWN_MAX)
        .join(''),
    }),
  );
  if (text === '' || input.length > INPUT_MAX || text.length > INPUT_MAX) return invalid;
  const today = Temporal.Instant.fromEpochMilliseconds(context.now).toZonedDateTimeISO(context.zone).toPlainDate();
  const day = comingDay(text.replace(/^(?:by|until|bis(?: zum)?) /, ''), today, context.locale);
  if (day !== null) return ok({ kind: 'day', day: day.toString().replaceAll('-', '') });
  const withClock = readDayAndClock(text.replace(/, ?/g, ' '), today, context);
  if (withClock !== null) return withClock;
  const typed = parseTypedTime(input, { ...context, from: context.now });
  if (!typed.ok) return typed.error.code === 'TIME_INVALID' ? invalid : typed;
  return ok({ kind: 'moment', at: earliestOf(typed.value) });
};

/** The day that a text means when it is about what is to come, or null. */
const comingDay = (text: string, today: Temporal.PlainDate, locale: string): Temporal.PlainDate | null =>
  readDate(text, today, locale, 'ahead')?.dates[0] ?? null;

/** The text cut into a day and a time, in either order. */
const readDayAndClock = (text: string, today: Temporal.PlainDate, context: TypedTimeContext): Result<Due, DomainError> | null => {
  const { half, rest } = readHalf(text);
  const words = rest.split(' ');
  for (let cut = 1; cut < words.length; cut += 1) {
    const [front, back] = [words.slice(0, cut).join(' '), words.slice(cut).join(' ')];
    for (const [dayText, clockText] of [
      [front, back],
      [back, front],
    ] as const) {
      const clock = readClock(clockText, half);
      const date = clock === null ? null : comingDay(dayText, today, context.locale);
      if (clock === null || date === null) continue;
      const wall = date.toPlainDateTime().add({ hours: clock.hour, minutes: clock.minute, seconds: clock.second });
      const resolved = resolveWallTime(wall, context.zone);
      return resolved.ok ? ok({ kind: 'moment', at: earliestOf(resolved.value) }) : resolved;
    }
  }
  return null;
};
