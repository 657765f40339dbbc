import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moment, session, zone } from '../../test/support/domain-arbitraries.js';
import { localDay } from './calendar.js';
import { splitByDay } from './day-split.js';
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
});
const sum = (shares: ReadonlyMap<string, number>): number => [...shares.values()].reduce((total, ms) => total + ms, 0);

describe('splitByDay', () => {
  it('cuts at local midnight', () => {
    const shares = splitByDay(ended('2026-03-01T21:00Z', '2026-03-02T02:00Z'), 'Europe/Berlin');
    expect([...shares]).toEqual([
      ['20260301', 2 * HOUR],
      ['20260302', 3 * HOUR],
    ]);
  });

  it('leaves out pauses, also one over midnight', () => {
    const pause = { start: at('2026-03-01T22:30Z'), end: at('2026-03-01T23:30Z') };
    const shares = splitByDay(ended('2026-03-01T21:00Z', '2026-03-02T02:00Z', [pause]), 'Europe/Berlin');
    expect([...shares]).toEqual([
      ['20260301', 1.5 * HOUR],
      ['20260302', 2.5 * HOUR],
    ]);
  });

  it('gives the day of the clock change its 23 or 25 hours', () => {
    const spring = splitByDay(ended('2026-03-27T23:00Z', '2026-03-30T22:00Z'), 'Europe/Berlin');
    expect(spring.get('20260328')).toBe(24 * HOUR);
    expect(spring.get('20260329')).toBe(23 * HOUR);
    const autumn = splitByDay(ended('2026-10-24T22:00Z', '2026-10-26T23:00Z'), 'Europe/Berlin');
    expect(autumn.get('20261025')).toBe(25 * HOUR);
  });

  it('scales an override by largest remainder', () => {
    // 2 h : 3 h of 6 ms = 2.4 : 3.6
    const shares = splitByDay(ended('2026-03-01T21:00Z', '2026-03-02T02:00Z', [], 6), 'Europe/Berlin');
    expect([...shares]).toEqual([
      ['20260301', 2],
      ['20260302', 4],
    ]);
  });

  it('puts an override without worked time on the day of the start, and nothing where nothing counts', () => {
    const moment = '2026-03-01T21:00Z';
    expect([...splitByDay(ended(moment, moment, [], HOUR), 'UTC')]).toEqual([['20260301', HOUR]]);
    const pause = { start: at(moment), end: at('2026-03-02T02:00Z') };
    expect([...splitByDay(ended(moment, '2026-03-02T02:00Z', [pause], HOUR), 'UTC')]).toEqual([['20260301', HOUR]]);
    expect(splitByDay(ended(moment, '2026-03-02T02:00Z', [], 0), 'UTC').size).toBe(0);
  });

  it('follows a running or paused session up to `until`', () => {
    const running: Session = { ...ended('2026-03-01T21:00Z', '2026-03-01T21:00Z'), status: 'RUNNING', endedAt: null };
    expect(sum(splitByDay(running, 'UTC', at('2026-03-01T22:00Z')))).toBe(HOUR);
    const paused: Session = { ...running, status: 'PAUSED', pausedSince: at('2026-03-01T21:30Z') };
    expect(sum(splitByDay(paused, 'UTC', at('2026-03-01T23:00Z')))).toBe(HOUR / 2);
    expect(splitByDay(running, 'UTC', at('2026-03-01T20:00Z')).size).toBe(0);
  });

  it('sums to the effective time exactly, only on days that the session touches, in order', () => {
    fc.assert(
      fc.property(session, zone, fc.nat({ max: 100 * HOUR }), (made, name, later) => {
        const until = (made.pauses.at(-1)?.end ?? made.startedAt) + later;
        const shares = splitByDay(made, name, until);
        expect(sum(shares)).toBe(effectiveMs(made, until));
        const first = localDay(made.startedAt, name).day;
        const last = localDay(made.endedAt ?? until, name).day;
        const days = [...shares.keys()];
        expect(days.every((day) => day >= first && day <= last)).toBe(true);
        expect(days).toEqual(days.toSorted());
        expect([...shares.values()].every((ms) => Number.isInteger(ms) && ms > 0)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('never gives a day more than it lasts, without an override', () => {
    fc.assert(
      fc.property(session, zone, (made, name) => {
        for (const [day, ms] of splitByDay({ ...made, overrideMs: null }, name)) {
          const bounds = localDay(Date.UTC(+day.slice(0, 4), +day.slice(4, 6) - 1, +day.slice(6), 12), name);
          expect(ms).toBeLessThanOrEqual(Math.max(25 * HOUR, bounds.end - bounds.start));
        }
      }),
    );
  });

  it('stays total for pauses that overlap or leave the session, as imports may bring', () => {
    const pause = fc.tuple(moment, fc.nat({ max: 9 * HOUR })).map(([start, length]) => ({ start, end: start + length }));
    fc.assert(
      fc.property(session, fc.array(pause, { maxLength: 3 }), zone, (made, pauses, name) => {
        const odd = { ...made, pauses: pauses.toSorted((a, b) => a.start - b.start) };
        const until = odd.startedAt + 5 * HOUR;
        expect(sum(splitByDay(odd, name, until))).toBe(effectiveMs(odd, until));
      }),
    );
  });
});
