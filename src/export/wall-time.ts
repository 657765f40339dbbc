import { Temporal } from 'temporal-polyfill';

const DAY_MS = 86_400_000;
const MINUTE = 60_000;
/** Days remembered for each zone, and zones; beyond it the memory starts anew. */
const DAYS_KEPT = 4_096;
const ZONES_KEPT = 64;

/** Zone -> number of the UTC day -> the distance from UTC when it begins, ms. */
const memory = new Map<string, Map<number, number>>();

const exactOffset = (ms: number, zone: string): number =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).offsetNanoseconds / 1_000_000;

/** Entries that follow each other mostly are of one zone and of one day. */
let last = { zone: '', day: NaN, offset: 0 };

/** How far the clocks of an IANA zone are ahead of UTC at a moment (ms), ms. Exact, and quick for many moments of the same days. */
export const offsetAt = (ms: number, zone: string): number => {
  const day = Math.floor(ms / DAY_MS);
  if (last.day === day && last.zone === zone) return last.offset;
  const [offset, next] = [offsetAtDay(day, zone), offsetAtDay(day + 1, zone)];
  // The clocks are put forward or back within that day.
  if (offset !== next) return exactOffset(ms, zone);
  last = { zone, day, offset };
  return offset;
};

/** The distance from UTC when a day of UTC begins. */
const offsetAtDay = (day: number, zone: string): number => {
  let days = memory.get(zone);
  if (days === undefined) {
    if (memory.size >= ZONES_KEPT) memory.clear();
    memory.set(zone, (days = new Map<number, number>()));
  }
  let offset = days.get(day);
  if (offset === undefined) {
    if (days.size >= DAYS_KEPT) days.clear();
    days.set(day, (offset = exactOffset(day * DAY_MS, zone)));
  }
  return offset;
};

const padded = (count: number, digits: number): readonly string[] =>
  Array.from({ length: count }, (_, n) => String(n).padStart(digits, '0'));
const TWO = padded(100, 2);
const THREE = padded(1000, 3);
const two = (n: number): string => TWO[n] ?? '';

const dates = new Map<number, string>();

/** `2026-10-25` of the number of a day since 1970. */
export const dateOf = (day: number): string => {
  let text = dates.get(day);
  if (text === undefined) {
    if (dates.size >= DAYS_KEPT) dates.clear();
    const iso = new Date(day * DAY_MS).toISOString();
    dates.set(day, (text = iso.slice(0, iso.indexOf('T'))));
  }
  return text;
};

/** `02:30:00` of so many seconds of a day. */
const clockOf = (seconds: number): string =>
  `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;

/** `2026-10-25 02:30:00` of the wall clock, with something between the day and the time. */
const momentOf = (wall: number, between: string): string => {
  const day = Math.floor(wall / DAY_MS);
  return dateOf(day) + between + clockOf(Math.floor((wall - day * DAY_MS) / 1000));
};

/** Texts of distances from UTC: there are few of them. */
const offsets = new Map<number, string>();

/** `+02:00` of ms; with seconds where a zone had such a distance. */
export const offsetText = (offsetMs: number): string => {
  let text = offsets.get(offsetMs);
  if (text === undefined) {
    if (offsets.size >= DAYS_KEPT) offsets.clear();
    offsets.set(offsetMs, (text = newOffsetText(offsetMs)));
  }
  return text;
};

const newOffsetText = (offsetMs: number): string => {
  const minutes = Math.floor(Math.abs(offsetMs) / MINUTE);
  const seconds = Math.floor((Math.abs(offsetMs) % MINUTE) / 1000);
  const text = `${offsetMs < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return seconds === 0 ? text : `${text}:${two(seconds)}`;
};

/** What the clocks of a zone show at a moment, as the ms since 1970 that UTC would call the same: for serial numbers and texts without a zone. */
export const wallMs = (ms: number, zone: string): number => ms + offsetAt(ms, zone);

/** The midnight of a day `yyyymmdd`, in the same way. */
export const wallMsOfDay = (day: string): number =>
  Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6, 8)));

/** ISO 8601 with the offset that the zone has then: `2026-10-25T02:30:00.000+01:00`. */
export const isoIn = (ms: number, zone: string): string => {
  const offset = offsetAt(ms, zone);
  const wall = ms + offset;
  return `${momentOf(wall, 'T')}.${THREE[((wall % 1000) + 1000) % 1000] ?? ''}${offsetText(offset)}`;
};

/** `2026-10-25 02:30:00`: what every spreadsheet of every locale reads as a date and a time. */
export const wallText = (wall: number): string => momentOf(wall, ' ');

/** `2026-10-25` of a moment of the wall clock. */
export const wallDate = (wall: number): string => dateOf(Math.floor(wall / DAY_MS));

/** `2026-10-25` */
export const dayText = (day: string): string => `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`;

/** How far the clocks of a zone are from UTC at both ends of a stretch: `UTC+02:00`, and `UTC+02:00, UTC+01:00` where they were put back within. */
export const offsetsText = (start: number, end: number, zone: string): string => {
  const [first, last] = [offsetText(offsetAt(start, zone)), offsetText(offsetAt(end, zone))];
  return first === last ? `UTC${first}` : `UTC${first}, UTC${last}`;
};
