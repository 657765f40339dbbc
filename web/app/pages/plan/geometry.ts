import { Temporal } from 'temporal-polyfill';

/** A stretch on one day of the plan, ms, and where it stands: minutes after midnight by the clocks. */
export interface Placed {
  /** `yyyymmdd` */
  readonly day: string;
  readonly from: number;
  readonly to: number;
}

const DAY = 1440;
/** Moving goes in steps of so many minutes. */
export const STEP = 15;

const zonedAt = (ms: number, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
const dayText = (date: Temporal.ZonedDateTime): string => date.toPlainDate().toString().replaceAll('-', '');
const minutesOf = ({ hour, minute }: Temporal.ZonedDateTime): number => hour * 60 + minute;

/** Where [start, end) stands by the clocks of a zone, a part for each day that it touches. */
export const placesOf = (start: number, end: number, zone: string): readonly Placed[] => {
  const places: Placed[] = [];
  for (let at = zonedAt(start, zone); at.epochMilliseconds < end;) {
    const next = at.toPlainDate().add({ days: 1 }).toZonedDateTime(zone);
    const stop = Math.min(end, next.epochMilliseconds);
    const from = minutesOf(at);
    // On a night on which the clocks are put back it may end by the clocks before it began: it has a step's height all the same.
    const to = stop === next.epochMilliseconds ? DAY : Math.max(from + STEP, minutesOf(zonedAt(stop, zone)));
    places.push({ day: dayText(at), from, to });
    at = next;
  }
  return places;
};

/** The moment (ms) at which the clocks of a zone show `minutes` after midnight of a day; where they never do, the first one after. */
export const momentAt = (day: string, minutes: number, zone: string): number => {
  const bounded = Math.min(DAY - STEP, Math.max(0, Math.round(minutes / STEP) * STEP));
  return Temporal.PlainDate.from(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`)
    .toPlainDateTime()
    .add({ minutes: bounded })
    .toZonedDateTime(zone).epochMilliseconds;
};

/** So many days and minutes by the clocks away from a moment, ms. */
export const movedBy = (ms: number, days: number, minutes: number, zone: string): number => {
  const at = zonedAt(ms, zone);
  return at.toPlainDateTime().add({ days, minutes }).toZonedDateTime(zone).epochMilliseconds;
};

/** The hours that a plan shows: the usual ones, and those in which there is something. */
export const hoursOf = (places: readonly Placed[]): { readonly first: number; readonly last: number } => ({
  first: Math.min(8, ...places.map(({ from }) => Math.floor(from / 60))),
  last: Math.max(18, ...places.map(({ to }) => Math.ceil(to / 60))),
});
