import { codePoints } from './code-points.js';
import { domainError, type DomainError } from './errors.js';
import { err, ok, type Result } from './result.js';
import { readClock } from './typed/clock.js';

/** Work hours of one day, in minutes after its midnight by the clocks; `to` lies after `from`, and beyond 1,440 when it is on the next day. */
export interface WorkSpan {
  readonly from: number;
  readonly to: number;
}

/** Which days typed hours are for. */
export const DAY_CHOICES = [
  ...['workdays', 'everyday', 'weekend'],
  ...['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
] as const;

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** Weekdays of a choice, 0 being Monday. */
export const weekdaysOf = (choice: string): readonly number[] => {
  if (choice === 'everyday') return [0, 1, 2, 3, 4, 5, 6];
  if (choice === 'workdays') return [0, 1, 2, 3, 4];
  if (choice === 'weekend') return [5, 6];
  const day = WEEKDAYS.indexOf(choice);
  return day < 0 ? [] : [day];
};

const INPUT_MAX = 100;
const SPANS_MAX = 4;
const DAY = 1440;
const FREE = /^(?:off|free|none|closed|frei|keine|-|–|—)$/;
/** Between two times: a dash with or without blanks, or a word. */
const BETWEEN = / ?(?:-|–|—| to | until | bis ) ?/;
/** Before the first time. */
const LEADING = /^(?:from|von) /;

/**
 * Reads work hours of a day: `9-17`, `9:00–12:30, 13:30–18`, `22-6` (over midnight), `9am to 5pm`, `von 9 bis 17 Uhr`, `off`, `frei`. In order, at most four, none of which
 * overlaps another. WORK_HOURS_INVALID with `input`.
 */
export const parseWorkHours = (input: string): Result<readonly WorkSpan[], DomainError> => {
  const invalid = err(domainError('WORK_HOURS_INVALID', { input: codePoints(input.trim().slice(0, 80)).slice(0, 40).join('') }));
  const text = input.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
  if (text === '' || input.length > INPUT_MAX) return invalid;
  if (FREE.test(text)) return ok([]);
  const spans: WorkSpan[] = [];
  for (const part of text.split(/ ?(?:,|;| and | und |\+) ?/)) {
    const times = part.replace(LEADING, '').split(BETWEEN);
    const [from, to] = times.map((time) => minutesOf(time));
    if (times.length !== 2 || from === undefined || to === undefined || from === null || to === null || from === DAY)
      return invalid;
    const end = to <= from ? to + DAY : to;
    const before = spans.at(-1);
    if (before !== undefined && from < before.to) return invalid;
    spans.push({ from, to: end });
  }
  // What goes on after midnight must not reach the same hours of a day that has the same ones.
  const [first, last] = [spans[0], spans.at(-1)];
  if (first !== undefined && last !== undefined && last.to - DAY > first.from) return invalid;
  return spans.length > SPANS_MAX ? invalid : ok(spans);
};

const minutesOf = (text: string): number | null => {
  const clock = readClock(text.trim(), null);
  return clock?.second === 0 ? clock.hour * 60 + clock.minute : null;
};

/** `09:00–17:00, 22:00–06:00`; '' for none. It is read back by `parseWorkHours`. */
export const workHoursText = (spans: readonly WorkSpan[]): string =>
  spans.map(({ from, to }) => `${clockText(from)}–${clockText(to)}`).join(', ');

const clockText = (minutes: number): string => {
  // Midnight at the end of a day is its 24th hour.
  const shown = minutes > DAY ? minutes - DAY : minutes;
  return `${String(Math.floor(shown / 60)).padStart(2, '0')}:${String(shown % 60).padStart(2, '0')}`;
};
