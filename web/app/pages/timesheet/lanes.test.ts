import { describe, expect, it } from 'vitest';
import { axisOf } from './axis.js';
import { blocksOf, type Timed } from './lanes.js';

const WEEK = axisOf('20260601', 7, 'Europe/Berlin');
const entry = (id: string, start: string, end: string): Timed => ({ id, start: Date.parse(start), end: Date.parse(end) });
const places = (...items: Timed[]) =>
  blocksOf(WEEK, items).map((day) => day.map(({ item, top, height, lane, lanes }) => [item.id, top, height, `${lane}/${lanes}`]));

describe('blocks of a week', () => {
  it('stand where their time is', () => {
    expect(places(entry('a', '2026-06-01T07:00Z', '2026-06-01T09:30Z'))[0]).toEqual([['a', 540, 150, '0/1']]);
  });

  it('stand in each day of an entry over midnight', () => {
    const [monday, tuesday] = blocksOf(WEEK, [entry('a', '2026-06-01T20:00Z', '2026-06-02T02:00Z')]);
    expect(monday).toMatchObject([{ top: 1320, height: 120, begins: true, ends: false }]);
    expect(tuesday).toMatchObject([{ top: 0, height: 240, begins: false, ends: true }]);
  });

  it('stand side by side where they overlap, and as wide as they can elsewhere', () => {
    const [monday] = places(
      entry('a', '2026-06-01T07:00Z', '2026-06-01T09:00Z'),
      entry('b', '2026-06-01T08:00Z', '2026-06-01T10:00Z'),
      entry('c', '2026-06-01T09:00Z', '2026-06-01T09:30Z'),
      entry('d', '2026-06-01T12:00Z', '2026-06-01T13:00Z'),
    );
    expect(monday?.map(([id, , , lane]) => [id, lane])).toEqual([
      ['a', '0/2'],
      ['b', '1/2'],
      ['c', '0/2'],
      ['d', '0/1'],
    ]);
  });

  it('can be hit, however short an entry is, also at the end of the day', () => {
    const [monday] = places(entry('a', '2026-06-01T21:59Z', '2026-06-01T22:00Z'));
    expect(monday).toEqual([['a', 1425, 15, '0/1']]);
  });
});
