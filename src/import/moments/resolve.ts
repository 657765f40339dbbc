import type { DateOrder, RowProblem } from '../api.js';
import { isTimeZone } from '../../domain/time-zone.js';
import type { RawMoment, RawRow } from '../formats/raw-row.js';
import { parseLength } from './length.js';
import { datedBy, parseStamp, type Stamp } from './stamp.js';
import { dayText, momentsOf, nextDate, type Wall, type WallMoments } from './wall.js';

/** How what a file leaves open is read. */
export interface ReadBy {
  readonly order: DateOrder | null;
  /** IANA name. */
  readonly zone: string;
}

/** When the time of a row was, ms. */
export type When =
  | {
      readonly kind: 'entry';
      readonly startedAt: number;
      readonly endedAt: number;
      readonly isTwice: boolean;
      readonly isMoved: boolean;
    }
  | { readonly kind: 'open'; readonly startedAt: number }
  /** Only a day `yyyymmdd` and a length. */
  | { readonly kind: 'day'; readonly day: string; readonly lengthMs: number };

export type NoWhen = Pick<RowProblem, 'reason' | 'text'>;

const LENGTH_MAX = 366 * 86_400_000;
const LATEST_MS = 253_402_300_799_999;

/** What a cell, or a date beside a time, says. */
export const stampOf = (moment: Exclude<RawMoment, number>): Stamp | null => {
  const stamp = parseStamp(moment.text);
  if (moment.time === undefined || moment.time.trim() === '') return stamp;
  const beside = parseStamp(moment.time);
  // The time of a date stands beside it; a moment that is told as a whole needs none.
  if (beside?.kind !== 'time') return beside?.kind === 'moment' ? beside : null;
  return stamp?.kind === 'wall' ? { ...stamp, time: beside.time } : null;
};

/** When a row was; or why nobody can say. Start and end win over a length that stands beside them. */
export const whenOf = (row: RawRow, by: ReadBy): When | NoWhen => {
  const { start, end } = row;
  const length =
    typeof row.length === 'object' && row.length !== null ? parseLength(row.length.text, row.length.unit) : row.length;
  if (start === null) return { reason: 'startMissing', text: '' };
  const from = pointOf(start, by);
  if ('reason' in from) return from;
  if (from.kind === 'day') {
    if (row.length === null) return { reason: end === null ? 'endMissing' : 'timeInvalid', text: textOf(start) };
    if (length === null) return { reason: 'durationInvalid', text: lengthText(row.length) };
    return length === 0 ? { reason: 'noTime', text: '' } : { kind: 'day', day: from.day, lengthMs: length };
  }
  if (end === null) {
    if (row.isOpen) return { kind: 'open', startedAt: from.at.first };
    if (row.length === null) return { reason: 'endMissing', text: '' };
    if (length === null) return { reason: 'durationInvalid', text: lengthText(row.length) };
    return entry(from.at, { first: from.at.first + length, second: null, isMoved: false }, null);
  }
  const until = pointOf(end, by, from.wall ?? null);
  if ('reason' in until) return until;
  if (until.kind === 'day') return { reason: 'timeInvalid', text: textOf(end) };
  const told = entry(from.at, until.at, length);
  const isPast = 'reason' in told && (told.reason === 'endBeforeStart' || told.reason === 'noTime');
  if (!isPast || !row.endsByClock || until.wall === undefined) return told;
  const next = momentsOf({ ...until.wall, date: nextDate(until.wall.date) }, zoneOf(end, by));
  return entry(from.at, next, length);
};

type Point =
  { readonly kind: 'moment'; readonly at: WallMoments; readonly wall?: Wall } | { readonly kind: 'day'; readonly day: string };

const zoneOf = (moment: RawMoment, { zone }: ReadBy): string =>
  typeof moment === 'object' && moment.zone !== undefined && isTimeZone(moment.zone) ? moment.zone : zone;

const pointOf = (moment: RawMoment, by: ReadBy, beside: Wall | null = null): Point | NoWhen => {
  if (typeof moment === 'number') return { kind: 'moment', at: { first: moment, second: null, isMoved: false } };
  const stamp = stampOf(moment);
  if (stamp === null) return { reason: parseStamp(moment.text) === null ? 'dateInvalid' : 'timeInvalid', text: textOf(moment) };
  switch (stamp.kind) {
    case 'moment':
      return { kind: 'moment', at: { first: stamp.at, second: null, isMoved: false } };
    case 'time':
      return beside === null
        ? { reason: 'dateInvalid', text: textOf(moment) }
        : wallPoint({ date: beside.date, time: stamp.time }, zoneOf(moment, by));
    case 'wall': {
      const [only] = stamp.date.orders;
      // The year first can only be read in one way, whatever the order of the others is.
      const order = only === 'ymd' ? only : (by.order ?? only);
      const date = order === undefined ? null : datedBy(stamp.date, order);
      if (date === null) return { reason: 'dateInvalid', text: textOf(moment) };
      return stamp.time === null
        ? { kind: 'day', day: dayText(date) }
        : wallPoint({ date, time: stamp.time }, zoneOf(moment, by));
    }
  }
};

const wallPoint = (wall: Wall, zone: string): Point => ({ kind: 'moment', at: momentsOf(wall, zone), wall });

/** Where the clocks showed a time twice, the pair that comes nearest to the length is taken, else the first one that is in order. */
const entry = (from: WallMoments, until: WallMoments, lengthMs: number | null): When | NoWhen => {
  const pairs = both(from).flatMap((start) => both(until).map((end) => ({ start, end })));
  const inOrder = pairs.filter(({ start, end }) => end > start);
  const [first] = inOrder;
  if (first === undefined) return { reason: from.first === until.first ? 'noTime' : 'endBeforeStart', text: '' };
  const off = ({ start, end }: { readonly start: number; readonly end: number }): number =>
    Math.abs(end - start - (lengthMs ?? 0));
  const best = lengthMs === null ? first : inOrder.reduce((nearest, pair) => (off(pair) < off(nearest) ? pair : nearest), first);
  const { start: startedAt, end: endedAt } = best;
  if (startedAt < 0 || endedAt > LATEST_MS || endedAt - startedAt > LENGTH_MAX) return { reason: 'outOfRange', text: '' };
  const isTwice = from.second !== null || until.second !== null;
  return { kind: 'entry', startedAt, endedAt, isTwice, isMoved: from.isMoved || until.isMoved };
};

const both = ({ first, second }: WallMoments): readonly number[] => (second === null ? [first] : [first, second]);

const textOf = (moment: RawMoment): string =>
  typeof moment === 'number' ? String(moment) : `${moment.text} ${moment.time ?? ''}`.trim();
const lengthText = (length: RawRow['length']): string =>
  typeof length === 'object' && length !== null ? length.text : String(length);
