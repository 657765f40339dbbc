import { EVERY_MAX, WORKDAYS } from '../../domain/reminders/recurrence.js';
import { COUNT, countOf, weekdayOfWord, without } from './words.js';

/** What a text says of how often. What it leaves open follows from the first day. */
export interface SaidRepeat {
  readonly unit: 'day' | 'week' | 'month' | 'year';
  readonly every: number;
  /** 0 is Monday; null: the weekday of the first day. */
  readonly days: readonly number[] | null;
  /** 1 to 31; null: as the first day. */
  readonly day: number | null;
}

/** `often`: it is to come more often than every day, which reminders do not. */
type Found = { readonly repeat: SaidRepeat; readonly rest: string } | 'often';

const START = '(?<=^| )';
const END = '(?= |$)';
const word = (pattern: string): RegExp => new RegExp(`${START}(?:${pattern})${END}`);

const DAY_NAME =
  '(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:days?)?|(?:mo|di|mi|do|fr|sa|so)|(?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|sonnabends?';
const LIST = `(?:${DAY_NAME})(?: ?(?:and|und|&|\\+|or|oder|/)? ?(?:${DAY_NAME}))*`;
const RANGE = `(?:${DAY_NAME}) ?(?:to|through|till|until|bis|-|–) ?(?:${DAY_NAME})`;
const EVERY = '(?:every|each|jede[nrsm]?|alle)';
const UNIT = '(days?|weeks?|months?|years?|tage?n?|wochen?|monate?n?|jahre?n?)';
const OFTEN = word(
  `(?:${EVERY} )(?:[\\w.äöü]+ )?(?:seconds?|minutes?|hours?|sekunden?|minuten?|stunden?|min|std)|hourly|stündlich|minütlich`,
);

/** `every weekday`, `werktags`: Monday to Friday. */
const WORKING = word(
  `(?:${EVERY} |on |an )?(?:weekdays?|workdays?|work(?:ing)? days?|business days?|werktags|werktage?n?|wochentags|arbeitstags|arbeitstage?n?)`,
);
const PLAIN: readonly (readonly [RegExp, SaidRepeat['unit']])[] = [
  [word('daily|täglich|tagtäglich'), 'day'],
  [word('weekly|wöchentlich'), 'week'],
  [word('monthly|monatlich'), 'month'],
  [word('yearly|annually|jährlich|alljährlich'), 'year'],
];
const INTERVAL = word(`${EVERY} (?:(${COUNT}) )?${UNIT}`);
const OF_WEEK = word(`(?:${EVERY} )(?:(${COUNT}) )?(${RANGE}|${LIST})`);
/** `mondays`, `montags`, `on mondays and thursdays`, `mo-fr`. */
const HABITUAL = word(
  `(?:on |an )?((?:(?:mon|tues|wednes|thurs|fri|satur|sun)days|(?:mon|diens|donners|frei|sams|sonn)tags|mittwochs|sonnabends)(?: ?(?:and|und|&) ?(?:${DAY_NAME}))*|${RANGE})`,
);

const MONTH = '(?:of the|of every|of each|of a|every|each|des|jedes|jeden|im|in jedem) (?:month|monats?)';
const ORDINAL = '(first|1st|ersten?|\\d{1,2}(?:\\.|st|nd|rd|th)|last day|last|letzten(?: tage?s?)?)';
/** `first of the month`, `on the 15th of every month`, `am letzten tag des monats`, `jeden ersten`. */
const OF_MONTH = word(`(?:on |am |zum |every |each |jeden )?(?:the )?${ORDINAL} ${MONTH}`);
const EVERY_NTH = word('(?:every|each|jeden) (?:the )?(first|1st|ersten|\\d{1,2}(?:\\.|st|nd|rd|th))');
const MONTH_NAMED = word('(?:am )?(monatsersten|monatsanfang|monatsende|monatsletzten)');
/** Beside `every month`: `on the 15th`, `am 15.`. */
const ON_THE = word('(?:on the |am )(first|ersten|last day|last|letzten(?: tag)?|\\d{1,2}(?:\\.|st|nd|rd|th))');

const UNITS: readonly (readonly [RegExp, SaidRepeat['unit']])[] = [
  [/^(?:day|tag)/, 'day'],
  [/^(?:week|woche)/, 'week'],
  [/^(?:month|monat)/, 'month'],
  [/^(?:year|jahr)/, 'year'],
];

/** Takes what a text says of repeating out of it. Null when it says nothing of the kind. */
export const readRepeat = (text: string): Found | null => {
  if (OFTEN.test(text)) return 'often';
  return ofMonth(text) ?? workdays(text) ?? interval(text) ?? ofWeek(text) ?? plain(text);
};

