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

/** Zone and start of the day -> number of the UTC day -> the local days that touch it, in order. */
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
 * The local day of a moment, ms; days begin `dayStart` minutes after midnight by the zone's clocks. Where the clocks go back over midnight
 * (00:01 -> 23:01, as in Newfoundland until 2011) the new day begins with its first midnight and keeps the repeated hour, so that days stay
 * in one piece. Where the clocks jump over the start of a day, it begins when they have.
 */
export const dayAt = (ms: number, zone: string, dayStart = 0): LocalDay => {
  const slot = Math.floor(ms / DAY_MS);
  const days = remembered(zone, dayStart, slot);
  for (const day of days) if (ms < day.end) return day;
  throw new RangeError(`no day of ${zone} holds ${ms}`);
};

const remembered = (zone: string, dayStart: number, slot: number): readonly LocalDay[] => {
  const name = dayStart === 0 ? zone : `${zone} ${dayStart}`;
  let slots = memory.get(name);
  const found = slots?.get(slot);
  if (found) return found;
  const days = daysTouching(zone, dayStart, slot);
  if (!slots) {
    if (memory.size >= ZONES_KEPT) memory.clear();
    memory.set(name, (slots = new Map<number, readonly LocalDay[]>()));
  }
  if (slots.size >= SLOTS_KEPT) slots.clear();
  slots.set(slot, days);
  return days;
};

/** The first moment of a date's day, ms. */
export const startOf = (date: Temporal.PlainDate, zone: string, dayStart: number): number => {
  // Without a time Temporal finds the first moment of the date, also where midnight does not exist.
  if (dayStart === 0) return date.toZonedDateTime(zone).epochMilliseconds;
  const plainTime = Temporal.PlainTime.from({ hour: Math.floor(dayStart / 60), minute: dayStart % 60 });
  return date.toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds;
};

const daysTouching = (zone: string, dayStart: number, slot: number): readonly LocalDay[] => {
  const from = slot * DAY_MS;
  const days: LocalDay[] = [];
  // Never a later date than the day that holds the moment; perhaps an earlier one, where a clock was put back over midnight. A day that begins
  // in the morning may still be that of the date before, and that date may be one that the zone has left out.
  const today = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone).toPlainDate();
  let date = dayStart === 0 ? today : today.subtract({ days: 2 });
  let start = startOf(date, zone, dayStart);
  while (start < from + DAY_MS) {
    const next = date.add({ days: 1 });
    const end = startOf(next, zone, dayStart);
    if (end > from && end > start) days.push({ day: date.toString().replaceAll('-', ''), start, end });
    date = next;
    start = end;
  }
  return days;
};
