import { describe, expect, it } from 'vitest';
import { ADA, BOB, createHarness, HOME } from '../../../test/support/commands-harness.js';
import { userId } from '../../domain/ids.js';
import { tasks } from '../../engine/documents/kinds/tasks.js';

const HOUR = 3_600_000;
const german = { locale: 'de' };
type Harness = Awaited<ReturnType<typeof createHarness>>;

const kept = async (h: Harness) => (await h.documents.of(tasks).get({ space: HOME, user: userId(ADA) })).tasks;
const add = (h: Harness, name = 'Report', more = {}) => h.run('task add', { name, duration: '1h 30m', ...more });

describe('/task', () => {
  it('keeps a list that is the same everywhere, and one of each person', async () => {
    const h = await createHarness();
    expect((await add(h, 'Report', { due: 'friday', rank: 3, category: 'Work' })).said).toMatch(
      /Report.*1 h 30 min · due .* · rank 3 · Work/,
    );
    await add(h, 'Lesser *one*', { rank: 1 });
    expect(await kept(h)).toMatchObject([
      { name: 'Report', estimateMs: 1.5 * HOUR, rank: 3, category: 'Work' },
      { name: 'Lesser *one*' },
    ]);
    for (const guild of [undefined, null]) {
      const { said } = await h.run('task list', {}, guild === undefined ? {} : { guild });
      expect(said.indexOf('Report')).toBeLessThan(said.indexOf('Lesser'));
      expect(said).toContain('\\\\*one');
    }
    expect((await h.run('task list', {}, { user: BOB })).said).toContain('Nothing is to be done');
    expect((await h.run('task list', {}, german)).said).toContain('1 Std. 30 Min.');
  });

  it.each([
    [{ duration: 'long' }, 'long'],
    [{ duration: '0' }, 'at least a minute'],
    [{ duration: '201h' }, 'at most 200 hours'],
    [{ due: 'whenever' }, 'no due date that I understand'],
    [{ category: 'Nothing like it' }, 'Nothing like it'],
    [{ name: '   ' }, 'needs a name'],
  ])('refuses %j', async (more, said) => {
    const h = await createHarness();
    expect((await add(h, 'Report', more)).said).toContain(said);
    expect(await kept(h)).toEqual([]);
  });

  it('changes, finishes, reopens and deletes a task by its name or by what was chosen', async () => {
    const h = await createHarness();
    await add(h, 'Report', { due: 'friday', rank: 3 });
    await h.run('task edit', { task: 'report', duration: '2h', name: 'Long report', clear: 'due' });
    expect(await kept(h)).toMatchObject([{ name: 'Long report', estimateMs: 2 * HOUR, due: null, rank: 3 }]);
    expect((await h.run('task edit', { task: 'Long report' })).said).toContain('nothing to change');
    await h.run('task done', { task: 'Long report' });
    expect((await h.run('task list')).said).toContain('Nothing is to be done');
    expect((await h.run('task list', { show: 'done' })).said).toContain('Long report');
    await h.run('task done', { task: 'Long report', undo: true });
    expect(await kept(h)).toMatchObject([{ doneAt: null }]);
    expect((await h.complete('task delete', 'task', 'long')).said).toContain('Long report · 2 h');
    expect((await h.run('task delete', { task: 'Long report' })).said).toContain('is deleted');
    expect((await h.run('task delete', { task: 'Long report' })).said).toContain('not in your list');
  });

  it('pins a task to where its member says that they do it', async () => {
    const h = await createHarness();
    await add(h);
    await h.run('task edit', { task: 'Report', when: 'tomorrow 14:00' });
    const [task] = await kept(h);
    expect(task).toMatchObject({ pinned: true });
    expect((task?.scheduled[0]?.end ?? 0) - (task?.scheduled[0]?.start ?? 0)).toBe(1.5 * HOUR);
    expect((await h.run('task edit', { task: 'Report', when: 'tomorrow' })).said).toContain('tomorrow');
    await h.run('task edit', { task: 'Report', clear: 'plan' });
    expect(await kept(h)).toMatchObject([{ pinned: false, scheduled: [] }]);
  });

  it('clocks in for a task, and counts that time for it', async () => {
    const h = await createHarness();
    await add(h, 'Report', { category: 'Work' });
    await h.run('task start', { task: 'Report' });
    expect(h.state().active).toMatchObject({ category: 'work', note: 'Report' });
    h.clock.advance(HOUR);
    expect((await h.run('task list')).said).toContain('1 h of 1 h 30 min spent');
    await h.run('clockout');
    h.clock.advance(HOUR);
    // A session that was not begun for it counts nothing.
    await h.run('clockin', { category: 'Work' });
    h.clock.advance(HOUR);
    expect((await h.run('task list')).said).toContain('1 h of 1 h 30 min spent');
  });

  it('needs a category to start, which may be named then', async () => {
    const h = await createHarness();
    await add(h);
    expect((await h.run('task start', { task: 'Report' })).said).toContain('does not say what its time is for');
    await h.run('task start', { task: 'Report', category: 'Work' });
    expect(h.state().active).toMatchObject({ category: 'work' });
    expect(await kept(h)).toMatchObject([{ sessions: [{ session: h.state().active?.id }] }]);
  });

  it('is in what a person takes along, and goes when they are erased', async () => {
    const h = await createHarness();
    await add(h);
    const personal = h.deps.personal;
    expect((await personal.collect(HOME, userId(ADA))).documents).toHaveProperty('tasks');
    await personal.erase({ space: HOME, user: userId(ADA), requestId: 'erase' as never, at: h.clock.now() });
    expect(await kept(h)).toEqual([]);
  });
});
