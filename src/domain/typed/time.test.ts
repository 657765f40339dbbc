import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { moment, zone, ZONES } from '../../../test/support/domain-arbitraries.js';
import { formatTypedTime, parseTypedTime, type TypedTimeContext } from './time.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Wednesday, 12:00 in Berlin. */
const BERLIN: TypedTimeContext = { now: Date.parse('2026-04-01T10:00Z'), zone: 'Europe/Berlin', locale: 'de' };
const US = { ...BERLIN, locale: 'en-US' };

/** The moment in ISO, `first | second`, or the refusal. */
const understood = (input: string, context = BERLIN): string => {
  const typed = parseTypedTime(input, context);
  if (!typed.ok) return typed.error.code;
  const iso = (ms: number): string => new Date(ms).toISOString().replace(/(:00)?\.000Z$/, 'Z');
  return typed.value.kind === 'moment' ? iso(typed.value.at) : `${iso(typed.value.first)} | ${iso(typed.value.second)}`;
};

describe('a typed time', () => {
  it.each([
    // ISO 8601
    ['2026-03-31T10:15', '2026-03-31T08:15Z'],
    ['2026-03-31 10:15', '2026-03-31T08:15Z'],
    ['2026-03-31 9:30:15', '2026-03-31T07:30:15Z'],
    ['2026-03-31T10:15Z', '2026-03-31T10:15Z'],
    ['2026-03-31T10:15:30.5+02:00', '2026-03-31T08:15:30.500Z'],
    ['2026-03-31 10:15 -0530', '2026-03-31T15:45Z'],
    ['2026-03-31 24:00', '2026-03-31T22:00Z'],
    ['<t:1774944900:f>', '2026-03-31T08:15Z'],
    // A time of day
    ['9:30', '2026-04-01T07:30Z'],
    ['9.30', '2026-04-01T07:30Z'],
    ['09:30:15', '2026-04-01T07:30:15Z'],
    ['0930', '2026-04-01T07:30Z'],
    ['930', '2026-04-01T07:30Z'],
    ['9', '2026-04-01T07:00Z'],
    ['um 9', '2026-04-01T07:00Z'],
    ['at 9', '2026-04-01T07:00Z'],
    ['9:30 h', '2026-04-01T07:30Z'],
    ['9 Uhr', '2026-04-01T07:00Z'],
    ['9 Uhr 30', '2026-04-01T07:30Z'],
    ['9am', '2026-04-01T07:00Z'],
    ['12:30 am', '2026-03-31T22:30Z'],
    ['12:30 p.m.', '2026-04-01T10:30Z'],
    ['８：３０', '2026-04-01T06:30Z'],
    ['8 Uhr morgens', '2026-04-01T06:00Z'],
    ['noon', '2026-04-01T10:00Z'],
    ['mittags', '2026-04-01T10:00Z'],
    // Four hours ahead at most, else yesterday
    ['15:59', '2026-04-01T13:59Z'],
    ['16:00', '2026-04-01T14:00Z'],
    ['16:01', '2026-03-31T14:01Z'],
    ['9:30 pm', '2026-03-31T19:30Z'],
    ['24:00', '2026-03-31T22:00Z'],
    // Days
    ['today 23:00', '2026-04-01T21:00Z'],
    ['yesterday 9:30', '2026-03-31T07:30Z'],
    ['gestern 9:30', '2026-03-31T07:30Z'],
    ['gestern um 10', '2026-03-31T08:00Z'],
    ['Gestern 0930', '2026-03-31T07:30Z'],
    ['gestern Abend um 8', '2026-03-31T18:00Z'],
    ['gestern morgen um 8', '2026-03-31T06:00Z'],
    ['yesterday at 8 in the evening', '2026-03-31T18:00Z'],
    ['9:30 gestern', '2026-03-31T07:30Z'],
    ['vorgestern mittags', '2026-03-30T10:00Z'],
    ['morgen 9:30', '2026-04-02T07:30Z'],
    ['2 days ago 9:30', '2026-03-30T07:30Z'],
    ['vor 2 Tagen um 9:30', '2026-03-30T07:30Z'],
    // Weekdays
    ['Mon 9:30', '2026-03-30T07:30Z'],
    ['montag um 9', '2026-03-30T07:00Z'],
    ['am Montag um 9', '2026-03-30T07:00Z'],
    ['9:30 am Montag', '2026-03-30T07:30Z'],
    ['Wednesday 9:30', '2026-04-01T07:30Z'],
    ['Mittwoch 20:00', '2026-03-25T19:00Z'],
    ['Thursday 9:30', '2026-03-26T08:30Z'],
    ['last Wednesday 9:30', '2026-03-25T08:30Z'],
    ['letzten Montag 9:30', '2026-03-30T07:30Z'],
    ['next Monday 9:30', '2026-04-06T07:30Z'],
    ['nächsten Mittwoch um 9', '2026-04-08T07:00Z'],
    ['Di 31.3. 10:15', '2026-03-31T08:15Z'],
    // Dates in digits
    ['31.3. um 10', '2026-03-31T08:00Z'],
    ['31.3 um 10', '2026-03-31T08:00Z'],
    ['31.3.2026 10:15', '2026-03-31T08:15Z'],
    ['31.3.26, 10:15', '2026-03-31T08:15Z'],
    ['31. 3. 10:15', '2026-03-31T08:15Z'],
    ['12.10. 9.30', '2025-10-12T07:30Z'],
    ['12.10 9.30', '2025-10-12T07:30Z'],
    ['9:30 31.3.', '2026-03-31T07:30Z'],
    ['am 31.3. um 10', '2026-03-31T08:00Z'],
    ['2.5. 10:00', '2026-05-02T08:00Z'],
    ['3.5. 10:00', '2025-05-03T08:00Z'],
    ['29.2. 10:00', '2024-02-29T09:00Z'],
    ['31/3 10:00', '2026-03-31T08:00Z'],
    ['2026/3/31 10:00', '2026-03-31T08:00Z'],
    // Dates in words
    ['31 March 10:00', '2026-03-31T08:00Z'],
    ['March 31st at 10', '2026-03-31T08:00Z'],
    ['March 31, 2026 10:15', '2026-03-31T08:15Z'],
    ['31. März um 10 Uhr', '2026-03-31T08:00Z'],
    ['1. Dezember 2025 9:30', '2025-12-01T08:30Z'],
    // From now on
    ['now', '2026-04-01T10:00Z'],
    ['jetzt', '2026-04-01T10:00Z'],
    ['3h ago', '2026-04-01T07:00Z'],
    ['1.5h ago', '2026-04-01T08:30Z'],
    ['1,5h ago', '2026-04-01T08:30Z'],
    ['an hour ago', '2026-04-01T09:00Z'],
    ['half an hour ago', '2026-04-01T09:30Z'],
    ['vor 3 Stunden', '2026-04-01T07:00Z'],
    ['vor zwei Stunden', '2026-04-01T08:00Z'],
    ['vor 1 Std 20 Min', '2026-04-01T08:40Z'],
    ['vor einer halben Stunde', '2026-04-01T09:30Z'],
    ['in 20 min', '2026-04-01T10:20Z'],
    // A day by the calendar, although that one had 23 hours.
    ['4 days ago', '2026-03-28T11:00Z'],
    ['96h ago', '2026-03-28T10:00Z'],
  ])('%j is %s', (input, iso) => {
    expect(understood(input)).toBe(iso);
  });

  it.each([
    ['3/4 10:00', 'en-US', '2026-03-04T09:00Z'],
    ['3/4 10:00', 'en-GB', '2026-04-03T08:00Z'],
    ['3/4 10:00', 'de', '2026-04-03T08:00Z'],
    ['3/31 10:00', 'de', '2026-03-31T08:00Z'],
    ['3/31/2026, 10:15:00 AM', 'en-US', '2026-03-31T08:15Z'],
    ['12:30 am Monday', 'en-US', '2026-03-29T22:30Z'],
    ['12:30 am Montag', 'de', '2026-03-30T10:30Z'],
  ])('%j in %s is %s', (input, locale, iso) => {
    expect(understood(input, { ...BERLIN, locale })).toBe(iso);
  });

  it.each([
    ...['', ' ', 'x', 'soon', '-9:30', '25:00', '24:01', '9:60', '9:30:60', '13 pm', '0 am', '9:3', '9:30 9:30', '9h'],
    // A date needs a time.
    ...[
      '2026-03-31',
      '31.3.',
      '31.3.2026',
      'yesterday',
      'Montag',
      '3 April 2026',
      '31.3. 2026',
      'March 31 2026',
      '31.3. 10',
      'March 2026 9:30',
    ],
    ...[
      '2026-02-30 10:00',
      '31.4. 10:00',
      '32.1. 10:00',
      '13/13 10:00',
      '2026-03-31T10:15+25:00',
      '2026-03-31T10:15[Europe/Berlin]',
    ],
    ...[
      'Mo 31.3. 10:15',
      'remind me to sat down',
      'every Monday 9:30',
      '1.234,5h ago',
      'ago',
      'vor 20',
      'in',
      '-3h ago',
      '10:00 - 12:00',
    ],
    ...[
      '1969-12-31 10:00',
      '2101-01-01 10:00',
      '<t:99999999999>',
      '9'.repeat(70),
      'ﷺ'.repeat(60),
      'constructor 9:30',
      '__proto__ 9:30',
    ],
  ])('%j is none', (input) => {
    for (const context of [BERLIN, US]) expect(understood(input, context)).toBe('TIME_INVALID');
  });

  it('repeats what was typed in its refusal, but not all of a long text', () => {
    expect(parseTypedTime(` soon${'x'.repeat(90)}`, BERLIN)).toEqual({
      ok: false,
      error: { code: 'TIME_INVALID', params: { input: `soon${'x'.repeat(36)}` } },
    });
  });

  it('is looked for from a given moment on', () => {
    const from = Date.parse('2026-03-20T21:00:23Z');
    expect(understood('22:00', { ...BERLIN, from })).toBe('2026-03-20T21:00Z');
    expect(understood('21:59', { ...BERLIN, from })).toBe('2026-03-21T20:59Z');
    expect(understood('6:00', { ...BERLIN, from })).toBe('2026-03-21T05:00Z');
    expect(understood('gestern 6:00', { ...BERLIN, from })).toBe('2026-03-31T04:00Z');
    const inRepeated = Date.parse('2026-10-25T00:45Z');
    expect(understood('2:30', { ...BERLIN, from: inRepeated })).toBe('2026-10-25T01:30Z');
    expect(understood('2:50', { ...BERLIN, from: inRepeated })).toBe('2026-10-25T00:50Z | 2026-10-25T01:50Z');
  });

  it('leaves the start alone when an end in Helsinki is typed on the day of the change', () => {
    const start = Date.parse('2022-10-30T03:05+03:00');
    const end = parseTypedTime('2022-10-30 06:00', { now: start + 24 * HOUR, zone: 'Europe/Helsinki', locale: 'en-GB' });
    expect(end).toEqual({ ok: true, value: { kind: 'moment', at: start + 3 * HOUR + 55 * MINUTE } });
    expect(formatTypedTime(start, 'Europe/Helsinki')).toBe('2022-10-30 03:05 +03:00');
  });
});

