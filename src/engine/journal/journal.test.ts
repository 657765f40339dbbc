import { describe, expect, it } from 'vitest';
import { FakeProcesses } from '../../../test/support/engine.js';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { FakeIds, RecordingLogger } from '../../../test/support/fakes.js';
import { MemoryFs } from '../../../test/support/memory-fs.js';
import { requestId, spaceId, userId } from '../../domain/ids.js';
import { adoptDead } from './adopt.js';
import { JournalFailed } from './health.js';
import { Journal } from './journal.js';
import type { NewChange } from './numbering.js';

const KEEP = 600_000;
const ROOT = '/journal';
const metrics = { count: () => undefined, gauge: () => undefined, observe: () => undefined };

const change = (id: string): NewChange => ({
  requestId: requestId(id),
  space: spaceId('g1'),
  user: userId('1'),
  command: { type: 'clockOut', reason: 'member' },
  at: 5,
  askedAt: 5,
  actor: null,
  source: 'command',
  commit: null,
});

class Bench {
  readonly clock = new FakeClock();
  readonly log = new RecordingLogger();
  readonly ids = new FakeIds();
  readonly dead = new Set<number>();
  fs = new MemoryFs(() => this.clock.now());
  private pid = 0;

  async open(segmentBytes = 16 << 10): Promise<Journal> {
    const { clock, log, ids, fs } = this;
    const journal = new Journal({
      clock,
      log,
      ids,
      fs,
      metrics,
      root: ROOT,
      processes: this.processes(++this.pid),
      segmentBytes,
    });
    await journal.open();
    return journal;
  }

  processes(pid: number): FakeProcesses {
    return new FakeProcesses(pid, this.dead);
  }

  async adopt(journal: Journal): Promise<readonly string[]> {
    const { fs, log, clock } = this;
    const options = { fs, log, root: ROOT, processes: this.processes(this.pid), now: clock.now(), keepMs: KEEP };
    const { records } = await adoptDead(journal, options);
    return records.map(({ record, settled }) => `${record.requestId}${settled ? ' settled' : ''}`);
  }
}

