import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import type { Interval } from '../../domain/session.js';
import { lineOf, linesOf, readIcs, type IcsEvent, type IcsLine } from './ics-lines.js';
import { readDuration, readMoment, type IcsMoment } from './ics-moments.js';

export interface BusyWindow {
  /** [from, to), ms. */
  readonly from: number;
  readonly to: number;
  /** Of the member: what times without a zone are in, and when a day begins; IANA name. */
  readonly zone: string;
}

/** Events that are read of one calendar, and times that one event may take place in a window. */
const EVENTS_MAX = 20_000;
const TIMES_MAX = 2_000;
/** What working out one rule may cost. */
const EFFORT = { maxIterations: 50_000, maxCandidateEvaluations: 200_000 } as const;

/** What a calendar says of one event, read. */
interface Event {
  readonly uid: string;
  readonly start: IcsMoment;
  readonly length: Temporal.Duration;
  /** Which time of a repeated event this one is instead of, ms. */
  readonly insteadOf: number | null;
  readonly rules: readonly string[];
  /** Times at which it takes place besides, and at which it does not, ms. */
  readonly added: readonly Interval[];
  readonly left: ReadonlySet<number>;
  readonly isBusy: boolean;
}

/** `too-large`: more events than we read. */
export type BusyTimes =
  { readonly kind: 'busy'; readonly spans: readonly Interval[] } | { readonly kind: 'no-calendar' | 'too-large' };

/**
 * When somebody is busy by a calendar file, in any order: all events that touch the window, repeated ones too, but those that are cancelled or shown as free. An event that
 * cannot be read is left out; one of a repeated event that was moved counts where it was moved to.
 */
export const busyTimes = (text: string, window: BusyWindow): BusyTimes => {
  const written = readIcs(text);
  if (written === null) return { kind: 'no-calendar' };
  if (written.length > EVENTS_MAX) return { kind: 'too-large' };
  const events = written.flatMap((event) => readEvent(event, window.zone) ?? []);
  const moved = new Map<string, Set<number>>();
  for (const { uid, insteadOf } of events) {
    if (insteadOf !== null) moved.set(uid, (moved.get(uid) ?? new Set()).add(insteadOf));
  }
  const spans = events.flatMap((event) => (event.isBusy ? timesOf(event, moved.get(event.uid), window) : []));
  return { kind: 'busy', spans: spans.filter(({ start, end }) => start < end && start < window.to && end > window.from) };
};

const readEvent = (event: IcsEvent, zone: string): Event | null => {
  const dtstart = lineOf(event, 'DTSTART');
  const start = dtstart === undefined ? null : readMoment(dtstart.value, dtstart, zone);
  if (start === null) return null;
  const instead = lineOf(event, 'RECURRENCE-ID');
  return {
    uid: lineOf(event, 'UID')?.value ?? '',
    start,
    length: lengthOf(event, start, zone),
    insteadOf: instead === undefined ? null : (readMoment(instead.value, instead, zone)?.zoned.epochMilliseconds ?? null),
    rules: linesOf(event, 'RRULE').map(({ value }) => value.trim()),
    added: linesOf(event, 'RDATE').flatMap((line) => addedIn(line, lengthOf(event, start, zone), zone)),
    left: new Set(linesOf(event, 'EXDATE').flatMap((line) => momentsIn(line, zone).map((each) => each.zoned.epochMilliseconds))),
    isBusy: isBusy(event),
  };
};

const isBusy = (event: IcsEvent): boolean => {
  const says = (name: string): string => (lineOf(event, name)?.value ?? '').trim().toUpperCase();
  return says('STATUS') !== 'CANCELLED' && says('TRANSP') !== 'TRANSPARENT' && says('X-MICROSOFT-CDO-BUSYSTATUS') !== 'FREE';
};

/** By its end, its length, or else (RFC 5545) a day for a day and nothing for a time. */
const lengthOf = (event: IcsEvent, start: IcsMoment, zone: string): Temporal.Duration => {
  const dtend = lineOf(event, 'DTEND');
  const end = dtend === undefined ? null : readMoment(dtend.value, dtend, zone);
  // Days are counted by the calendar, so that a day of a change of the clocks is one; times go by the clock's hours that pass.
  if (end !== null && start.isDay) return start.zoned.toPlainDate().until(end.zoned.toPlainDate());
  if (end !== null) return Temporal.Duration.from({ milliseconds: end.zoned.epochMilliseconds - start.zoned.epochMilliseconds });
  const duration = lineOf(event, 'DURATION');
  const length = duration === undefined ? null : readDuration(duration.value);
  return length ?? Temporal.Duration.from(start.isDay ? { days: 1 } : { seconds: 0 });
};

const momentsIn = (line: IcsLine, zone: string): readonly IcsMoment[] =>
  line.value.split(',').flatMap((value) => readMoment(value, line, zone) ?? []);

/** An RDATE is a start, or a start with an end or a length of its own. */
const addedIn = (line: IcsLine, length: Temporal.Duration, zone: string): readonly Interval[] =>
  line.value.split(',').flatMap((value) => {
    const [from = '', to] = value.split('/');
    const start = readMoment(from, line, zone)?.zoned;
    if (start === undefined) return [];
    const end = to === undefined ? start.add(length) : (readMoment(to, line, zone)?.zoned ?? endAfter(start, to));
    return [{ start: start.epochMilliseconds, end: end.epochMilliseconds }];
  });

const endAfter = (start: Temporal.ZonedDateTime, length: string): Temporal.ZonedDateTime =>
  start.add(readDuration(length) ?? { seconds: 0 });

const timesOf = (event: Event, moved: ReadonlySet<number> | undefined, window: BusyWindow): readonly Interval[] => {
  const at = (start: Temporal.ZonedDateTime): Interval => ({
    start: start.epochMilliseconds,
    end: start.add(event.length).epochMilliseconds,
  });
  const single = [at(event.start.zoned)];
  if (event.insteadOf !== null) return single;
  const repeated = event.rules.length === 0 ? single : event.rules.flatMap((rule) => startsOf(rule, event, window).map(at));
  return [...repeated, ...event.added].filter(({ start }) => !event.left.has(start) && moved?.has(start) !== true);
};

/** Starts of a repeated event that may reach into the window. A rule that cannot be read is taken for none: the event takes place once. */
const startsOf = (rule: string, { start, length }: Event, { from, to }: BusyWindow): readonly Temporal.ZonedDateTime[] => {
  const lengthMs = start.zoned.add(length).epochMilliseconds - start.zoned.epochMilliseconds;
  const earliest = Temporal.Instant.fromEpochMilliseconds(from - lengthMs).toZonedDateTimeISO(start.zoned.timeZoneId);
  const latest = Temporal.Instant.fromEpochMilliseconds(to).toZonedDateTimeISO(start.zoned.timeZoneId);
  try {
    const times = new RRuleTemporal<Temporal.ZonedDateTime>({
      ...EFFORT,
      rruleString: `RRULE:${rule}`,
      dtstart: start.zoned,
      temporal: Temporal,
      includeDtstart: true,
      cache: false,
    });
    return times.between(earliest, latest, true).slice(0, TIMES_MAX);
  } catch {
    return [start.zoned];
  }
};
