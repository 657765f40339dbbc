import { parseDuration } from '../../../../src/domain/duration.js';
import type { DomainError } from '../../../../src/domain/errors.js';
import type { Entry } from '../../core/contract.js';
import { breaksOn, breaksText, chosenOf, fieldsOf, momentOn } from './typed.js';
import { timesOf, type Times } from './times.js';

/** The fields of the form as they are typed. */
export interface Fields {
  readonly category: string;
  /** `yyyy-mm-dd` */
  readonly day: string;
  readonly start: string;
  readonly end: string;
  /** The day of the end; null: the first time after the start. */
  readonly endDay: string | null;
  readonly breaks: string;
  readonly note: string;
  /** What counts, typed; empty: what was measured. */
  readonly counted: string;
  /** Which of two moments is meant, where the clocks show a time twice. */
  readonly startSecond: boolean;
  readonly endSecond: boolean;
}

export type FieldName = 'day' | 'start' | 'end' | 'breaks' | 'counted';

/** What the fields say. Moments and lengths in ms; `end` is null for what runs. */
export interface Understood {
  readonly times: Times;
  readonly isRunning: boolean;
  readonly counted: number | null;
  /** The clocks show the typed start, or end, twice. */
  readonly startTwice: boolean;
  readonly endTwice: boolean;
}

export type Reading =
  | { readonly ok: true; readonly value: Understood }
  | { readonly ok: false; readonly field: FieldName; readonly error: DomainError };

const DAY_MS = 24 * 3_600_000;

/** The fields of an entry that is there. */
export const fieldsFor = (entry: Entry, zone: string, lengthText: (ms: number) => string): Fields => {
  const { start, end, breaks } = timesOf(entry, Date.parse(entry.start));
  const [from, to] = [fieldsOf(start, zone), fieldsOf(end, zone)];
  return {
    ...{ category: entry.category, day: from.day, start: from.time, end: entry.end === null ? '' : to.time },
    endDay: end - start > DAY_MS ? to.day : null,
    breaks: breaksText(breaks, zone),
    note: entry.note ?? '',
    counted: entry.overrideSeconds === null ? '' : lengthText(entry.overrideSeconds * 1000),
    startSecond: isSecond(start, from, zone),
    endSecond: isSecond(end, to, zone),
  };
};

/** The fields of a new entry at these times. */
export const fieldsAt = ({ start, end }: Times, category: string, zone: string): Fields => {
  const [from, to] = [fieldsOf(start, zone), fieldsOf(end, zone)];
  return {
    ...{ category, day: from.day, start: from.time, end: to.time, endDay: null, breaks: '', note: '', counted: '' },
    startSecond: isSecond(start, from, zone),
    endSecond: isSecond(end, to, zone),
  };
};

const isSecond = (ms: number, { day, time }: ReturnType<typeof fieldsOf>, zone: string): boolean => {
  const typed = momentOn(day, time, zone);
  return typed.ok && typed.value.kind === 'twice' && Math.floor(ms / 1000) * 1000 >= typed.value.second;
};

/** Reads the fields; the first that is not understood is named. `isRunning`: there is no end, and no breaks are edited. */
export const readFields = (fields: Fields, zone: string, before: Times | null, isRunning: boolean): Reading => {
  const typedStart = momentOn(fields.day, fields.start, zone);
  if (!typedStart.ok) return { ok: false, field: 'start', error: typedStart.error };
  const start = kept(chosenOf(typedStart.value, fields.startSecond), before?.start);
  const startTwice = typedStart.value.kind === 'twice';
  if (isRunning)
    return {
      ok: true,
      value: { times: { start, end: start, breaks: [] }, isRunning, counted: null, startTwice, endTwice: false },
    };
  const typedEnd = endOf(fields, start, zone);
  if (!typedEnd.ok) return { ok: false, field: 'end', error: typedEnd.error };
  const end = kept(typedEnd.value.at, before?.end);
  if (end <= start) return { ok: false, field: 'end', error: { code: 'ENTRY_TIMES_INVALID', params: {} } };
  // What was not touched stays to the second, and is no matter of minutes.
  const isUntouched = before !== null && breaksText(before.breaks, zone) === fields.breaks;
  const breaks = isUntouched ? { ok: true as const, value: before.breaks } : breaksOn(fields.breaks, start, zone);
  if (!breaks.ok) return { ok: false, field: 'breaks', error: breaks.error };
  if (breaks.value.some((each) => each.start < start || each.end > end))
    return { ok: false, field: 'breaks', error: { code: 'ENTRY_PAUSES_INVALID', params: { max: 100 } } };
  const counted = fields.counted.trim() === '' ? { ok: true as const, value: null } : parseDuration(fields.counted);
  if (!counted.ok) return { ok: false, field: 'counted', error: counted.error };
  const times = { start, end, breaks: breaks.value };
  return { ok: true, value: { times, isRunning, counted: counted.value, startTwice, endTwice: typedEnd.value.twice } };
};

/** Fields show seconds, moments have milliseconds: what was not typed anew stays as it was. */
const kept = (typed: number, before: number | undefined): number =>
  before !== undefined && Math.floor(before / 1000) * 1000 === typed ? before : typed;

type End =
  | { readonly ok: true; readonly value: { readonly at: number; readonly twice: boolean } }
  | { readonly ok: false; readonly error: DomainError };

/** The end on its day; without one the first moment after the start at which the clocks show it. */
const endOf = ({ day, end, endDay, endSecond }: Fields, start: number, zone: string): End => {
  const days = endDay === null ? [day, nextDay(day)] : [endDay];
  let refusal: End | null = null;
  for (const on of days) {
    const typed = momentOn(on, end, zone);
    if (!typed.ok) {
      refusal ??= typed;
      continue;
    }
    const twice = typed.value.kind === 'twice';
    const at = chosenOf(typed.value, endSecond);
    // Within an hour that is there twice, only the second of them may lie after the start.
    const later = typed.value.kind === 'twice' && at <= start ? typed.value.second : at;
    if (later > start || on === days.at(-1)) return { ok: true, value: { at: later, twice } };
  }
  return refusal ?? { ok: false, error: { code: 'TIME_INVALID', params: { input: end } } };
};

const nextDay = (day: string): string => {
  const ms = Date.parse(`${day}T00:00Z`);
  return Number.isNaN(ms) ? day : new Date(ms + DAY_MS).toISOString().slice(0, 10);
};
