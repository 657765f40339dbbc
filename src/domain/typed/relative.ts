import { Temporal } from 'temporal-polyfill';
import { parseDuration } from '../duration.js';

const NOW = /^(?:now|right now|just now|jetzt|gerade eben|gerade)$/;
const AGO = /^(?:(?<en>.+) ago|vor (?<de>.+)|in (?<ahead>.+))$/;
const DAYS = /^(\d{1,4}) ?(?:d|days?|tag|tagen?)$/;

/** Number words up to twelve, as people write them before a unit, and the halves. */
const NUMBERS: readonly (readonly [RegExp, string])[] = [
  [/^(?:half an|a half|half|einer? halben?|eine halbe) /, '0.5 '],
  [/^(?:anderthalb|eineinhalb) /, '1.5 '],
  ...[
    'an?|one|ein(?:e[mnr]?)?',
    'two|zwei',
    'three|drei',
    'four|vier',
    'five|fünf',
    'six|sechs',
    'seven|sieben',
    'eight|acht',
    'nine|neun',
    'ten|zehn',
    'eleven|elf',
    'twelve|zwölf',
  ].map((words, at): readonly [RegExp, string] => [new RegExp(`^(?:${words}) `), `${at + 1} `]),
];

/** The text with a number in digits where it begins with one in words: `eine halbe stunde` is `0.5 stunde`. */
export const inDigits = (text: string): string => {
  const [spelled, digits] = NUMBERS.find(([number]) => number.test(text)) ?? [];
  return spelled === undefined ? text : text.replace(spelled, digits ?? '');
};

/**
 * Reads what is told from now on: `now`, `3h ago`, `vor 3 Stunden`, `in 20 min`; the moment in ms, or null when the text is none of these. Hours and
 * minutes are time that passes; days are those of the calendar, so `2 days ago` is at the same time by the clock.
 */
export const readRelative = (text: string, now: number, zone: string): number | null => {
  if (NOW.test(text)) return now;
  const said = AGO.exec(text)?.groups;
  const words = said?.['en'] ?? said?.['de'] ?? said?.['ahead'];
  if (words === undefined) return null;
  const amount = inDigits(words);
  const sign = said?.['ahead'] === undefined ? -1 : 1;
  const days = DAYS.exec(amount)?.[1];
  if (days !== undefined) {
    const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
    return here.add({ days: sign * Number(days) }).epochMilliseconds;
  }
  // Without a unit, `vor 20` may as well be the beginning of a time of day.
  if (!/[a-z]/.test(amount)) return null;
  const duration = parseDuration(amount);
  return duration.ok ? now + sign * duration.value : null;
};