describe('what a form is filled with', () => {
  it('is as short as it can be', () => {
    expect(formatTypedTime(Date.parse('2026-03-31T08:15Z'), 'Europe/Berlin')).toBe('2026-03-31 10:15');
    expect(formatTypedTime(Date.parse('2026-03-31T08:15:07.300Z'), 'Europe/Berlin')).toBe('2026-03-31 10:15:07');
    expect(formatTypedTime(Date.parse('2026-10-25T00:30Z'), 'Europe/Berlin')).toBe('2026-10-25 02:30 +02:00');
    expect(formatTypedTime(Date.parse('2026-10-25T01:30Z'), 'Europe/Berlin')).toBe('2026-10-25 02:30 +01:00');
  });

  it('reads back as the same second, in every zone, whatever the time is now', () => {
    fc.assert(
      fc.property(moment, moment, zone, fc.constantFrom('en-US', 'de'), (ms, now, name, locale) => {
        const second = Math.floor(ms / 1000) * 1000;
        expect(parseTypedTime(formatTypedTime(ms, name), { now, zone: name, locale })).toEqual({
          ok: true,
          value: { kind: 'moment', at: second },
        });
      }),
      { numRuns: 500 },
    );
  });

  it.each(ZONES.map((name) => [name] as const))('reads back as the same minute all around the changes of %s', (name) => {
    for (const change of changesOf(name)) {
      for (let at = change - 90 * MINUTE; at < change + 90 * MINUTE; at += MINUTE) {
        const typed = parseTypedTime(formatTypedTime(at, name), { now: 0, zone: name, locale: 'en-GB' });
        if (!typed.ok || typed.value.kind !== 'moment' || typed.value.at !== at) expect([at, typed]).toBe('read back');
      }
    }
  });
});

