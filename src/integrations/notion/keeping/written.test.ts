import { expect, it } from 'vitest';
import { isSame, missingOf, momentOf, writtenIn, writtenOf, type Fields } from './written.js';

const NINE = Date.parse('2026-12-01T09:00:00Z');

it('reads moments with an offset, and wall times of a zone, and takes a day for none', () => {
  expect(momentOf({ start: '2026-12-01T10:00:00.000+01:00' })).toBe(NINE);
  expect(momentOf({ start: '2026-12-01T09:00:00Z', timeZone: 'Europe/Berlin' })).toBe(NINE);
  expect(momentOf({ start: '2026-12-01T10:00:00', timeZone: 'Europe/Berlin' })).toBe(NINE);
  expect(momentOf({ start: '2026-12-01' })).toBeNull();
  expect(momentOf({ start: 'soon', timeZone: 'Europe/Berlin' })).toBeNull();
  expect(momentOf({ start: '2026-12-01T10:00:00', timeZone: 'Nowhere/Land' })).toBeNull();
});

it('holds what was written against what a page has, to the minute', () => {
  const wrote = writtenOf({ type: 'date', date: { start: '2026-12-01T09:00:41.123Z', end: null } });
  const read = (start: string) => writtenIn({ type: 'date', date: { start, end: null, timeZone: null } });
  expect(isSame(wrote, read('2026-12-01T10:00:00.000+01:00'))).toBe(true);
  expect(isSame(wrote, read('2026-12-01T10:01:00.000+01:00'))).toBe(false);
  expect(isSame(wrote, read('2026-12-01'))).toBe(false);
  expect(
    isSame(
      writtenOf({ type: 'relation', pageIds: ['b', 'a'] }),
      writtenIn({ type: 'relation', pageIds: ['a', 'b'], hasMore: false }),
    ),
  ).toBe(true);
});

it('takes what is empty for the same, but not 0', () => {
  for (const empty of ['', null, false, undefined, []]) expect(isSame(empty, null)).toBe(true);
  expect(isSame(0, null)).toBe(false);
  expect(writtenIn({ type: 'other', kind: 'button' })).toBeUndefined();
});

it('writes what differs, and once more what may or may not have been written', () => {
  const fields: Fields = {
    note: { type: 'text', text: 'one' },
    stop: { type: 'checkbox', checked: true },
    breaks: { type: 'number', number: 0 },
  };
  expect(Object.keys(missingOf(fields, {}, null))).toEqual(['note', 'stop', 'breaks']);
  expect(missingOf(fields, { note: 'one', stop: true, breaks: 0 }, null)).toEqual({});
  expect(Object.keys(missingOf(fields, { note: 'one', stop: true, breaks: 0 }, { note: 'two' }))).toEqual(['note']);
});
