import { describe, expect, it } from 'vitest';
import { RecordingLogger, RecordingMetrics } from '../../../test/support/fakes.js';
import { guildSpace, requestId, userId } from '../../domain/ids.js';
import { EMPTY_MEMBER } from '../../domain/session.js';
import { decodeCommit } from '../codec/commit.js';
import { LaneFull, type Commit, type CommitLane, type CommitOutcome } from '../store.js';
import { createWriter, type WriterOptions } from './writer.js';

const change = (space: string, user: string, version = 1): Commit => ({
  ...{ requestId: requestId(`r${version}`), space: guildSpace(space), user: userId(user), expectedVersion: version - 1 },
  ...{ next: { ...EMPTY_MEMBER, version }, entries: [], days: [], ledger: [] },
});
/** So many commits of the first version, of members that count from `first`. */
const crowd = (space: string, first: number, count: number): readonly Commit[] =>
  Array.from({ length: count }, (_, index) => change(space, String(first + index)));
const nobody = { stored: () => undefined, unstored: () => undefined };

/** Batches and tasks are answered by hand, and turns of the event loop are taken by hand. */
const rig = (options: Partial<WriterOptions> = {}) => {
  const batches: { names: readonly string[]; answer: () => void; fail: (error: Error) => void }[] = [];
  const tasks: { name: string; answer: () => void; fail: (error: Error) => void }[] = [];
  const turns: (() => void)[] = [];
  const metrics = new RecordingMetrics();
  const writer = createWriter({
    commit: (_space, commits) =>
      new Promise<readonly CommitOutcome[]>((resolve, reject) => {
        batches.push({
          names: commits.map(({ commit: { user, next } }) => `${user}:${next.version}`),
          answer: () =>
            resolve(
              commits.map(({ commit, bytes }) => ({ kind: 'ok', version: decodeCommit(commit.space, bytes).next.version })),
            ),
          fail: reject,
        });
      }),
    log: new RecordingLogger(),
    metrics,
    soon: (task) => void turns.push(task),
    ...options,
  });
  const turn = async (): Promise<void> => {
    for (const task of turns.splice(0)) task();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    ...{ writer, batches, tasks, metrics, turn },
    submit: (commit: Commit, lane?: CommitLane): Promise<CommitOutcome> =>
      new Promise((stored, unstored) => writer.submit(commit, { stored, unstored }, lane)),
    task: (lane: 'normal' | 'background', order: string, name = order): Promise<string> =>
      writer.task(
        lane,
        order,
        () => new Promise((resolve, reject) => void tasks.push({ name, answer: () => resolve(name), fail: reject })),
      ),
    /** Answers what is under way, until nothing more comes. */
    finish: async (): Promise<void> => {
      for (let [batch, task] = [0, 0]; batch < batches.length || task < tasks.length || turns.length > 0;) {
        while (batch < batches.length) batches[batch++]?.answer();
        while (task < tasks.length) tasks[task++]?.answer();
        await turn();
      }
    },
  };
};