/** Two changes of the clocks after each of some days; a zone may have none. */
const changesOf = (name: string): readonly number[] =>
  ['2010-01-01', '2011-12-01', '2026-01-01'].flatMap((day) => {
    const first = Temporal.PlainDate.from(day).toZonedDateTime(name).getTimeZoneTransition('next');
    const second = first?.getTimeZoneTransition('next');
    return [first, second].flatMap((change) => change?.epochMilliseconds ?? []);
  });

it('answers any text with a moment in range or a refusal, and never throws', () => {
  const word = fc.constantFrom(
    ...[
      '9:30',
      '0930',
      '9',
      '31.3.',
      '3/31',
      '2026-10-25',
      '2026',
      '02:30',
      'um',
      'at',
      'am',
      'pm',
      'vor',
      'ago',
      'in',
      'h',
      '½',
    ],
    ...[
      'gestern',
      'yesterday',
      'morgen',
      'mo',
      'friday',
      'next',
      'letzten',
      'march',
      'märz',
      'uhr',
      '+01:00',
      'z',
      ',',
      'abends',
    ],
  );
  const sentence = fc.array(word, { maxLength: 6 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(
      fc.oneof(sentence, fc.string({ unit: 'binary' })),
      moment,
      zone,
      fc.option(moment, { nil: undefined }),
      (text, now, name, from) => {
        const typed = parseTypedTime(text, { now, zone: name, locale: 'en-US', ...(from === undefined ? {} : { from }) });
        if (!typed.ok) expect(['TIME_INVALID', 'TIME_SKIPPED']).toContain(typed.error.code);
        else if (typed.value.kind === 'moment') expect(typed.value.at).toBeGreaterThanOrEqual(0);
        else expect(typed.value.second).toBeGreaterThan(typed.value.first);
      },
    ),
    { numRuns: 300 },
  );
});
