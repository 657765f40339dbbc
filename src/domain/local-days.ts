import { Temporal } from 'temporal-polyfill';

/** A day of a zone's calendar: `day` as `yyyymmdd`, [start, end) in ms. The days of a zone follow each other without gaps. */
export interface LocalDay {
  readonly day: string;
  readonly start: number;
  readonly end: number;
}

const DAY_MS = 86_400_000;
/** UTC days remembered per zone, and zones; beyond it the memory starts anew. About 3 MB at worst in a common installation. */
const SLOTS_KEPT = 2048;
const ZONES_KEPT = 128;

/** zone -> number of the UTC day -> the local days that touch it, in order. */
const memory = new Map<string, Map<number, readonly LocalDay[]>>();

/** The date of `yyyymmdd`. */
export const plainDay = (day: string): Temporal.PlainDate =>
  Temporal.PlainDate.from(
    {
      year: Number(day.slice(0, 4)),
      month: Number(day.slice(4, 6)),
      day: Number(day.slice(6, 8)),
    },
    { overflow: 'reject' },
  );

/**
 * The local day of a moment. Where the clocks go back over midnight (00:01 -> 23:01, as in Newfoundland until 2011) the new day begins
 * with its first midnight and keeps the repeated hour, so that days stay in one piece.
 */
export const dayAt = (ms: number, zone: string): LocalDay => {
  const slot = Math.floor(ms / DAY_MS);
  const days = remembered(zone, slot);
  for (const day of days) if (ms < day.end) return day;
  throw new RangeError(`no day of ${zone} holds ${ms}`);
};

const remembered = (zone: string, slot: number): readonly LocalDay[] => {
  let slots = memory.get(zone);
  const found = slots?.get(slot);
  if (found) return found;
  const days = daysTouching(zone, slot);
  if (!slots) {
    if (memory.size >= ZONES_KEPT) memory.clear();
    memory.set(zone, (slots = new Map<number, readonly LocalDay[]>()));
  }
  if (slots.size >= SLOTS_KEPT) slots.clear();
  slots.set(slot, days);
  return days;
};

const daysTouching = (zone: string, slot: number): readonly LocalDay[] => {
  const from = slot * DAY_MS;
  const days: LocalDay[] = [];
  // Never a later date than the day that holds the moment; perhaps an earlier one, where a clock was put back over midnight.
  let date = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone).toPlainDate();
  let start = date.toZonedDateTime(zone).epochMilliseconds;
  while (start < from + DAY_MS) {
    const next = date.add({ days: 1 });
    const end = next.toZonedDateTime(zone).epochMilliseconds;
    if (end > from) days.push({ day: date.toString().replaceAll('-', ''), start, end });
    date = next;
    start = end;
  }
  return days;
};
