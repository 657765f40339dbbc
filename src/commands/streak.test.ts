import { describe, expect, it } from 'vitest';
import { ADA, createHarness, SPACE } from '../../test/support/commands-harness.js';
import { addDays } from '../domain/calendar.js';
import { defaultConfig } from '../domain/defaults.js';
import { categoryId, userId, type CategoryId } from '../domain/ids.js';
import { plainDay } from '../domain/local-days.js';
import type { SpaceConfig } from '../domain/space.js';
import { streakAfterClockOut, streakOf } from './streak.js';

const HOUR = 3_600_000;
const german = { locale: 'de' };
type Harness = Awaited<ReturnType<typeof createHarness>>;

/** The clock on the wall alone: day after day of timers would take a while. */
const skip = (h: Harness, hours: number): void => h.clock.set(h.clock.now() + hours * HOUR);

/** Works an hour, and goes on to the same time of the next day. Answers what the clock-out said. */
const aDay = async (h: Harness, hours = 1): Promise<string> => {
  await h.run('clockin', { category: 'Work' });
  skip(h, hours);
  const { said } = await h.run('clockout');
  skip(h, 24 - hours);
  return said;
};
const set = (h: Harness, key: string, value: string) => h.run('config set', { key, value }, { user: '300', permissions: '8' });
const ADA_HERE = { space: SPACE, user: userId(ADA) };

/** So many working days in a row, up to a Friday. */
const everyWorkingDay = (count: number) => {
  const config = defaultConfig(SPACE, { locale: 'en', timeZone: 'UTC' });
  const today = '20260612';
  const days = new Map<string, ReadonlyMap<CategoryId, number>>();
  for (let day = today; days.size < count; day = addDays(day, -1))
    if (plainDay(day).dayOfWeek < 6) days.set(day, new Map([[categoryId('work'), HOUR]]));
  const settings: SpaceConfig['settings'] = { ...config.settings, restDays: ['saturday', 'sunday'] };
  return { config: { ...config, settings }, today, days };
};
const ofAda = (h: Harness) => streakOf(ADA_HERE, h.deps);

describe('days in a row', () => {
  it('stand in the summary from the second one on, and in the status', async () => {
    const h = await createHarness();
    expect((await h.run('status')).said).not.toContain('Days in a row');
    expect(await aDay(h)).not.toContain('in a row');
    expect(await aDay(h)).toContain('Day 2 in a row');
    expect(await aDay(h)).toContain('Day 3 in a row');
    expect((await h.run('status')).said).toContain('🔥 3 days · today does not count yet');
    await h.run('clockin', { category: 'Work' });
    h.clock.advance(HOUR / 2);
    // The running session counts as soon as it reaches the minimum.
    expect((await h.run('status')).said).toContain('🔥 4 days"');
    expect((await h.run('status', {}, german)).said).toContain('🔥 4 Tage');
    skip(h, 48);
    await h.run('clockout');
    skip(h, 72);
    expect((await h.run('status')).said).toMatch(/none now · longest: 6/);
  });

  it('leave a day below the minimum unsaid, and a second clock-out of the day says the same', async () => {
    const h = await createHarness();
    await set(h, 'streakMinimum', '2h');
    await aDay(h, 2);
    await h.run('clockin', { category: 'Work' });
    h.clock.advance(HOUR);
    expect((await h.run('clockout')).said).not.toContain('in a row');
    h.clock.advance(HOUR);
    await h.run('clockin', { category: 'Work' });
    h.clock.advance(HOUR);
    expect((await h.run('clockout')).said).toContain('Day 2 in a row');
  });

  it('follow a correction, since nothing of them is stored', async () => {
    const h = await createHarness();
    for (const _ of [1, 2, 3]) await aDay(h);
    expect(await ofAda(h)).toMatchObject({ present: 3, longest: 3 });
    const entries = await h.deps.timesheet.entries(SPACE, userId(ADA), 0, Infinity);
    const middle = entries[1]?.id ?? '';
    const deleted = await h.deps.entries.deleteEntry({
      ...{ space: SPACE, user: userId(ADA), requestId: h.deps.ids.next() as never, at: h.clock.now(), source: 'test' },
      session: middle as never,
    });
    expect(deleted.ok).toBe(true);
    expect(await ofAda(h)).toMatchObject({ present: 1, longest: 1 });
  });

  it('go on over leave, and follow it when it is taken away', async () => {
    const h = await createHarness();
    await aDay(h);
    skip(h, 24);
    const day = (back: number): string => new Date(h.clock.now() - back * 24 * HOUR).toISOString().slice(0, 10);
    await aDay(h);
    expect(await ofAda(h)).toMatchObject({ present: 1 });
    await h.run('leave add', { from: day(2) });
    expect(await ofAda(h)).toMatchObject({ present: 2, longest: 2 });
    expect(await aDay(h)).toContain('Day 3 in a row');
    await h.run('leave remove', { leave: day(3) });
    expect(await ofAda(h)).toMatchObject({ present: 2, longest: 2 });
  });

  it('are read a few weeks at a time, as far back as they go', async () => {
    const { config, today, days } = everyWorkingDay(300);
    const reads: string[] = [];
    const timesheet = {
      days: (_space: unknown, _user: unknown, from: string, to: string) => {
        reads.push(from);
        return Promise.resolve(new Map([...days].filter(([day]) => day >= from && day <= to)));
      },
    };
    const at = streakAfterClockOut(
      { ...ADA_HERE, occurredAt: Date.parse('2026-06-12T12:00Z') },
      { timesheet: timesheet as never, documents: (await createHarness()).documents },
    );
    expect(await at({ day: today, today: { work: HOUR }, week: {}, month: {} }, config)).toBe(300);
    expect(reads).toEqual(['20260515', '20251214', '20240612']);
    days.delete('20260608');
    expect(await at({ day: today, today: { work: HOUR }, week: {}, month: {} }, config)).toBe(4);
    expect(reads).toHaveLength(4);
    // A day that is not reached yet costs nothing.
    expect(await at({ day: today, today: { work: 60_000 }, week: {}, month: {} }, config)).toBeNull();
    expect(reads).toHaveLength(4);
  });

  it('are not known while Redis is away', async () => {
    const h = await createHarness();
    for (const _ of [1, 2]) await aDay(h);
    h.redis.away();
    expect(await ofAda(h)).toBeNull();
    expect((await h.run('status')).said).not.toContain('Days in a row');
  });
});