describe('commits', () => {
  it('of one turn travel as one batch for each space, and what comes meanwhile with the next', async () => {
    const { writer, submit, batches, turn, metrics } = rig();
    const first = [submit(change('1', '11')), submit(change('2', '21')), submit(change('1', '12'))];
    expect(batches).toHaveLength(0);
    await turn();
    expect(batches.map(({ names }) => names)).toEqual([['11:1', '12:1'], ['21:1']]);
    const late = submit(change('1', '13'));
    await turn();
    expect(batches).toHaveLength(2);
    for (const batch of batches) batch.answer();
    expect((await Promise.all(first)).map(({ version }) => version)).toEqual([1, 1, 1]);
    await turn();
    await turn();
    batches[2]?.answer();
    expect(await late).toEqual({ kind: 'ok', version: 1 });
    await turn();
    expect(writer.health.critical).toEqual({ depth: 0, refused: 0 });
    expect([metrics.total('batches'), metrics.total('batched_operations')]).toEqual([3, 4]);
  });

  it('of a member are never twice in a batch, and keep their order also when a batch failed', async () => {
    const { submit, batches, turn, metrics } = rig();
    const [first, second, third] = [1, 2, 3].map((version) => submit(change('1', '11', version)));
    const other = submit(change('1', '12'));
    await turn();
    expect(batches.map(({ names }) => names)).toEqual([['11:1', '12:1']]);
    batches[0]?.fail(new Error('no link'));
    await expect(first).rejects.toThrow('no link');
    await expect(other).rejects.toThrow('no link');
    expect(metrics.total('batch_failed')).toBe(1);
    for (const [index, one] of [second, third].entries()) {
      await turn();
      await turn();
      expect(batches[index + 1]?.names).toEqual([`11:${index + 2}`]);
      batches[index + 1]?.answer();
      expect(await one).toEqual({ kind: 'ok', version: index + 2 });
    }
  });

  it('fail when the outcomes are not as many as they are', async () => {
    const { submit, turn } = rig({ commit: () => Promise.resolve([]) });
    const asked = submit(change('1', '11'));
    await Promise.all([turn(), expect(asked).rejects.toThrow('batch of 1 answered 0 outcomes')]);
  });

  it('are at most 256 in a batch', async () => {
    const { submit, batches, turn, finish } = rig();
    const all = crowd('1', 1_000, 300).map((one) => submit(one));
    await turn();
    await finish();
    expect(batches.map(({ names }) => names.length)).toEqual([256, 44]);
    await Promise.all(all);
  });

  it('that cannot be encoded are refused with the reason and take no room', async () => {
    const { writer, submit } = rig();
    await expect(submit({ ...change('1', '11'), expectedVersion: 7 })).rejects.toBeInstanceOf(RangeError);
    expect(writer.health.critical.depth).toBe(0);
  });

  it('of the normal lane go behind the critical ones of their space, sixteen with each batch', async () => {
    const { writer, batches, turn, finish } = rig();
    for (const one of crowd('1', 1_000, 20)) writer.submit(one, nobody, 'normal');
    writer.submit(change('1', '11'), nobody);
    await turn();
    expect(batches[0]?.names.slice(0, 2)).toEqual(['11:1', '1000:1']);
    expect(writer.health).toMatchObject({ critical: { depth: 1 }, normal: { depth: 20 } });
    await finish();
    expect(batches.map(({ names }) => names.length)).toEqual([17, 4]);
    expect(writer.health).toMatchObject({ critical: { depth: 0 }, normal: { depth: 0 } });
  });

  it('of one member keep their order over both lanes', async () => {
    const { writer, batches, turn, finish } = rig();
    for (const one of crowd('1', 1_000, 20)) writer.submit(one, nobody, 'normal');
    const lanes = ['normal', 'normal', 'critical', 'normal', 'critical'] as const;
    for (const [index, lane] of lanes.entries()) writer.submit(change('1', '11', index + 1), nobody, lane);
    await turn();
    await finish();
    const all = batches.flatMap(({ names }) => names);
    expect(all.filter((name) => name.startsWith('11:'))).toEqual(['11:1', '11:2', '11:3', '11:4', '11:5']);
    expect(all).toHaveLength(25);
    // The click takes along what its member had in the normal lane, past the twenty that came before.
    expect(batches[0]?.names[0]).toBe('11:1');
  });

  it('of one member keep their order when more critical ones wait than a batch takes', async () => {
    const { writer, batches, turn, finish } = rig();
    for (const one of crowd('1', 1_000, 300)) writer.submit(one, nobody);
    writer.submit(change('1', '1299', 2), nobody, 'normal');
    await turn();
    await finish();
    const all = batches.flatMap(({ names }) => names);
    expect(all.indexOf('1299:1')).toBeLessThan(all.indexOf('1299:2'));
    expect(all).toHaveLength(301);
  });
});

