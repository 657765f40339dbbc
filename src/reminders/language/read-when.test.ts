import { describe, expect, it } from 'vitest';
import { nextMoments, repeatCode } from '../../domain/reminders/recurrence.js';
import { readWhen, repeatFrom, REPEATS, type WhenContext } from './read-when.js';

const at = (iso: string): number => Date.parse(iso);
/** Tuesday, 1 December 2026, 10:00 in Berlin. */
const NOW = at('2026-12-01T10:00+01:00');
const BERLIN: WhenContext = { now: NOW, zone: 'Europe/Berlin', locale: 'en' };

/** The wall time in a zone, `2026-12-01 10:05`. */
const wall = (ms: number, zone: string): string =>
  new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(ms);

/** What is understood, in a line: the wall time, and of a series how often and its next two times. */
const said = (text: string, context: WhenContext = BERLIN): string => {
  const read = readWhen(text, context);
  if (!read.ok) return read.error.code;
  const understood = read.value;
  switch (understood.kind) {
    case 'once':
      return wall(understood.at, context.zone);
    case 'twice':
      return `${new Date(understood.first).toISOString()} or ${new Date(understood.second).toISOString()}`;
    case 'series': {
      const next = nextMoments(understood.series, context.now, 3);
      expect(next[0]).toBe(understood.at);
      return `${repeatCode(understood.series.repeat)}: ${next.map((one) => wall(one, context.zone)).join(', ')}`;
    }
  }
};

describe('once', () => {
  it.each([
    ['in 5 minutes', '2026-12-01 10:05'],
    ['in 5 min', '2026-12-01 10:05'],
    ['In an hour', '2026-12-01 11:00'],
    ['in half an hour', '2026-12-01 10:30'],
    ['in an hour and a half', '2026-12-01 11:30'],
    ['in 1h20', '2026-12-01 11:20'],
    ['in 2 hours and 30 minutes', '2026-12-01 12:30'],
    ['in einer halben Stunde', '2026-12-01 10:30'],
    ['in anderthalb Stunden', '2026-12-01 11:30'],
    ['in zwei Stunden', '2026-12-01 12:00'],
    ['in 3 Tagen', '2026-12-04 10:00'],
    ['in two weeks', '2026-12-15 10:00'],
    ['in einer Woche', '2026-12-08 10:00'],
    ['in a month', '2027-01-01 10:00'],
    ['in einem Monat', '2027-01-01 10:00'],
    ['in 2 weeks at 9', '2026-12-15 09:00'],
    ['in 3 Tagen um 8:15', '2026-12-04 08:15'],
    ['tomorrow 9:30', '2026-12-02 09:30'],
    ['tomorrow at 9:30 pm', '2026-12-02 21:30'],
    ['9:30 tomorrow', '2026-12-02 09:30'],
    ['morgen 9 Uhr', '2026-12-02 09:00'],
    ['morgen um 9', '2026-12-02 09:00'],
    ['morgen früh', '2026-12-02 09:00'],
    ['morgen früh um 7', '2026-12-02 07:00'],
    ['tomorrow morning', '2026-12-02 09:00'],
    ['tomorrow evening at 8', '2026-12-02 20:00'],
    ['tomorrow', '2026-12-02 09:00'],
    ['übermorgen 14 Uhr 30', '2026-12-03 14:30'],
    ['the day after tomorrow at noon', '2026-12-03 12:00'],
    ['heute 18 Uhr', '2026-12-01 18:00'],
    ['heute Abend', '2026-12-01 18:00'],
    ['heute Abend um 8', '2026-12-01 20:00'],
    ['tonight', '2026-12-01 20:00'],
    ['tonight at 11', '2026-12-01 23:00'],
    ['this evening', '2026-12-01 18:00'],
    ['at 15:30', '2026-12-01 15:30'],
    ['um 15 Uhr', '2026-12-01 15:00'],
    ['9:30', '2026-12-02 09:30'],
    ['at 9', '2026-12-02 09:00'],
    ['5pm', '2026-12-01 17:00'],
    ['noon', '2026-12-01 12:00'],
    ['midnight', '2026-12-02 00:00'],
    ['monday 9', '2026-12-07 09:00'],
    ['on Monday at 9', '2026-12-07 09:00'],
    ['Montag', '2026-12-07 09:00'],
    ['am Freitag um 17 Uhr', '2026-12-04 17:00'],
    ['nächsten Freitag 9 Uhr', '2026-12-04 09:00'],
    ['next tuesday at 9', '2026-12-08 09:00'],
    ['tuesday 11:00', '2026-12-01 11:00'],
    ['Dienstag 9 Uhr', '2026-12-08 09:00'],
    ['friday afternoon', '2026-12-04 15:00'],
    ['nächste Woche', '2026-12-08 09:00'],
    ['next month', '2027-01-01 09:00'],
    ['31.3. um 10', '2027-03-31 10:00'],
    ['31.3.2028 10:00', '2028-03-31 10:00'],
    ['am 24.12. um 18 Uhr', '2026-12-24 18:00'],
    ['31 March 10:00', '2027-03-31 10:00'],
    ['31. März um 10 Uhr', '2027-03-31 10:00'],
    ['march 31st at 10am', '2027-03-31 10:00'],
    ['on the 5th', '2026-12-05 09:00'],
    ['am 5. um 8', '2026-12-05 08:00'],
    ['am 31. um 8 Uhr', '2026-12-31 08:00'],
    ['first of next month', '2027-01-01 09:00'],
    ['2026-12-24 18:00', '2026-12-24 18:00'],
    ['<t:1798131600:f>', '2026-12-24 18:00'],
  ])('%s', (text, expected) => expect(said(text)).toBe(expected));

  it('reads 3/4 as the member writes it', () => {
    expect(said('3/4 9:00', { ...BERLIN, locale: 'en-US' })).toBe('2027-03-04 09:00');
    expect(said('3/4 9:00', { ...BERLIN, locale: 'en-GB' })).toBe('2027-04-03 09:00');
  });
});

