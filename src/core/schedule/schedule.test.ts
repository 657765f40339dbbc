import { describe, expect, it } from 'vitest';
import { ADA, createHarness, HOME } from '../../../test/support/commands-harness.js';
import { userId } from '../../domain/ids.js';
import { tasks } from '../../engine/documents/kinds/tasks.js';
import { UsageError } from '../backup/arguments.js';
import { parseTask } from './arguments.js';
import { planOnce } from './run.js';

describe('the arguments of npm run schedule', () => {
  it('are understood', () => {
    expect(parseTask(['--mode', 'test'])).toEqual({ mode: 'test', user: null });
    expect(parseTask(['--mode=continuous', '--user', '42'])).toEqual({ mode: 'continuous', user: '42' });
    expect(parseTask(['--help'])).toBeNull();
  });

  it.each([[[]], [['--mode', 'twice']], [['--mode', 'once', '--user', 'ada']], [['once']], [['--nonsense']]])(
    'are refused: %j',
    (args) => {
      expect(() => parseTask(args)).toThrow(UsageError);
    },
  );
});

describe('npm run schedule', () => {
  const stage = async () => {
    const h = await createHarness();
    const said: string[] = [];
    const program = (mode: 'test' | 'once', user: string | null = null) =>
      planOnce(
        { mode, user },
        { planner: h.deps.planner, chain: { store: h.store, documents: h.documents }, say: (line) => said.push(line) },
      );
    const planned = async () =>
      (await h.documents.of(tasks).get({ space: HOME, user: userId(ADA) })).tasks.map(({ scheduled }) => scheduled.length);
    return { h, said, program, planned };
  };

  it('prints in test mode and changes nothing, and does it once in the other', async () => {
    const { h, said, program, planned } = await stage();
    await h.run('task add', { name: 'Report', duration: '1h' });
    expect(await program('test', ADA)).toBe(true);
    expect(said.join('\n')).toMatch(/1 tasks, 1 would change.*\n {2}"Report": not planned -> \d{4}-/);
    expect(await planned()).toEqual([0]);
    expect(await program('once', ADA)).toBe(true);
    expect(await planned()).toEqual([1]);
    expect(await program('once', ADA)).toBe(true);
    expect(said.at(-1)).toContain('0 changed');
  });

  it('says that something could not be planned', async () => {
    const { h, said, program } = await stage();
    h.busy.set('https://calendar.example/a.ics', []);
    await h.run('schedule busy', { url: 'https://calendar.example/a.ics' });
    h.busy.clear();
    expect(await program('once', ADA)).toBe(false);
    expect(said.at(-1)).toContain('CALENDAR_UNREADABLE');
  });
});
