import { domainError, type DomainError } from '../../domain/errors.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Interval } from '../../domain/session.js';
import { formatTypedTime, parseTypedTime, type TypedTime, type TypedTimeContext } from '../../domain/typed/time.js';

/** The moments that a typed time may mean, ms, earlier first: one, or two when the clocks show it twice that day. */
export const momentsOf = (typed: TypedTime): readonly number[] =>
  typed.kind === 'moment' ? [typed.at] : [typed.first, typed.second];

/** As `parseTypedTime`; of a time that exists twice both. */
export const readMoments = (text: string, context: TypedTimeContext): Result<readonly number[], DomainError> => {
  const typed = parseTypedTime(text, context);
  return typed.ok ? ok(momentsOf(typed.value)) : typed;
};

/** Those of the moments (ms) at which the session may end. END_BEFORE_START and END_AHEAD when it may at none. */
export const possibleEnds = (
  moments: readonly number[],
  startedAt: number,
  now: number,
): Result<readonly number[], DomainError> => {
  const possible = moments.filter((at) => at >= startedAt && at <= now);
  if (possible.length > 0) return ok(possible);
  const [first = now] = moments;
  return err(first > now ? domainError('END_AHEAD', { until: first }) : domainError('END_BEFORE_START', { start: startedAt }));
};

/** A time in a list of breaks: without its day where that is the day on which the entry began. */
const shortTime = (ms: number, day: string, zone: string): string => {
  const text = formatTypedTime(ms, zone);
  return text.startsWith(`${day} `) ? text.slice(day.length + 1) : text;
};

const dayTextOf = (ms: number, zone: string): string => formatTypedTime(ms, zone).slice(0, 10);

/** Breaks as text that `readBreaks` reads: `12:00 - 12:30, 15:00 - 15:10`. */
export const formatBreaks = (pauses: readonly Interval[], entryStart: number, zone: string): string => {
  const day = dayTextOf(entryStart, zone);
  return pauses.map(({ start, end }) => `${shortTime(start, day, zone)} - ${shortTime(end, day, zone)}`).join(', ');
};

/** Places where `from - to` may be cut: dates and offsets have dashes too, so each is tried. */
const CUTS = /\s*[-–—]\s*|\s+(?:to|till|until|bis)\s+/gi;

const readBreak = (text: string, after: number, context: TypedTimeContext): Interval | null => {
  for (const cut of text.matchAll(CUTS)) {
    const [left, right] = [text.slice(0, cut.index).trim(), text.slice(cut.index + cut[0].length).trim()];
    const from = left === '' ? null : parseTypedTime(left, { ...context, from: after });
    if (from?.ok !== true) continue;
    // The clocks may show a time twice: within an entry that goes over it, the one after what came before is meant.
    const starts = momentsOf(from.value);
    const start = starts.find((moment) => moment >= after) ?? starts[0] ?? 0;
    const to = right === '' ? null : parseTypedTime(right, { ...context, from: start });
    if (to?.ok !== true) continue;
    const ends = momentsOf(to.value);
    return { start, end: ends.find((moment) => moment > start) ?? ends[0] ?? 0 };
  }
  return null;
};

/**
 * Reads a list of breaks, cut at commas, semicolons or lines; a time without a day is the first one after the start of the
 * entry (ms). In order; nothing is no breaks. BREAKS_NOT_UNDERSTOOD with `input`. Whether they lie in the entry, the entry's rules say.
 */
export const readBreaks = (
  text: string,
  entryStart: number,
  context: TypedTimeContext,
): Result<readonly Interval[], DomainError> => {
  const breaks: Interval[] = [];
  for (const part of text.split(/[,;\n]/)) {
    const typed = part.trim();
    if (typed === '') continue;
    const found = readBreak(typed, entryStart, context);
    if (found === null) return err(domainError('BREAKS_NOT_UNDERSTOOD', { input: typed.slice(0, 40) }));
    breaks.push(found);
  }
  return ok(breaks.toSorted((a, b) => a.start - b.start));
};
