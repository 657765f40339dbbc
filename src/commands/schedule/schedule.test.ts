import { describe, expect, it } from 'vitest';
import { ADA, BOB, createHarness, HOME } from '../../../test/support/commands-harness.js';
import { userId } from '../../domain/ids.js';
import { schedule } from '../../engine/documents/kinds/schedule.js';
import { tasks } from '../../engine/documents/kinds/tasks.js';
import { coveredMs } from './page.js';
import { SCHEDULE_IDS } from './custom-ids.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
type Harness = Awaited<ReturnType<typeof createHarness>>;
const who = { space: HOME, user: userId(ADA) };

const planned = async (h: Harness) =>
  (await h.documents.of(tasks).get(who)).tasks.map(({ name, scheduled }) => [name, scheduled.length]);
const versions = async (h: Harness) => (await h.documents.of(tasks).get(who)).version;
const everyDay = (h: Harness) => h.run('schedule hours', { days: 'everyday', hours: '0-24' });

describe('/schedule', () => {
  it('previews without a change, runs, and writes nothing when nothing changes', async () => {
    const h = await createHarness();
    await h.run('task add', { name: 'Report', duration: '1h' });
    const preview = await h.run('schedule preview');
    expect(preview.said).toContain('nothing is changed yet');
    expect(await planned(h)).toEqual([['Report', 0]]);
    expect((await h.click(SCHEDULE_IDS.run.encode({ owner: userId(ADA) }))).said).toContain('1 task was placed');
    expect(await planned(h)).toEqual([['Report', 1]]);
    const before = await versions(h);
    expect((await h.run('schedule run')).said).toContain('Everything stays where it is');
    expect(await versions(h)).toBe(before);
    expect((await h.click(SCHEDULE_IDS.run.encode({ owner: userId(ADA) }), { user: BOB })).said).toContain(
      'belong to somebody else',
    );
  });

  it('says what finds no place, and why', async () => {
    const h = await createHarness();
    await h.run('task add', { name: 'Long', duration: '12h' });
    expect((await h.run('schedule run')).said).toContain('takes 12 h, and no day has more than 8 h');
    await h.run('schedule settings', { split: true });
    await h.run('schedule run');
    expect(await planned(h)).toEqual([['Long', 2]]);
    await h.run('schedule hours', { days: 'everyday', hours: 'off' });
    await h.run('task add', { name: 'Other', duration: '1h' });
    expect((await h.run('schedule run')).said).toContain('no work hours');
  });

  it('draws the days to come, with their numbers in words', async () => {
    const h = await createHarness();
    await everyDay(h);
    await h.run('task add', { name: 'Report', duration: '90m' });
    await h.run('schedule run');
    const { said, files } = await h.run('schedule show');
    expect(said).toContain('attachment://plan.png');
    expect(said).toMatch(/1 h 30 min \([^)]*Report/);
    expect(files).toHaveLength(1);
    expect(h.drawn.at(-1)?.charts).toHaveLength(2);
    h.pictures.draw = () => Promise.resolve(null);
    expect((await h.run('schedule show', {}, { locale: 'de' })).said).toContain('Report');
  });

  it('keeps clear of a calendar, and says so when it cannot be read', async () => {
    const h = await createHarness();
    await everyDay(h);
    await h.run('task add', { name: 'Report', duration: '1h' });
    const url = 'https://calendar.example/secret/a.ics';
    expect((await h.run('schedule busy', { url: 'calendar' })).said).toContain('no address of a calendar');
    expect((await h.run('schedule busy', { url })).said).toContain('could not be read');
    h.busy.set(url, [{ start: h.clock.now() - HOUR, end: h.clock.now() + DAY }]);
    expect((await h.run('schedule busy', { url })).said).toContain('calendar.example');
    await h.run('schedule run');
    const [task] = (await h.documents.of(tasks).get(who)).tasks;
    expect(task?.scheduled[0]?.start).toBeGreaterThanOrEqual(h.clock.now() + DAY);
    h.busy.delete(url);
    const failed = await h.run('schedule run');
    expect(failed.said).toContain('nothing was planned');
    expect(failed.said).not.toContain('secret');
    expect((await h.run('schedule busy')).said).toContain('No calendar is read');
    expect((await h.run('schedule run')).said).toContain('stays');
  });

  it('plans nothing on days of leave, of the server in which it was set up too', async () => {
    const h = await createHarness();
    await everyDay(h);
    await h.run('leave add', { from: 'today', to: 'tomorrow', kind: 'holiday' });
    await h.run('task add', { name: 'Report', duration: '1h' });
    await h.run('schedule run');
    const [task] = (await h.documents.of(tasks).get(who)).tasks;
    expect(task?.scheduled[0]?.start).toBeGreaterThanOrEqual(h.clock.now() + DAY);
  });

  it('is turned on and off, and remembers hours by the day', async () => {
    const h = await createHarness();
    expect((await h.run('schedule on')).said).toContain('By itself, every 10 min');
    expect((await h.documents.of(schedule).get(who)).isOn).toBe(true);
    await h.run('schedule hours', { days: 'friday', hours: '9-12, 13-15:30' });
    const { said } = await h.run('schedule hours');
    expect(said).toContain('Friday: 09:00–12:00, 13:00–15:30');
    expect(said).toContain('Monday: 09:00–17:00');
    expect(said).toContain('Sunday: free');
    expect((await h.run('schedule hours', { hours: 'sometimes' })).said).toContain('no work hours that I understand');
    await h.run('schedule settings', { rank: 'low', days_ahead: 14, slot: 30, default_minutes: 45 });
    expect((await h.run('schedule settings')).said).toMatch(/14 days ahead, in steps of 30 min.*smallest rank first/);
    expect((await h.run('schedule off')).said).toContain('Only when you ask');
  });
});

it('busy time that overlaps counts once', () => {
  const spans = [
    { start: 0, end: 10 },
    { start: 5, end: 12 },
    { start: 6, end: 8 },
    { start: 20, end: 40 },
  ];
  expect(coveredMs(spans, 2, 30)).toBe(20);
});