const dayOfMonth = (said: string): number | null => {
  if (/^(?:first|1st|erste|monatserst|monatsanf)/.test(said)) return 1;
  if (/^(?:last|letzt|monatsende|monatsletzt)/.test(said)) return 31;
  const day = Number.parseInt(said, 10);
  return day >= 1 && day <= 31 ? day : null;
};

const ofMonth = (text: string): Found | null => {
  const found = OF_MONTH.exec(text) ?? MONTH_NAMED.exec(text) ?? EVERY_NTH.exec(text);
  const day = found === null ? null : dayOfMonth(found[1] ?? '');
  if (found === null || day === null) return null;
  const rest = without(text, found);
  // `every 2nd week` and `jeden 2. tag` are intervals.
  if (UNITS.some(([unit]) => unit.test(rest)) || weekdayOfWord(rest.split(' ')[0] ?? '') !== null) return null;
  return { repeat: { unit: 'month', every: 1, days: null, day }, rest: rest.replace(word('monthly|monatlich'), '').trim() };
};

const workdays = (text: string): Found | null => {
  const found = WORKING.exec(text);
  return found === null ? null : { repeat: { unit: 'week', every: 1, days: WORKDAYS, day: null }, rest: without(text, found) };
};

const interval = (text: string): Found | null => {
  const found = INTERVAL.exec(text);
  if (found === null) return null;
  const every = found[1] === undefined ? 1 : countOf(found[1]);
  const unit = UNITS.find(([words]) => words.test(found[2] ?? ''))?.[1];
  if (every === null || unit === undefined || every < 1 || every > limitOf(unit)) return null;
  const rest = without(text, found);
  const weekdays = unit === 'week' ? HABITUAL.exec(rest) : null;
  const days = weekdays === null ? null : daysIn(weekdays[1] ?? '');
  if (weekdays !== null && days !== null) return { repeat: { unit, every, days, day: null }, rest: without(rest, weekdays) };
  return { repeat: { unit, every, days: null, day: null }, ...onDay(unit, every, rest) };
};

/** `every month on the 15th`: the day belongs to the repeat. */
const onDay = (
  unit: SaidRepeat['unit'],
  every: number,
  rest: string,
): { readonly rest: string; readonly repeat?: SaidRepeat } => {
  const found = unit === 'month' ? ON_THE.exec(rest) : null;
  const day = found === null ? null : dayOfMonth(found[1] ?? '');
  return found === null || day === null ? { rest } : { rest: without(rest, found), repeat: { unit, every, days: null, day } };
};

const limitOf = (unit: SaidRepeat['unit']): number => (unit === 'year' ? EVERY_MAX.month / 12 : EVERY_MAX[unit]);

const ofWeek = (text: string): Found | null => {
  const counted = OF_WEEK.exec(text);
  if (counted !== null) {
    const every = counted[1] === undefined ? 1 : countOf(counted[1]);
    const days = daysIn(counted[2] ?? '');
    if (every !== null && every >= 1 && every <= EVERY_MAX.week && days !== null)
      return { repeat: { unit: 'week', every, days, day: null }, rest: without(text, counted) };
  }
  const habitual = HABITUAL.exec(text);
  const days = habitual === null ? null : daysIn(habitual[1] ?? '');
  if (habitual === null || days === null) return null;
  return { repeat: { unit: 'week', every: 1, days, day: null }, rest: without(text, habitual) };
};

/** The weekdays of a list or of a range, in order; null when a word is none. */
const daysIn = (text: string): readonly number[] | null => {
  const range = /^(\S+?) ?(?:to|through|till|until|bis|-|–) ?(\S+)$/.exec(text);
  if (range !== null) {
    const [first, last] = [weekdayOfWord(range[1] ?? ''), weekdayOfWord(range[2] ?? '')];
    if (first === null || last === null) return null;
    return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, at) => (first + at) % 7).toSorted();
  }
  const days = text.split(/ (?:and|und|or|oder) | ?[&+/] ?| /).map(weekdayOfWord);
  return days.includes(null) ? null : [...new Set(days.flatMap((day) => day ?? []))].toSorted();
};

const plain = (text: string): Found | null => {
  for (const [words, unit] of PLAIN) {
    const found = words.exec(text);
    if (found === null) continue;
    const { rest, repeat } = onDay(unit, 1, without(text, found));
    return { rest, repeat: repeat ?? { unit, every: 1, days: null, day: null } };
  }
  return null;
};