describe('again and again', () => {
  it.each([
    ['every day 9:00', '1d: 2026-12-02 09:00, 2026-12-03 09:00, 2026-12-04 09:00'],
    ['every day at 17:00', '1d: 2026-12-01 17:00, 2026-12-02 17:00, 2026-12-03 17:00'],
    ['daily', '1d: 2026-12-02 09:00, 2026-12-03 09:00, 2026-12-04 09:00'],
    ['täglich um 8', '1d: 2026-12-02 08:00, 2026-12-03 08:00, 2026-12-04 08:00'],
    ['um 8 Uhr jeden Tag', '1d: 2026-12-02 08:00, 2026-12-03 08:00, 2026-12-04 08:00'],
    ['every other day at 9', '2d: 2026-12-03 09:00, 2026-12-05 09:00, 2026-12-07 09:00'],
    ['jeden zweiten Tag um 9', '2d: 2026-12-03 09:00, 2026-12-05 09:00, 2026-12-07 09:00'],
    ['every 3 days', '3d: 2026-12-04 09:00, 2026-12-07 09:00, 2026-12-10 09:00'],
    ['every 3 days starting tomorrow at 7', '3d: 2026-12-02 07:00, 2026-12-05 07:00, 2026-12-08 07:00'],
    ['every monday at 9', '1w0: 2026-12-07 09:00, 2026-12-14 09:00, 2026-12-21 09:00'],
    ['every tuesday at 11', '1w1: 2026-12-01 11:00, 2026-12-08 11:00, 2026-12-15 11:00'],
    ['every monday and thursday at 9', '1w03: 2026-12-03 09:00, 2026-12-07 09:00, 2026-12-10 09:00'],
    ['every mon, wed & fri 8:30', '1w024: 2026-12-02 08:30, 2026-12-04 08:30, 2026-12-07 08:30'],
    ['mondays at 9', '1w0: 2026-12-07 09:00, 2026-12-14 09:00, 2026-12-21 09:00'],
    ['jeden Montag um 9', '1w0: 2026-12-07 09:00, 2026-12-14 09:00, 2026-12-21 09:00'],
    ['montags und donnerstags um 9 Uhr', '1w03: 2026-12-03 09:00, 2026-12-07 09:00, 2026-12-10 09:00'],
    ['jeden Montag, Mittwoch und Freitag 7:15', '1w024: 2026-12-02 07:15, 2026-12-04 07:15, 2026-12-07 07:15'],
    ['Montag bis Freitag um 8', '1w01234: 2026-12-02 08:00, 2026-12-03 08:00, 2026-12-04 08:00'],
    ['every weekday at 8:45', '1w01234: 2026-12-02 08:45, 2026-12-03 08:45, 2026-12-04 08:45'],
    ['jeden Werktag um 8:45', '1w01234: 2026-12-02 08:45, 2026-12-03 08:45, 2026-12-04 08:45'],
    ['werktags 8:45', '1w01234: 2026-12-02 08:45, 2026-12-03 08:45, 2026-12-04 08:45'],
    ['on workdays at 18:00', '1w01234: 2026-12-01 18:00, 2026-12-02 18:00, 2026-12-03 18:00'],
    ['alle 2 Wochen', '2w1: 2026-12-15 09:00, 2026-12-29 09:00, 2027-01-12 09:00'],
    ['every two weeks on monday at 10', '2w0: 2026-12-07 10:00, 2026-12-21 10:00, 2027-01-04 10:00'],
    ['alle zwei Wochen montags um 10', '2w0: 2026-12-07 10:00, 2026-12-21 10:00, 2027-01-04 10:00'],
    ['every other friday at 16:00', '2w4: 2026-12-04 16:00, 2026-12-18 16:00, 2027-01-01 16:00'],
    ['jeden zweiten Freitag 16 Uhr', '2w4: 2026-12-04 16:00, 2026-12-18 16:00, 2027-01-01 16:00'],
    ['weekly', '1w1: 2026-12-08 09:00, 2026-12-15 09:00, 2026-12-22 09:00'],
    ['wöchentlich ab Freitag um 9', '1w4: 2026-12-04 09:00, 2026-12-11 09:00, 2026-12-18 09:00'],
    ['first of the month', '1m1: 2027-01-01 09:00, 2027-02-01 09:00, 2027-03-01 09:00'],
    ['am Ersten jedes Monats um 8', '1m1: 2027-01-01 08:00, 2027-02-01 08:00, 2027-03-01 08:00'],
    ['jeden Ersten um 8', '1m1: 2027-01-01 08:00, 2027-02-01 08:00, 2027-03-01 08:00'],
    ['on the 15th of every month at 10', '1m15: 2026-12-15 10:00, 2027-01-15 10:00, 2027-02-15 10:00'],
    ['every month on the 15th at 10', '1m15: 2026-12-15 10:00, 2027-01-15 10:00, 2027-02-15 10:00'],
    ['monatlich am 15. um 10', '1m15: 2026-12-15 10:00, 2027-01-15 10:00, 2027-02-15 10:00'],
    ['last day of the month', '1m31: 2026-12-31 09:00, 2027-01-31 09:00, 2027-02-28 09:00'],
    ['am letzten Tag des Monats um 17 Uhr', '1m31: 2026-12-31 17:00, 2027-01-31 17:00, 2027-02-28 17:00'],
    ['every 3 months on the 1st', '3m1: 2027-01-01 09:00, 2027-04-01 09:00, 2027-07-01 09:00'],
    ['every year on 3 may', '12m3: 2027-05-03 09:00, 2028-05-03 09:00, 2029-05-03 09:00'],
    ['jährlich am 24.12. um 18 Uhr', '12m24: 2026-12-24 18:00, 2027-12-24 18:00, 2028-12-24 18:00'],
    ['jedes Jahr am 3. Mai', '12m3: 2027-05-03 09:00, 2028-05-03 09:00, 2029-05-03 09:00'],
  ])('%s', (text, expected) => expect(said(text)).toBe(expected));

  it('is made of a moment and a choice as well', () => {
    const monday = at('2026-12-05T09:00+01:00');
    expect(REPEATS.map((choice) => repeatCode(repeatFrom(monday, choice, 'Europe/Berlin').repeat))).toEqual([
      '1d',
      '1w01234',
      '1w5',
      '2w5',
      '1m5',
      '12m5',
    ]);
    expect(nextMoments(repeatFrom(monday, 'workday', 'Europe/Berlin'), NOW, 1)).toEqual([at('2026-12-07T09:00+01:00')]);
  });
});