describe('tasks', () => {
  it('of one order run one after the other, also when one failed, and each has its own result', async () => {
    const { task, tasks, turn, metrics } = rig();
    const [first, second] = [task('normal', 'a', 'a1'), task('normal', 'a', 'a2')];
    const other = task('normal', 'b');
    await turn();
    expect(tasks.map(({ name }) => name)).toEqual(['a1', 'b']);
    tasks[0]?.fail(new Error('no link'));
    tasks[1]?.answer();
    await expect(first).rejects.toThrow('no link');
    expect(await other).toBe('b');
    expect(metrics.total('task_failed', { lane: 'normal' })).toBe(1);
    await turn();
    tasks[2]?.answer();
    expect(await second).toBe('a2');
  });

  it('of one order keep it over lanes: what a normal task waits for is as urgent as it is', async () => {
    const { task, tasks, turn, finish } = rig();
    const waiting = [task('background', 'x'), task('background', 'y'), task('background', 'z', 'z1'), task('normal', 'z', 'z2')];
    await turn();
    expect(tasks.map(({ name }) => name)).toEqual(['z1', 'x', 'y']);
    await finish();
    expect(tasks.map(({ name }) => name)).toEqual(['z1', 'x', 'y', 'z2']);
    await Promise.all(waiting);
  });
});

describe('lanes', () => {
  it('send the most urgent first, each as much at once as its width allows', async () => {
    const { submit, task, batches, tasks, turn, finish } = rig();
    const began: string[] = [];
    const waiting: Promise<unknown>[] = [];
    for (let n = 0; n < 40; n += 1) {
      waiting.push(task('background', `b${n}`), task('normal', `n${n}`), submit(change(String(n + 1), '11')));
    }
    await turn();
    began.push(...tasks.map(({ name }) => name.charAt(0)));
    expect(batches).toHaveLength(32);
    expect(began.join('')).toBe('nnnnnnnnbb');
    await finish();
    await Promise.all(waiting);
    expect([batches.length, tasks.length]).toEqual([40, 80]);
  });

  it('let a click pass a background lane that is full and stuck', async () => {
    const { writer, submit, task, batches, turn } = rig({ capacity: 10 });
    for (let n = 0; n < 5; n += 1) void task('background', `b${n}`);
    await turn();
    const click = submit(change('1', '11'));
    await turn();
    batches[0]?.answer();
    expect(await click).toEqual({ kind: 'ok', version: 1 });
    expect(writer.health.background.depth).toBe(5);
  });

  it('refuse background first, then normal, and critical only when full; never silently', async () => {
    const { writer, submit, task, metrics } = rig({ capacity: 10 });
    for (let n = 0; n < 5; n += 1) void task('background', `b${n}`);
    await expect(task('background', 'x')).rejects.toBeInstanceOf(LaneFull);
    for (let n = 0; n < 2; n += 1) void task('normal', `n${n}`);
    writer.submit(change('1', '11'), nobody, 'normal');
    await expect(task('normal', 'x')).rejects.toBeInstanceOf(LaneFull);
    await expect(submit(change('1', '12'), 'normal')).rejects.toBeInstanceOf(LaneFull);
    for (const one of crowd('1', 20, 2)) writer.submit(one, nobody);
    await expect(submit(change('1', '13'))).rejects.toBeInstanceOf(LaneFull);
    expect(writer.health).toEqual({
      critical: { depth: 2, refused: 1 },
      normal: { depth: 3, refused: 2 },
      background: { depth: 5, refused: 1 },
    });
    for (const [lane, times] of Object.entries({ critical: 1, normal: 2, background: 1 }))
      expect(metrics.total('lane_refused', { lane })).toBe(times);
  });

  it('drain: they finish what they have and take nothing more', async () => {
    const { writer, submit, task, turn, finish } = rig();
    const taken = [submit(change('1', '11')), task('background', 'b')];
    const drained = writer.drain().then(() => 'drained');
    await expect(submit(change('1', '12'))).rejects.toThrow('closing');
    await expect(task('normal', 'n')).rejects.toBeInstanceOf(LaneFull);
    await turn();
    await finish();
    expect(await Promise.all(taken)).toEqual([{ kind: 'ok', version: 1 }, 'b']);
    expect(await drained).toBe('drained');
  });
});
