import { Temporal } from 'temporal-polyfill';
import windowsZones from '../../../data/windows-zones.json' with { type: 'json' };
import { isTimeZone } from '../../domain/time-zone.js';
import type { IcsLine } from './ics-lines.js';

/** A date or a time of a calendar with the zone that its clocks are of. */
export interface IcsMoment {
  readonly zoned: Temporal.ZonedDateTime;
  /** It is a day, and not a time of one. */
  readonly isDay: boolean;
}

const FORM = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z)?)?$/;
const WINDOWS: Readonly<Record<string, string>> = windowsZones;

/** The zone that a calendar names, IANA or as Windows does; of one that nobody knows it is that of the member. */
const zoneOf = (named: string | undefined, own: string): string => {
  if (named === undefined) return own;
  // Some put a prefix before it: `/freeassociation.sourceforge.net/Europe/Berlin`.
  const plain = named.replace(/^\/[^/]+\/(?=[A-Z])/, '');
  if (isTimeZone(plain)) return plain;
  return Object.hasOwn(WINDOWS, plain) ? (WINDOWS[plain] ?? own) : own;
};

/** Reads `20261207T090000`, `20261207T080000Z` or `20261207`. @param own zone of what says none, IANA name. Null when it is none of these. */
export const readMoment = (value: string, { parameters }: Pick<IcsLine, 'parameters'>, own: string): IcsMoment | null => {
  const found = FORM.exec(value.trim()) as (string | undefined)[] | null;
  if (found === null) return null;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map((part) => (part === undefined ? null : Number(part)));
  const zone = found[7] === 'Z' ? 'UTC' : zoneOf(parameters.get('TZID'), own);
  try {
    const date = Temporal.PlainDate.from({ year: year ?? 0, month: month ?? 0, day: day ?? 0 }, { overflow: 'reject' });
    if (hour === null || hour === undefined) return { zoned: date.toZonedDateTime(zone), isDay: true };
    // 60 is a leap second.
    const time = { hour, minute: minute ?? 0, second: Math.min(second ?? 0, 59) };
    return {
      zoned: date.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time, { overflow: 'reject' }) }),
      isDay: false,
    };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};

/** `PT1H30M`, `P1D`, `P2W`; null when it is none, or goes backwards. */
export const readDuration = (value: string): Temporal.Duration | null => {
  try {
    const duration = Temporal.Duration.from(value.trim());
    return duration.sign < 0 ? null : duration;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};