describe('around changes of the clocks', () => {
  it('tomorrow at nine is at nine, on the eve of either change', () => {
    expect(said('tomorrow at 9am', { ...BERLIN, now: at('2026-03-28T12:00+01:00') })).toBe('2026-03-29 09:00');
    expect(said('morgen um 9', { ...BERLIN, now: at('2026-10-24T12:00+02:00') })).toBe('2026-10-25 09:00');
  });
  it('half past midnight, tomorrow is the next day of the calendar', () => {
    const now = at('2026-12-01T00:30+01:00');
    expect(said('tomorrow 9', { ...BERLIN, now })).toBe('2026-12-02 09:00');
    expect(said('9:00', { ...BERLIN, now })).toBe('2026-12-01 09:00');
  });
  it('hours pass, and days are those of the calendar', () => {
    const now = at('2026-03-28T12:00+01:00');
    expect(said('in 24 hours', { ...BERLIN, now })).toBe('2026-03-29 13:00');
    expect(said('in 1 day', { ...BERLIN, now })).toBe('2026-03-29 12:00');
  });
  it('goes by the zone of the member, whatever that of this machine is', () => {
    const utc = { ...BERLIN, now: at('2022-03-26T12:00Z'), zone: 'UTC' };
    expect(readWhen('2022-03-27 02:30', utc)).toEqual({ ok: true, value: { kind: 'once', at: at('2022-03-27T02:30Z') } });
  });
  it('a single time that does not exist is refused, and of one that exists twice both are told', () => {
    expect(said('29.3. 02:30', { ...BERLIN, now: at('2026-03-28T12:00+01:00') })).toBe('TIME_SKIPPED');
    expect(said('25.10. 02:30', { ...BERLIN, now: at('2026-10-24T12:00+02:00') })).toBe(
      '2026-10-25T00:30:00.000Z or 2026-10-25T01:30:00.000Z',
    );
  });
  it('every day at nine in Berlin, asked for on 20 October 2024, is at eight in UTC a week later', () => {
    const read = readWhen('every day 9:00', { ...BERLIN, now: at('2024-10-20T12:00+02:00') });
    const moments = read.ok && read.value.kind === 'series' ? nextMoments(read.value.series, NOW - NOW, 1) : [];
    expect(moments).toHaveLength(1);
    const series = read.ok && read.value.kind === 'series' ? read.value.series : null;
    expect(series === null ? [] : nextMoments(series, at('2024-10-26T12:00Z'), 1)).toEqual([at('2024-10-27T08:00Z')]);
  });
});

describe('what is not understood is never guessed', () => {
  it.each([
    '',
    'soon',
    'bald',
    'sat down',
    'whenever',
    'in 5',
    'in a while',
    '25:00',
    '31.2. 9:00',
    'at nine o clock or so',
    'every',
    'jeden',
    'every day or so',
    'every monday maybe',
    'morgen oder übermorgen',
    'x'.repeat(200),
    'every 0 days',
    'alle 1000 Tage',
  ])('%s', (text) => expect(said(text)).toBe('REMINDER_TIME_INVALID'));

  it.each(['today 8:00', 'heute 9 Uhr', 'yesterday 9:00', '2020-01-01 9:00', '<t:1700000000>'])('%s has been', (text) =>
    expect(said(text)).toBe('REMINDER_PAST'),
  );
  it.each(['every 5 minutes', 'alle 10 Minuten', 'jede Stunde', 'hourly', 'every hour at 9'])('%s is too often', (text) =>
    expect(said(text)).toBe('REMINDER_TOO_OFTEN'),
  );
});
