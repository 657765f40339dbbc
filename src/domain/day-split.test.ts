import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counting, moment, session, zone } from '../../test/support/domain-arbitraries.js';
import { localDay } from './calendar.js';
import { splitByDay } from './day-split.js';
import { midnightsOf } from './counting.js';
import { effectiveMs } from './effective.js';
import { categoryId, sessionId } from './ids.js';
import type { Interval, Session } from './session.js';

const HOUR = 3_600_000;
const at = (iso: string): number => Date.parse(iso);
const ended = (from: string, to: string, pauses: readonly Interval[] = [], overrideMs: number | null = null): Session => ({
  id: sessionId('s'),
  category: categoryId('work'),
  status: 'ENDED_UNCONFIRMED',
  note: null,
  startedAt: at(from),
  pauses,
  pausedSince: null,
  endedAt: at(to),
  endReason: 'member',
  overrideMs,
  counting: null,
});
const sum = (shares: ReadonlyMap<string, number>): number => [...shares.values()].reduce((total, ms) => total + ms, 0);

describe('splitByDay', () => {
  it('cuts at local midnight', () => {
    const shares = splitByDay(ended('2026-03-01T21:00Z', '2026-03-02T02:00Z'), midnightsOf('Europe/Berlin'));
    expect([...shares]).toEqual([
      ['20260301', 2 * HOUR],
      ['20260302', 3 * HOUR],
    ]);
  });

  it('leaves out pauses, also one over midnight', () => {
    const pause = { start: at('2026-03-01T22:30Z'), end: at('2026-03-01T23:30Z') };
    const shares = splitByDay(ended('2026-03-01T21:00Z', '2026-03-02T02:00Z', [pause]), midnightsOf('Europe/Berlin'));
    expect([...shares]).toEqual([
      ['20260301', 1.5 * HOUR],
      ['20260302', 2.5 * HOUR],
    ]);
  });

  it('gives the day of the clock change its 23 or 25 hours', () => {
    const spring = splitByDay(ended('2026-03-27T23:00Z', '2026-03-30T22:00Z'), midnightsOf('Europe/Berlin'));
    expect(spring.get('20260328')).toBe(24 * HOUR);
    expect(spring.get('20260329')).toBe(23 * HOUR);
    const autumn = splitByDay(ended('2026-10-24T22:00Z', '2026-10-26T23:00Z'), midnightsOf('Europe/Berlin'));
    expect(autumn.get('20261025')).toBe(25 * HOUR);
  });

  it('scales an override by largest remainder', () => {
    // 2 h : 3 h of 6 ms = 2.4 : 3.6
    const shares = splitByDay(ended('2026-03-01T21:00Z', '2026-03-02T02:00Z', [], 6), midnightsOf('Europe/Berlin'));
    expect([...shares]).toEqual([
      ['20260301', 2],
      ['20260302', 4],
    ]);
  });

  it('puts an override without worked time on the day of the start, and nothing where nothing counts', () => {
    const moment = '2026-03-01T21:00Z';
    expect([...splitByDay(ended(moment, moment, [], HOUR), midnightsOf('UTC'))]).toEqual([['20260301', HOUR]]);
    const pause = { start: at(moment), end: at('2026-03-02T02:00Z') };
    expect([...splitByDay(ended(moment, '2026-03-02T02:00Z', [pause], HOUR), midnightsOf('UTC'))]).toEqual([['20260301', HOUR]]);
    expect(splitByDay(ended(moment, '2026-03-02T02:00Z', [], 0), midnightsOf('UTC')).size).toBe(0);
  });

  it('follows a running or paused session up to `until`', () => {
    const running: Session = { ...ended('2026-03-01T21:00Z', '2026-03-01T21:00Z'), status: 'RUNNING', endedAt: null };
    expect(sum(splitByDay(running, midnightsOf('UTC'), at('2026-03-01T22:00Z')))).toBe(HOUR);
    const paused: Session = { ...running, status: 'PAUSED', pausedSince: at('2026-03-01T21:30Z') };
    expect(sum(splitByDay(paused, midnightsOf('UTC'), at('2026-03-01T23:00Z')))).toBe(HOUR / 2);
    expect(splitByDay(running, midnightsOf('UTC'), at('2026-03-01T20:00Z')).size).toBe(0);
  });

  it('sums to the effective time exactly, only on days that the session touches, in order', () => {
    fc.assert(
      fc.property(session, counting, fc.nat({ max: 100 * HOUR }), (made, way, later) => {
        const until = (made.pauses.at(-1)?.end ?? made.startedAt) + later;
        const shares = splitByDay(made, way, until);
        expect(sum(shares)).toBe(effectiveMs(made, until));
        const first = localDay(made.startedAt, way.zone, way.dayStart).day;
        const last = localDay(made.endedAt ?? until, way.zone, way.dayStart).day;
        const days = [...shares.keys()];
        expect(days.every((day) => day >= first && day <= last)).toBe(true);
        expect(days).toEqual(days.toSorted());
        expect([...shares.values()].every((ms) => Number.isInteger(ms) && ms > 0)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('cuts where the day begins, through the hours that do not exist and those that exist twice', () => {
    const four = { zone: 'Europe/Berlin', dayStart: 240, boundary: 'split' } as const;
    expect([...splitByDay(ended('2026-03-28T20:00Z', '2026-03-29T04:00Z'), four)]).toEqual([
      // Until 04:00 summer time, which is 02:00 in UTC.
      ['20260328', 6 * HOUR],
      ['20260329', 2 * HOUR],
    ]);
    expect([...splitByDay(ended('2026-10-24T20:00Z', '2026-10-25T04:00Z'), four)]).toEqual([
      ['20261024', 7 * HOUR],
      ['20261025', HOUR],
    ]);
    // 02:30 does not exist on that morning: the day begins at 03:30, an hour after half past one.
    const half = { ...four, dayStart: 150 };
    expect([...splitByDay(ended('2026-03-28T20:00Z', '2026-03-29T04:00Z'), half)]).toEqual([
      ['20260328', 5.5 * HOUR],
      ['20260329', 2.5 * HOUR],
    ]);
    // Samoa left out the 30th of December 2011.
    const apia = { ...four, zone: 'Pacific/Apia' };
    expect([...splitByDay(ended('2011-12-30T12:00Z', '2011-12-30T16:00Z'), apia)]).toEqual([
      ['20111229', 2 * HOUR],
      ['20111231', 2 * HOUR],
    ]);
  });

  it('books all of an entry on the day of its start when it is not to be cut', () => {
    const whole = { zone: 'Europe/Berlin', dayStart: 240, boundary: 'start' } as const;
    expect([...splitByDay(ended('2026-03-01T21:00Z', '2026-03-02T08:00Z'), whole)]).toEqual([['20260301', 11 * HOUR]]);
    // At three in the morning it is still the day before.
    expect([...splitByDay(ended('2026-03-02T02:00Z', '2026-03-02T08:00Z'), whole)]).toEqual([['20260301', 6 * HOUR]]);
  });

  it('never gives a day more than it lasts, without an override', () => {
    fc.assert(
      fc.property(session, zone, (made, name) => {
        for (const [day, ms] of splitByDay({ ...made, overrideMs: null }, midnightsOf(name))) {
          const bounds = localDay(Date.UTC(+day.slice(0, 4), +day.slice(4, 6) - 1, +day.slice(6), 12), name);
          expect(ms).toBeLessThanOrEqual(Math.max(25 * HOUR, bounds.end - bounds.start));
        }
      }),
    );
  });

  it('stays total for pauses that overlap or leave the session, as imports may bring', () => {
    const pause = fc.tuple(moment, fc.nat({ max: 9 * HOUR })).map(([start, length]) => ({ start, end: start + length }));
    fc.assert(
      fc.property(session, fc.array(pause, { maxLength: 3 }), counting, (made, pauses, way) => {
        const odd = { ...made, pauses: pauses.toSorted((a, b) => a.start - b.start) };
        const until = odd.startedAt + 5 * HOUR;
        expect(sum(splitByDay(odd, way, until))).toBe(effectiveMs(odd, until));
      }),
    );
  });
});
