import { describe, expect, it } from 'vitest';
import { axisOf, fromAxis, toAxis } from './axis.js';
import { daysLater, dragged, endingAt, movedTo, snap, startingAt, workedMs, type Times } from './times.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const BERLIN = 'Europe/Berlin';
const at = (iso: string): number => Date.parse(iso);
const times = (start: string, end: string, ...breaks: [string, string][]): Times => ({
  start: at(start),
  end: at(end),
  breaks: breaks.map(([from, to]) => ({ start: at(from), end: at(to) })),
});
/** 9:00 to 12:00 in Berlin, with a break from 10:00 to 10:15. */
const MORNING = times('2026-06-01T07:00Z', '2026-06-01T10:00Z', ['2026-06-01T08:00Z', '2026-06-01T08:15Z']);

describe('dragging an entry', () => {
  it('moves it with its breaks in steps of five minutes', () => {
    const moved = dragged(MORNING, { grip: 'whole', from: 0, to: 52 * MINUTE });
    expect(moved).toEqual(movedTo(MORNING, MORNING.start + 50 * MINUTE));
    expect(moved.breaks[0]?.start).toBe(at('2026-06-01T08:50Z'));
    expect(workedMs(moved)).toBe(workedMs(MORNING));
  });

  it('leaves it alone when the pointer hardly moved, seconds and all', () => {
    const odd = { ...MORNING, start: MORNING.start + 12_345 };
    expect(dragged(odd, { grip: 'whole', from: 0, to: MINUTE })).toBe(odd);
  });

  it('cuts breaks where an edge is drawn over them', () => {
    expect(startingAt(MORNING, at('2026-06-01T08:05Z')).breaks).toEqual([
      { start: at('2026-06-01T08:05Z'), end: at('2026-06-01T08:15Z') },
    ]);
    expect(endingAt(MORNING, at('2026-06-01T08:00Z')).breaks).toEqual([]);
  });

  it('keeps a step of it, however far an edge is drawn', () => {
    expect(startingAt(MORNING, MORNING.end + HOUR).start).toBe(MORNING.end - 5 * MINUTE);
    expect(endingAt(MORNING, MORNING.start - HOUR).end).toBe(MORNING.start + 5 * MINUTE);
    const short = { start: 0, end: MINUTE, breaks: [] };
    expect(startingAt(short, HOUR)).toEqual(short);
  });

  it('keeps the length of what is moved over a change of the clocks', () => {
    // 23:00 on Saturday to 5:00 on Sunday, on the night of 23 hours.
    const night = times('2026-03-28T22:00Z', '2026-03-29T03:00Z');
    const week = axisOf('20260323', 7, BERLIN);
    const [friday, saturday] = [week.columns[4]!, week.columns[5]!];
    const grabbed = fromAxis(saturday, toAxis(saturday, night.start + 10 * MINUTE));
    const dropped = fromAxis(friday, toAxis(saturday, night.start + 10 * MINUTE));
    const moved = dragged(night, { grip: 'whole', from: grabbed, to: dropped });
    expect(moved.start).toBe(at('2026-03-27T22:00Z'));
    expect(moved.end - moved.start).toBe(night.end - night.start);
  });
});

describe('moving by days', () => {
  it('keeps the time by the clocks', () => {
    // 9:00 in Berlin on both days, 23 hours apart.
    expect(daysLater(at('2026-03-28T08:00Z'), 1, BERLIN)).toBe(at('2026-03-29T07:00Z'));
    expect(daysLater(at('2026-10-25T08:00Z'), -1, BERLIN)).toBe(at('2026-10-24T07:00Z'));
    // 2:30 does not exist on the 29th of March.
    expect(daysLater(at('2026-03-28T01:30Z'), 1, BERLIN)).toBe(at('2026-03-29T01:30Z'));
  });
});

it('steps are the same in zones of half and quarter hours', () => {
  expect(snap(at('2026-06-01T07:02:29Z'))).toBe(at('2026-06-01T07:00Z'));
  expect(snap(at('2026-06-01T07:02:31Z'))).toBe(at('2026-06-01T07:05Z'));
});
