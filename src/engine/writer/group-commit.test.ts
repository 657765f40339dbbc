import { describe, expect, it } from 'vitest';
import { RecordingLogger, RecordingMetrics } from '../../../test/support/fakes.js';
import { guildSpace, requestId, userId } from '../../domain/ids.js';
import { EMPTY_MEMBER } from '../../domain/session.js';
import { decodeCommit } from '../codec/commit.js';
import { LaneFull, type Commit, type CommitOutcome } from '../store.js';
import { createGroupCommit, type GroupCommitOptions } from './group-commit.js';

const change = (space: string, user: string, version = 1): Commit => ({
  ...{ requestId: requestId(`r${version}`), space: guildSpace(space), user: userId(user), expectedVersion: version - 1 },
  ...{ next: { ...EMPTY_MEMBER, version }, entries: [], days: [], ledger: [] },
});

/** Batches are answered by hand, and turns of the event loop are taken by hand. */
const rig = (options: Partial<GroupCommitOptions> = {}) => {
  const batches: { names: readonly string[]; answer: () => void; fail: (error: Error) => void }[] = [];
  const turns: (() => void)[] = [];
  const metrics = new RecordingMetrics();
  const group = createGroupCommit({
    send: (_space, commits) =>
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
    isFull: (depth) => depth >= 4,
    soon: (task) => void turns.push(task),
    ...options,
  });
  const turn = async (): Promise<void> => {
    for (const task of turns.splice(0)) task();
    await new Promise((resolve) => setImmediate(resolve));
  };
  const submit = (commit: Commit): Promise<CommitOutcome> =>
    new Promise((stored, unstored) => group.submit(commit, { stored, unstored }));
  return { group, submit, batches, metrics, turn };
};

describe('group commit', () => {
  it('sends what came in one turn as one batch for each space, and what comes meanwhile with the next', async () => {
    const { group, submit, batches, turn } = rig();
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
    expect(group.lane).toEqual({ depth: 0, refused: 0 });
  });

  it('never sends a member twice in a batch, and keeps the order also when a batch failed', async () => {
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
      expect(batches[index + 1]?.names).toEqual([`11:${index + 2}`]);
      batches[index + 1]?.answer();
      expect(await one).toEqual({ kind: 'ok', version: index + 2 });
    }
  });

  it('holds to its limits: commits of a batch, batches under way, and commits at all', async () => {
    const { group, submit, batches, turn } = rig({ batch: 1, inFlight: 1 });
    const taken = [change('1', '11'), change('1', '12'), change('2', '21'), change('3', '31')].map((one) => submit(one));
    await expect(submit(change('4', '41'))).rejects.toBeInstanceOf(LaneFull);
    expect(group.lane).toEqual({ depth: 4, refused: 1 });
    const sent: unknown[] = [];
    for (let batch = 0; batch < 4; batch += 1) {
      await turn();
      expect(batches).toHaveLength(batch + 1);
      sent.push(batches[batch]?.names[0]);
      batches[batch]?.answer();
      await turn();
    }
    expect(sent.sort()).toEqual(['11:1', '12:1', '21:1', '31:1']);
    await Promise.all(taken);
  });

  it('drains: finishes what it has and takes nothing more', async () => {
    const { group, submit, batches, turn } = rig();
    const taken = submit(change('1', '11'));
    const drained = group.drain().then(() => 'drained');
    await expect(submit(change('1', '12'))).rejects.toBeInstanceOf(LaneFull);
    await turn();
    batches[0]?.answer();
    expect(await taken).toEqual({ kind: 'ok', version: 1 });
    expect(await drained).toBe('drained');
  });

  it('rejects what cannot be encoded', async () => {
    const { group, submit } = rig();
    await expect(submit({ ...change('1', '11'), expectedVersion: 7 })).rejects.toBeInstanceOf(RangeError);
    expect(group.lane.depth).toBe(0);
  });
});
