import { Temporal } from 'temporal-polyfill';
import type { Interval } from '../domain/session.js';

/** Time within one hour that the clocks show. */
export interface HourShare {
  /** `yyyymmdd` */
  readonly day: string;
  /** 0 to 23. */
  readonly hour: number;
  readonly ms: number;
}

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** A stretch by the hours that the clocks of an IANA zone show. An hour that is shown twice comes twice. */
export const byHour = ({ start, end }: Interval, zone: string): readonly HourShare[] => {
  const shares: HourShare[] = [];
  for (let at = start; at < end;) {
    const shown = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
    const next = Math.min(end, at + HOUR - shown.minute * MINUTE - shown.second * 1000 - shown.millisecond);
    shares.push({ day: shown.toPlainDate().toString().replaceAll('-', ''), hour: shown.hour, ms: next - at });
    at = next;
  }
  return shares;
};
