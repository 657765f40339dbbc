import { describe, expect, it } from 'vitest';
import { parseEntry } from '../domain/decide/entry-fields.js';
import { categoryId } from '../domain/ids.js';
import { endsAs } from './fates.js';
import { planTeam } from './plan-team.js';

const [MINUTE, DAY] = [60_000, 86_400_000];
/** Wednesday noon in Berlin. */
const NOW = Date.UTC(2026, 2, 25, 11);
const team = (change: Partial<Parameters<typeof planTeam>[0]> = {}) =>
  planTeam({
    seed: 1,
    days: 120,
    now: NOW,
    zone: 'Europe/Berlin',
    locale: 'en',
    categories: ['work', 'study', 'meeting'].map(categoryId),
    mayRun: Array.from({ length: 12 }, (_, place) => place >= 4),
    ...change,
  });
const all = (plans: ReturnType<typeof team>) => plans.flatMap(({ entries }) => entries);

describe('the plan of a sample history', () => {
  it('is the same for the same seed, and another one for another', () => {
    expect(team()).toEqual(team());
    expect(team({ seed: 2 })).not.toEqual(team());
    // Nobody's history hangs on how many others there are.
    expect(team({ mayRun: [false, false] })[1]?.entries).toEqual(team()[1]?.entries);
  });

  it.each([1, 2, 3, 4, 5])(
    'has entries that the engine takes, one after the other, all of them over by now (seed %i)',
    (seed) => {
      for (const { entries, running } of team({ seed })) {
        let end = NOW - 123 * DAY;
        for (const planned of entries) {
          for (const fields of [planned.entry, endsAs(planned)]) {
            if (fields === null) continue;
            expect(parseEntry(fields).ok, JSON.stringify(planned)).toBe(true);
            expect(fields.startedAt, JSON.stringify(planned)).toBeGreaterThan(end);
            expect(fields.endedAt).toBeLessThanOrEqual(NOW);
          }
          end = Math.max(planned.entry.endedAt, endsAs(planned)?.endedAt ?? 0);
        }
        if (running !== null) expect(running.entry.startedAt).toBeGreaterThan(end);
      }
    },
  );

  it('is believable: a working week each, night people, two zones, forgotten clock-outs and corrections', () => {
    const plans = team();
    expect(new Set(plans.map(({ zone }) => zone))).toEqual(new Set(['Europe/Berlin', 'America/New_York']));
    for (const { entries } of plans) {
      const worked = entries.reduce((sum, each) => sum + (each.entry.endedAt - each.entry.startedAt), 0) / (120 / 7);
      expect(worked / (60 * MINUTE)).toBeGreaterThan(6);
      expect(worked / (60 * MINUTE)).toBeLessThan(60);
    }
    for (const type of ['kept', 'added', 'deleted', 'adjusted', 'edited'] as const)
      expect(all(plans).filter(({ fate }) => fate.type === type).length, type).toBeGreaterThan(3);
    const long = all(plans).filter((planned) => planned.entry.endedAt - (endsAs(planned)?.endedAt ?? Infinity) > 60 * MINUTE);
    expect(long.length).toBeGreaterThan(3);
    const overMidnight = all(plans).filter(({ entry }) => {
      const [from, to] = [entry.startedAt, entry.endedAt].map((ms) => new Date(ms).getUTCDate());
      return from !== to;
    });
    expect(overMidnight.length).toBeGreaterThan(20);
    // Somebody with office hours in Berlin: the days are those of UTC.
    const days = new Set(plans[0]?.entries.map(({ entry }) => new Date(entry.startedAt).toISOString().slice(0, 10)));
    expect([days.has('2025-12-23'), days.has('2025-12-25'), days.has('2025-12-26')]).toEqual([true, false, false]);
    expect(all(plans).filter(({ isConfirmed }) => !isConfirmed).length).toBeGreaterThan(10);
  });

  it('has somebody on the clock at any time, and nobody who may not be', () => {
    const saturdayNoon = Date.UTC(2026, 2, 28, 11);
    for (const now of [NOW, saturdayNoon, Date.UTC(2026, 11, 25, 3)]) {
      const plans = team({ now });
      expect(plans.filter(({ running }) => running !== null).length).toBeGreaterThan(0);
      expect(plans.slice(0, 4).every(({ running }) => running === null)).toBe(true);
    }
    expect(team({ mayRun: [false] })[0]?.running).toBeNull();
  });
});
