import { describe, expect, it } from 'vitest';
import { press, said, setUp } from '../../test/support/entries-harness.js';
import { CHANGES, type Change } from '../../test/support/zone-changes.js';

/*
 * The night over each change of the clocks, typed by a member and looked at in every way that there is: the day explained, the sum of its week beside
 * a target, and the status of the morning after. The hours are those of the table, worked out by hand.
 */

const HOUR = 3_600_000;
/** Of the clocks of the sandbox and of Discord: no interaction is older. */
const FIRST_CLICK = Date.parse('2016-01-01T00:00Z');
/** A day without a target of its own, long after all of them. */
const LATER = Date.parse('2026-12-01T12:00Z');

const dashed = (day: string): string => `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
/** `7 h`, `5 h 45 min`, as English answers write it. */
const written = (hours: number): string =>
  [...(hours >= 1 ? [`${Math.floor(hours)} h`] : []), ...(hours % 1 > 0 ? [`${(hours % 1) * 60} min`] : [])].join(' ') || '0 min';

const COUNTINGS = [
  [0, 'split'],
  [240, 'split'],
  [0, 'start'],
  [240, 'start'],
] as const;
const CASES = CHANGES.flatMap((change) =>
  (['monday', 'sunday'] as const).map((weekStart) => ({ name: `${change.zone}: ${change.what}`, weekStart, change })),
);

/** What each of the two days has of the night, hours. */
const sharesOf = ({ midnight, four }: Change, dayStart: number, boundary: 'split' | 'start'): readonly [number, number] => {
  const [first, second] = dayStart === 0 ? midnight : four;
  return boundary === 'split' ? [first, second] : [first + second, 0];
};

describe.each(CASES)('$name, weeks from $weekStart', ({ weekStart, change }) => {
  const { zone, entry, days, weeks } = change;
  const [evening, morning] = days.map(dashed);
  const end = Date.parse(entry[1]);

  it.each(COUNTINGS)('days from minute %d, %s', async (dayStart, dayBoundary) => {
    const h = await setUp({ timeZone: zone, dayStart, dayBoundary, weekStart, selfEditDays: null });
    const isRecent = end > FIRST_CLICK;
    h.clock.set(isRecent ? end + HOUR : LATER);
    const typed = { category: 'Work', start: `${evening ?? ''} 22:00`, end: `${morning ?? ''} 6:00` };
    await press(h, said(await h.run('session add', typed)), 'Save');
    const [kept] = await h.kept();
    expect([kept?.startedAt, kept?.endedAt]).toEqual([Date.parse(entry[0]), end]);

    const shares = sharesOf(change, dayStart, dayBoundary);
    for (const [at, share] of shares.entries()) {
      const { text } = said(await h.run('explain', { day: dashed(days[at] ?? '') }));
      if (share === 0) expect(text).toContain('Nothing counts for this day');
      else expect(text).toContain(`of this day: ${written(share)}\n`);
      if (share > 0) expect(text).toContain(`**In all: ${written(share)}**`);
    }

    const firsts = weeks[weekStart];
    for (const week of new Set(firsts)) {
      const worked = shares.reduce((sum, share, at) => (firsts[at] === week ? sum + share : sum), 0);
      // From that week on, and no earlier.
      await h.run('alloc set', { category: 'Work', hours: '10', week: dashed(week) });
      const { said: shown } = await h.run('alloc show', { week: dashed(week) });
      expect(shown).toContain(`${written(worked)} of 10 h`);
    }
    const before = new Date(Date.parse(`${dashed(firsts[0])}T00:00Z`) - 24 * HOUR).toISOString().slice(0, 10);
    expect((await h.run('alloc show', { week: before })).said).toContain('no targets in this week');

    if (!isRecent) return;
    const { said: status } = await h.run('status');
    const ofWeek = shares.reduce((sum, share, at) => (firsts[at] === firsts[1] ? sum + share : sum), 0);
    expect(status).toContain(`"name":"Today","value":"${written(shares[1])}"`);
    expect(status).toContain(`"name":"This week","value":"${written(ofWeek)}"`);
  });
});
