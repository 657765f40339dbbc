import { describe, expect, it } from 'vitest';
import { fieldsAt, fieldsFor, readFields, type Fields } from './form-model.js';
import type { Entry } from '../../core/contract.js';
import type { Times } from './times.js';

const BERLIN = 'Europe/Berlin';
const at = (iso: string): number => Date.parse(iso);
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 16);
const MORNING: Times = { start: at('2026-06-01T07:00Z'), end: at('2026-06-01T10:00Z'), breaks: [] };
const read = (fields: Partial<Fields>, before: Times | null = null) => {
  const reading = readFields({ ...fieldsAt(MORNING, 'c1', BERLIN), ...fields }, BERLIN, before, false);
  return reading.ok ? [iso(reading.value.times.start), iso(reading.value.times.end)] : `${reading.field} ${reading.error.code}`;
};

describe('the form of an entry', () => {
  it('understands what it was filled in with', () => {
    expect(read({})).toEqual(['2026-06-01T07:00', '2026-06-01T10:00']);
  });

  it('takes an end before the start for one of the next day', () => {
    expect(read({ start: '22:00', end: '2:00' })).toEqual(['2026-06-01T20:00', '2026-06-02T00:00']);
    expect(read({ start: '22:00', end: '2:00', endDay: '2026-06-03' })).toEqual(['2026-06-01T20:00', '2026-06-03T00:00']);
  });

  it.each<[Partial<Fields>, string]>([
    [{ start: 'x' }, 'start TIME_INVALID'],
    [{ end: '' }, 'end TIME_INVALID'],
    [{ day: '2026-03-29', start: '2:30' }, 'start TIME_SKIPPED'],
    [{ endDay: '2026-05-31' }, 'end ENTRY_TIMES_INVALID'],
    [{ breaks: 'lunch' }, 'breaks BREAKS_NOT_UNDERSTOOD'],
    [{ breaks: '12:30 - 13:00' }, 'breaks ENTRY_PAUSES_INVALID'],
    [{ counted: 'some' }, 'counted DURATION_INVALID'],
  ])('%o is refused', (fields, expected) => {
    expect(read(fields)).toBe(expected);
  });

  it('lets the second of two hours be meant', () => {
    const night = { day: '2026-10-25', start: '2:30', end: '2:45' };
    expect(read(night)).toEqual(['2026-10-25T00:30', '2026-10-25T00:45']);
    expect(read({ ...night, endSecond: true })).toEqual(['2026-10-25T00:30', '2026-10-25T01:45']);
    // After the second 2:30 only the second 2:45 is left.
    expect(read({ ...night, startSecond: true })).toEqual(['2026-10-25T01:30', '2026-10-25T01:45']);
  });

  it('changes nothing of an entry by being opened and saved, not even its milliseconds', () => {
    const entry: Entry = {
      ...{ id: 'e', category: 'c1', status: 'ENDED_CONFIRMED', note: null, version: '3' },
      start: '2026-10-25T00:30:12.345Z',
      end: '2026-10-25T01:30:59.999Z',
      breaks: [{ start: '2026-10-25T00:45:01.001Z', end: '2026-10-25T00:50:02.002Z' }],
      ...{ pausedSince: null, overrideSeconds: null, effectiveSeconds: 0, pausedSeconds: 0, endReason: null },
    };
    const before: Times = {
      start: at(entry.start),
      end: at(entry.end ?? ''),
      breaks: entry.breaks.map((each) => ({ start: at(each.start), end: at(each.end) })),
    };
    const fields = fieldsFor(entry, BERLIN, () => '');
    expect([fields.startSecond, fields.endSecond]).toEqual([false, true]);
    const reading = readFields(fields, BERLIN, before, false);
    expect(reading).toMatchObject({ ok: true, value: { times: before, counted: null, startTwice: true, endTwice: true } });
  });
});
