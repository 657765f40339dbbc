import { describe, expect, it } from 'vitest';
import { busyTimes } from './busy-times.js';

const calendar = (...events: string[][]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...events.flatMap((event) => ['BEGIN:VEVENT', ...event, 'END:VEVENT']),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
/** The week from Monday, 7 December 2026, unless told. */
const busy = (text: string, from = '2026-12-07T00:00Z', to = '2026-12-14T00:00Z', zone = 'Europe/Berlin'): unknown => {
  const read = busyTimes(text, { from: Date.parse(from), to: Date.parse(to), zone });
  if (read.kind !== 'busy') return read.kind;
  return read.spans
    .map(({ start, end }) => `${new Date(start).toISOString().slice(0, 16)}–${new Date(end).toISOString().slice(11, 16)}`)
    .sort();
};

describe('busy times of a calendar', () => {
  it.each([
    ['in UTC', ['DTSTART:20261207T080000Z', 'DTEND:20261207T090000Z'], ['2026-12-07T08:00–09:00']],
    ['in a zone', ['DTSTART;TZID=America/New_York:20261207T080000', 'DURATION:PT30M'], ['2026-12-07T13:00–13:30']],
    [
      'in a zone of Windows',
      ['DTSTART;TZID="W. Europe Standard Time":20261207T090000', 'DTEND;TZID="W. Europe Standard Time":20261207T100000'],
      ['2026-12-07T08:00–09:00'],
    ],
    ['in no zone', ['DTSTART:20261207T090000', 'DTEND:20261207T100000'], ['2026-12-07T08:00–09:00']],
    ['of a day', ['DTSTART;VALUE=DATE:20261208'], ['2026-12-07T23:00–23:00']],
    ['of no length', ['DTSTART:20261207T080000Z'], []],
    ['that began before', ['DTSTART:20261206T230000Z', 'DTEND:20261207T010000Z'], ['2026-12-06T23:00–01:00']],
    ['that is over', ['DTSTART:20261206T230000Z', 'DTEND:20261207T000000Z'], []],
    ['that is cancelled', ['DTSTART:20261207T080000Z', 'DTEND:20261207T090000Z', 'STATUS:CANCELLED'], []],
    ['that is free', ['DTSTART:20261207T080000Z', 'DTEND:20261207T090000Z', 'TRANSP:TRANSPARENT'], []],
    ['that cannot be read', ['DTSTART:20261332T080000Z'], []],
    ['on a folded line', ['DTSTART:20261207T0800\r\n 00Z', 'DTEND:20261207T090000Z'], ['2026-12-07T08:00–09:00']],
    [
      'with an alarm',
      [
        'DTSTART:20261207T080000Z',
        'DTEND:20261207T090000Z',
        'BEGIN:VALARM',
        'DURATION:PT9H',
        'DTSTART:19700101T000000Z',
        'END:VALARM',
      ],
      ['2026-12-07T08:00–09:00'],
    ],
  ])('an event %s', (_, event, expected) => {
    expect(busy(calendar(event))).toEqual(expected);
  });

  it('a repeated event keeps its time by the clocks over a change', () => {
    const weekly = calendar([
      'UID:a',
      'DTSTART;TZID=Europe/Berlin:20260101T090000',
      'DTEND;TZID=Europe/Berlin:20260101T100000',
      'RRULE:FREQ=WEEKLY;BYDAY=MO,TH',
    ]);
    expect(busy(weekly)).toEqual(['2026-12-07T08:00–09:00', '2026-12-10T08:00–09:00']);
    expect(busy(weekly, '2026-10-19T00:00Z', '2026-10-31T00:00Z')).toEqual([
      '2026-10-19T07:00–08:00',
      '2026-10-22T07:00–08:00',
      '2026-10-26T08:00–09:00',
      '2026-10-29T08:00–09:00',
    ]);
  });

  it('one of a repeated event may be moved, left out or added', () => {
    const daily = [
      'UID:a',
      'DTSTART:20261207T080000Z',
      'DTEND:20261207T090000Z',
      'RRULE:FREQ=DAILY;COUNT=4',
      'EXDATE:20261208T080000Z',
      'RDATE:20261212T080000Z',
    ];
    const moved = ['UID:a', 'RECURRENCE-ID:20261209T080000Z', 'DTSTART:20261209T120000Z', 'DTEND:20261209T123000Z'];
    const cancelled = [
      'UID:a',
      'RECURRENCE-ID:20261210T080000Z',
      'DTSTART:20261210T080000Z',
      'DTEND:20261210T090000Z',
      'STATUS:CANCELLED',
    ];
    expect(busy(calendar(daily, moved, cancelled))).toEqual([
      '2026-12-07T08:00–09:00',
      '2026-12-09T12:00–12:30',
      '2026-12-12T08:00–09:00',
    ]);
  });

  it('what never ends costs no more than its window', () => {
    const secondly = calendar(['DTSTART:19700101T000000Z', 'DURATION:PT1S', 'RRULE:FREQ=SECONDLY']);
    expect((busy(secondly) as unknown[]).length).toBeLessThanOrEqual(2000);
    expect(busy(calendar(['DTSTART:20261207T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=SOMETIMES']))).toEqual([
      '2026-12-07T08:00–09:00',
    ]);
  });

  it('what is no calendar is none', () => {
    expect(busy('<html></html>')).toBe('no-calendar');
    expect(busy('')).toBe('no-calendar');
    expect(busy(calendar())).toEqual([]);
  });
});
