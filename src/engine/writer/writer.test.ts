import { describe, expect, it } from 'vitest';
import { LaneFull } from '../store.js';
import { RecordingLogger, RecordingMetrics } from '../../../test/support/fakes.js';
import { createWriter, type WriterOptions } from './writer.js';

/** A writer whose batches are answered by hand, and whose turns of the event loop are taken by hand. */
const rig = (options: Partial<WriterOptions<string, string>> = {}) => {
  const batches: { group: string; ops: readonly string[]; answer: () => void; fail: (error: Error) => void }[] = [];
  const turns: (() => void)[] = [];
  const metrics = new RecordingMetrics();
  const writer = createWriter<string, string>({
    run: (group, ops) =>
      new Promise((resolve, reject) => {
        batches.push({ group, ops, answer: () => resolve(ops.map((op) => op.toUpperCase())), fail: reject });
      }),
    log: new RecordingLogger(),
    metrics,
    soon: (task) => void turns.push(task),
    ...options,
  });
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return {
    writer,
    batches,
    metrics,
    turn: async () => {
      for (const task of turns.splice(0)) task();
      await settled();
    },
    settled,
  };
};
const at = (group: string, order: string) => ({ group, order });

describe('writer', () => {
  it('sends what came in one turn as one batch for each group', async () => {
    const { writer, batches, turn, metrics } = rig();
    const done = Promise.all([
      writer.submit('critical', at('a', '1'), 'x'),
      writer.submit('critical', at('b', '2'), 'y'),
      writer.submit('critical', at('a', '3'), 'z'),
    ]);
    expect(batches).toHaveLength(0);
    await turn();
    expect(batches.map(({ group, ops }) => [group, ops])).toEqual([
      ['a', ['x', 'z']],
      ['b', ['y']],
    ]);
    for (const batch of batches) batch.answer();
    expect(await done).toEqual(['X', 'Y', 'Z']);
    expect(metrics.total('batches')).toBe(2);
    expect(writer.lanes.critical.depth).toBe(0);
  });

  it('takes the most urgent first when a batch has not room for all', async () => {
    const { writer, batches, turn } = rig({ batch: 2, inFlight: 1 });
    void writer.submit('background', at('g', '1'), 'later');
    void writer.submit('normal', at('g', '2'), 'soon');
    void writer.submit('critical', at('g', '3'), 'now');
    await turn();
    expect(batches.map(({ ops }) => ops)).toEqual([['now', 'soon']]);
    batches[0]?.answer();
    await turn();
    await turn();
    expect(batches[1]?.ops).toEqual(['later']);
  });

  it('keeps the order of one member, over lanes and also when a batch failed', async () => {
    const { writer, batches, turn, settled } = rig();
    const first = writer.submit('normal', at('g', 'm'), 'first');
    const second = writer.submit('critical', at('g', 'm'), 'second');
    const third = writer.submit('critical', at('g', 'm'), 'third');
    await turn();
    expect(batches.map(({ ops }) => ops)).toEqual([['first']]);
    batches[0]?.fail(new Error('no link'));
    await expect(first).rejects.toThrow('no link');
    await turn();
    batches[1]?.answer();
    expect(await second).toBe('SECOND');
    await settled();
    await turn();
    batches[2]?.answer();
    expect(await third).toBe('THIRD');
  });

  it('refuses background first, then normal, and critical only when full; never silently', async () => {
    const { writer, metrics } = rig({ capacity: 10 });
    const take = (lane: 'critical' | 'normal' | 'background', n: number) =>
      void writer.submit(lane, at('g', `${lane}${n}`), 'op');
    for (let n = 0; n < 5; n++) take('background', n);
    await expect(writer.submit('background', at('g', 'x'), 'op')).rejects.toBeInstanceOf(LaneFull);
    for (let n = 0; n < 3; n++) take('normal', n);
    await expect(writer.submit('normal', at('g', 'x'), 'op')).rejects.toBeInstanceOf(LaneFull);
    for (let n = 0; n < 2; n++) take('critical', n);
    await expect(writer.submit('critical', at('g', 'x'), 'op')).rejects.toBeInstanceOf(LaneFull);
    expect(writer.lanes).toEqual({
      critical: { depth: 2, refused: 1 },
      normal: { depth: 3, refused: 1 },
      background: { depth: 5, refused: 1 },
    });
    expect(metrics.total('lane_refused')).toBe(3);
  });

  it('drains: finishes what it has and takes nothing more', async () => {
    const { writer, batches, turn } = rig();
    const taken = writer.submit('critical', at('g', 'm'), 'op');
    const drained = writer.drain().then(() => 'drained');
    await expect(writer.submit('critical', at('g', 'n'), 'late')).rejects.toBeInstanceOf(LaneFull);
    await turn();
    batches[0]?.answer();
    expect(await taken).toBe('OP');
    expect(await drained).toBe('drained');
  });
});
