import { describe, expect, it } from 'vitest';
import { BOB, createHarness, HOME, SPACE } from '../../../test/support/commands-harness.js';
import { ADA } from '../../../test/support/commands-payloads.js';
import { userId } from '../../domain/ids.js';
import { TARGET_IDS } from './custom-ids.js';
import { targets } from '../../engine/documents/kinds/targets.js';

const HOUR = 3_600_000;
const german = { locale: 'de' };
type Harness = Awaited<ReturnType<typeof createHarness>>;

const kept = async (h: Harness, user = ADA) =>
  (await h.documents.of(targets).get({ space: SPACE, user: userId(user) })).targets.map(({ category, minutes }) => [
    category,
    minutes,
  ]);
const idOf = (said: string, label: string): string => {
  const before = said.slice(0, said.indexOf(`"label":"${label}"`));
  return /"custom_id":"([^"]+)"[^{}]*$/.exec(before)?.[1] ?? `no button ${label} in ${said}`;
};
const setWork = (h: Harness, hours: string, more = {}) => h.run('alloc set', { category: 'Work', hours, ...more });

describe('/alloc', () => {
  it('sets a target and shows what was done of it, the running session included', async () => {
    const h = await createHarness();
    await h.run('clockin', { category: 'Work' });
    h.clock.advance(3 * HOUR);
    const { said } = await setWork(h, '7,5');
    expect(said).toMatch(/Target for .*Work: 7 h 30 min a week/);
    expect(said).toContain('▰▰▰▰▱▱▱▱▱▱ 3 h of 7 h 30 min');
    expect(said).toContain('4 h 30 min left');
    await h.run('clockout');
    h.clock.advance(HOUR);
    expect((await h.run('alloc show')).said).toContain('3 h of 7 h 30 min');
    expect((await h.run('alloc show', { week: 'last' })).said).toContain('no targets in this week');
    expect((await h.run('alloc show', { week: 'next' })).said).toContain('0 min of 7 h 30 min');
  });

  it('takes 0 and 168 hours and refuses 169', async () => {
    const h = await createHarness();
    expect((await setWork(h, '168')).said).toContain('168 h a week');
    expect((await setWork(h, '169')).said).toContain('“169” is no target for a week');
    expect((await setWork(h, '0')).said).toContain('Target reached');
    expect(await kept(h)).toEqual([['work', 0]]);
  });

  it('leaves earlier weeks as they were, and tells of later ones', async () => {
    const h = await createHarness();
    await setWork(h, '10', { week: 'last' });
    await setWork(h, '20', { week: 'next' });
    expect((await h.run('alloc show')).said).toMatch(/of 10 h.*from .* on 20 h/);
    expect((await h.run('alloc clear', { category: 'Work' })).said).toContain('has no target any more');
    expect((await h.run('alloc show', { week: 'last' })).said).toContain('of 10 h');
    expect((await h.run('alloc show', { week: 'next' })).said).toContain('of 20 h');
    expect((await h.run('alloc clear', { category: 'Work' })).said).toContain('has no target in that week');
    expect((await h.run('alloc show', { week: 'whenever' })).said).toContain('no week that I understand');
  });

  it('turns to other weeks, for its owner only', async () => {
    const h = await createHarness();
    const { said } = await setWork(h, '10');
    const later = idOf(said, 'Week after');
    const turned = await h.click(later);
    expect(turned.said).toContain('Next week');
    expect(turned.said).toContain('of 10 h');
    const further = await h.click(idOf(turned.said, 'Week after'));
    expect((await h.click(idOf(further.said, 'This week'))).said).toContain('This week ·');
    expect((await h.click(idOf(turned.said, 'Week before'))).said).toContain('This week ·');
    expect((await h.click(later, { user: BOB })).said).toContain('belong to somebody else');
  });

  it('a day that does not exist leads nowhere', () => {
    expect(TARGET_IDS.week.decode([ADA, '20260105'])).toBeDefined();
    for (const day of ['20260231', '20261301', '19690101', '2026', 'x'])
      expect(TARGET_IDS.week.decode([ADA, day])).toBeUndefined();
  });

  it('belongs to one member of one space', async () => {
    const h = await createHarness();
    await setWork(h, '10');
    expect(await kept(h, BOB)).toEqual([]);
    expect((await h.run('alloc show', {}, { user: BOB })).said).toContain('no targets');
    expect((await h.run('alloc show', {}, { guild: null })).said).toContain('no targets');
  });

  it("makes a new category in one's own space, and refuses it in a server", async () => {
    const h = await createHarness();
    const own = { guild: null };
    expect((await h.run('alloc set', { category: 'Guitar', hours: '3h' }, own)).said).toContain('Guitar');
    expect((await h.spaces.get(HOME)).categories.map(({ name }) => name)).toEqual(['Guitar']);
    expect((await h.run('alloc set', { category: 'Guitar', hours: '3h' })).said).toContain('There is no category');
    expect((await h.run('alloc set', { category: 'Piano', hours: '500' }, own)).said).toContain('no target');
    expect((await h.spaces.get(HOME)).categories.map(({ name }) => name)).toEqual(['Guitar']);
  });

  it('completes weeks, and categories that have a target', async () => {
    const h = await createHarness();
    await setWork(h, '10');
    expect((await h.complete('alloc clear', 'category', '')).said).toContain('"value":"work"');
    expect((await h.complete('alloc clear', 'category', 'meet')).said).toContain('"choices":[]');
    expect((await h.complete('alloc set', 'week', '')).said).toContain('This week · ');
    expect((await h.complete('alloc set', 'week', 'nächste', german)).said).toContain('Nächste Woche · ');
    expect((await h.complete('alloc set', 'week', 'hm')).said).toContain('"choices":[]');
  });

  it('stands in /status, also before anything was done', async () => {
    const h = await createHarness();
    await setWork(h, '10');
    expect((await h.run('status')).said).toContain('▱▱▱▱▱▱▱▱▱▱ 0 min of 10 h, 10 h left');
    expect((await h.run('status', {}, german)).said).toMatch(/0 \S+ von 10 /);
    h.redis.away();
    expect((await h.run('status')).said).toContain('Possibly out of date');
  });

  it('speaks German', async () => {
    const h = await createHarness();
    const { said } = await h.run('alloc set', { category: 'Work', hours: '37' }, german);
    expect(said).toMatch(/Ziel für .*Work: 37 /);
    expect(said).toContain('noch 37');
  });

  it('refuses clearly while Redis is away', async () => {
    const h = await createHarness();
    await setWork(h, '10');
    h.redis.away();
    expect((await setWork(h, '20')).said).toContain('database');
    h.redis.back();
    expect(await kept(h)).toEqual([['work', 600]]);
  });
});
