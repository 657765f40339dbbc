import { Temporal } from 'temporal-polyfill';

const DAY_MS = 86_400_000;
const MINUTE = 60_000;
/** Days remembered for each zone, and zones; beyond it the memory starts anew. */
const DAYS_KEPT = 4_096;
const ZONES_KEPT = 64;

/** Zone -> number of the UTC day -> the distance from UTC on it, ms; null where it changes within that day. */
const memory = new Map<string, Map<number, number | null>>();

const exactOffset = (ms: number, zone: string): number =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).offsetNanoseconds / 1_000_000;

/** How far the clocks of an IANA zone are ahead of UTC at a moment (ms), ms. Exact, and quick for many moments of the same days. */
export const offsetAt = (ms: number, zone: string): number => {
  let days = memory.get(zone);
  if (days === undefined) {
    if (memory.size >= ZONES_KEPT) memory.clear();
    memory.set(zone, (days = new Map<number, number | null>()));
  }
  const day = Math.floor(ms / DAY_MS);
  let offset = days.get(day);
  if (offset === undefined) {
    const [first, last] = [exactOffset(day * DAY_MS, zone), exactOffset((day + 1) * DAY_MS, zone)];
    if (days.size >= DAYS_KEPT) days.clear();
    days.set(day, (offset = first === last ? first : null));
  }
  return offset ?? exactOffset(ms, zone);
};

const two = (n: number): string => String(n).padStart(2, '0');

/** `+02:00`; with seconds where a zone had such a distance. */
const offsetText = (offsetMs: number): string => {
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
  return `${new Date(ms + offset).toISOString().slice(0, -1)}${offsetText(offset)}`;
};

/** `2026-10-25 02:30:00`: what every spreadsheet of every locale reads as a date and a time. */
export const wallText = (wall: number): string => new Date(wall).toISOString().slice(0, 19).replace('T', ' ');

/** `2026-10-25` */
export const dayText = (day: string): string => `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`;

/** How far the clocks of a zone are from UTC at both ends of a stretch: `UTC+02:00`, and `UTC+02:00, UTC+01:00` where they were put back within. */
export const offsetsText = (start: number, end: number, zone: string): string => {
  const [first, last] = [offsetText(offsetAt(start, zone)), offsetText(offsetAt(end, zone))];
  return first === last ? `UTC${first}` : `UTC${first}, UTC${last}`;
};