describe('the journal', () => {
  it('shares one fdatasync among all that come during the one before', async () => {
    const bench = new Bench();
    const journal = await bench.open(256 << 10);
    await journal.append(change('a')).durable;
    const before = bench.fs.calls.filter((call) => call === 'datasync').length;
    const release = bench.fs.holdSync();
    const first = journal.append(change('b')).durable;
    await new Promise((resolve) => setImmediate(resolve));
    const rest = Array.from({ length: 50 }, (_, index) => journal.append(change(`c${index}`)).durable);
    release();
    await Promise.all([first, ...rest]);
    // The fake counts each one twice: when it begins and when it ends.
    expect(bench.fs.calls.filter((call) => call === 'datasync').length - before).toBe(4);
  });

  it('begins a new segment when one is full, and deletes old ones that are settled and past the keep time', async () => {
    const bench = new Bench();
    const journal = await bench.open(4_096);
    const seqs = [];
    for (let index = 0; index < 200; index += 1) {
      const { record, durable } = journal.append(change(`r${index}`));
      await durable;
      seqs.push(record.seq);
    }
    const many = journal.health.segments;
    expect(many).toBeGreaterThan(2);
    for (const seq of seqs.slice(1)) await journal.settle(seq, 'applied');
    await bench.clock.advanceAsync(KEEP + 60_000);
    // The last one is turned over, so that it can go some day.
    expect(journal.health).toMatchObject({ pending: 1, segments: many + 1, lagMs: KEEP + 60_000 });
    await journal.settle(seqs[0]!, 'applied');
    await bench.clock.advanceAsync(60_000);
    expect(journal.health).toMatchObject({ pending: 0, segments: 1 });
    expect(bench.fs.paths.filter((path) => path.endsWith('.seg'))).toHaveLength(1);
  });

  it('writes on where a short write stopped', async () => {
    const bench = new Bench();
    const journal = await bench.open();
    bench.fs.chunk = 7;
    await journal.append(change('short')).durable;
    bench.fs.chunk = Infinity;
    bench.fs = bench.fs.crash();
    bench.dead.add(1);
    expect(await bench.adopt(await bench.open())).toEqual(['short']);
  });

  it('has a whole segment in reserve when the disk is full, and then refuses', async () => {
    const bench = new Bench();
    const journal = await bench.open(4_096);
    for (let index = 0; index < 25; index += 1) await journal.append(change(`r${index}`)).durable;
    bench.fs.room = 0;
    let taken = 0;
    const fill = async (): Promise<void> => {
      for (;;) {
        await journal.append(change('full')).durable;
        taken += 1;
      }
    };
    await expect(fill()).rejects.toBeInstanceOf(JournalFailed);
    expect(taken).toBeGreaterThan(15);
    expect(journal.health.state).toBe('failed');
    await expect(journal.append(change('no')).durable).rejects.toBeInstanceOf(JournalFailed);
    bench.fs.heal();
    await bench.clock.advanceAsync(1_000);
    await journal.append(change('yes')).durable;
  });

  it('does not offer again what was refused, aborted, or settled too long ago', async () => {
    const bench = new Bench();
    const journal = await bench.open();
    const add = async (id: string): Promise<number> => {
      const { record, durable } = journal.append(change(id));
      await durable;
      return record.seq;
    };
    await journal.settle(await add('old'), 'applied');
    await bench.clock.advanceAsync(KEEP + 1);
    await journal.settle(await add('applied'), 'applied');
    await journal.settle(await add('refused'), 'refused');
    await journal.settle(await add('aborted'), 'aborted');
    await add('open');
    await bench.clock.advanceAsync(1_001);
    expect((await journal.recent()).map((record) => record.requestId)).toEqual(['applied']);
    bench.fs = bench.fs.crash();
    bench.dead.add(1);
    expect([...(await bench.adopt(await bench.open()))].sort()).toEqual(['applied settled', 'open']);
    expect(bench.fs.paths.filter((path) => path.endsWith('/lock'))).toHaveLength(1);
  });

  it('offers what came lately whatever somebody does to the wall clock', async () => {
    const bench = new Bench();
    const journal = await bench.open();
    const add = async (id: string): Promise<void> => {
      const { record, durable } = journal.append(change(id));
      await durable;
      await journal.settle(record.seq, 'applied');
    };
    await add('a');
    bench.clock.set(bench.clock.now() + 3_600_000);
    await add('b');
    expect((await journal.recent()).map((record) => record.requestId)).toEqual(['a', 'b']);
    await bench.clock.advanceAsync(60_000);
    bench.clock.set(bench.clock.now() - 7_200_000);
    await add('c');
    const recent = await journal.recent();
    expect(recent.map((record) => record.requestId)).toEqual(['a', 'b', 'c']);
    // In the order they came, too.
    expect(recent.map(({ takenAt }) => takenAt)).toEqual(recent.map(({ takenAt }) => takenAt).sort((x, y) => x - y));
    await bench.clock.advanceAsync(KEEP - 30_000);
    expect((await journal.recent()).map((record) => record.requestId)).toEqual(['c']);
  });

  it('takes over the last minutes of a process however long ago it died', async () => {
    const bench = new Bench();
    const journal = await bench.open();
    const { record, durable } = journal.append(change('a'));
    await durable;
    await journal.settle(record.seq, 'applied');
    await bench.clock.advanceAsync(1_001);
    bench.fs = bench.fs.crash();
    bench.dead.add(1);
    // The next one begins at once, with a clock that is days ahead and mended later.
    bench.clock.set(bench.clock.now() + 100 * 3_600_000);
    const next = await bench.open();
    bench.clock.set(bench.clock.now() - 100 * 3_600_000);
    expect(await bench.adopt(next)).toEqual(['a settled']);
    expect((await next.recent()).map((each) => each.requestId)).toEqual(['a']);
    await bench.clock.advanceAsync(KEEP + 1_000);
    expect(await next.recent()).toEqual([]);
  });

  it('leaves the journal of a living process alone, and one of two takes over a dead one', async () => {
    const bench = new Bench();
    const [first, second] = [await bench.open(), await bench.open()];
    await first.append(change('mine')).durable;
    expect(await bench.adopt(second)).toEqual([]);
    bench.dead.add(1);
    const third = await bench.open();
    const both = await Promise.all([bench.adopt(second), bench.adopt(third)]);
    expect(both.flat()).toEqual(['mine']);
  });

  it('begins anew when its directory was taken from it', async () => {
    const bench = new Bench();
    const journal = await bench.open();
    const { id } = journal;
    await bench.fs.rename(`${ROOT}/${id}`, `${ROOT}/${id}~thief`);
    await bench.clock.advanceAsync(5_000);
    expect(journal.ok).toBe(true);
    expect(journal.id).not.toBe(id);
    await journal.append(change('after')).durable;
  });

  it('reports damage loudly and reads on behind it', async () => {
    const bench = new Bench();
    const journal = await bench.open();
    for (const id of ['a', 'b', 'c']) await journal.append(change(id)).durable;
    bench.fs.damage(
      bench.fs.paths.find((path) => path.endsWith('.seg'))!,
      (bytes) => {
        bytes[20] = bytes[20]! ^ 1;
        return bytes;
      },
    );
    bench.fs = bench.fs.crash();
    bench.dead.add(1);
    expect(await bench.adopt(await bench.open())).toEqual(['b', 'c']);
    expect(bench.log.lines.some(({ level, message }) => level === 'error' && message.includes('damaged'))).toBe(true);
  });
});

describe('what was journaled', () => {
  it('leaves the disk within twice the keep time, also when hardly anything happens', async () => {
    const bench = new Bench();
    const journal = await bench.open();
    const { record, durable } = journal.append(change('private-matter'));
    await durable;
    await journal.settle(record.seq, 'applied');
    const isOnDisk = async (): Promise<boolean> => {
      const segments = bench.fs.paths.filter((path) => path.endsWith('.seg'));
      const contents = await Promise.all(segments.map((path) => bench.fs.read(path)));
      return contents.some((bytes) => bytes.includes('private-matter'));
    };
    await bench.clock.advanceAsync(KEEP);
    expect(await isOnDisk()).toBe(true);
    for (let second = 0; second < 120; second += 1) await bench.clock.advanceAsync(1_000);
    expect(await isOnDisk()).toBe(false);
    expect(journal.ok).toBe(true);
    // Nothing new: no new segments either.
    const { length } = bench.fs.paths;
    await bench.clock.advanceAsync(3 * KEEP);
    expect(bench.fs.paths).toHaveLength(length);
  });

  it('stays while it is not settled', async () => {
    const bench = new Bench();
    const journal = await bench.open();
    const { durable } = journal.append(change('waits'));
    await durable;
    for (let minute = 0; minute < 60; minute += 1) await bench.clock.advanceAsync(60_000);
    expect(journal.health).toMatchObject({ state: 'ok', pending: 1 });
    const segments = bench.fs.paths.filter((path) => path.endsWith('.seg'));
    expect(segments.length).toBeLessThanOrEqual(2);
    const contents = await Promise.all(segments.map((path) => bench.fs.read(path)));
    expect(contents.some((bytes) => bytes.includes('waits'))).toBe(true);
  });
});
