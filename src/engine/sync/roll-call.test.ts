import { expect, it } from 'vitest';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { RecordingLogger } from '../../../test/support/fakes.js';
import { FakeLink, memoryBackend, memoryRollCall } from '../../../test/support/memory-store.js';
import type { Stage } from '../members/stage.js';
import { RollCall } from './roll-call.js';

const setUp = () => {
  const clock = new FakeClock();
  const backend = memoryBackend(() => clock.now());
  const [log, link] = [new RecordingLogger(), new FakeLink()];
  const join = (process: string, here: readonly string[] = []) => {
    const own: { stage: Stage; progress: number } = { stage: 2, progress: 0 };
    const call = new RollCall({
      store: memoryRollCall(backend, link),
      clock,
      log,
      call: () => ({ process, stage: own.stage }),
      gone: (processes) => Promise.resolve(processes.filter((name) => here.includes(name))),
      onMissing: () => Promise.resolve(),
      onProgress: () => (own.progress += 1),
    });
    return { own, call, begin: () => call.begin(Promise.resolve()) };
  };
  /** The server is another one, and these are linked to it. */
  const newServer = (...linked: readonly ReturnType<typeof join>[]): void => {
    backend.server = `${backend.server}, again`;
    for (const { call, begin } of linked) {
      call.stop();
      begin();
    }
  };
  return { clock, backend, log, join, newServer };
};

it('waits for nobody when it is alone', async () => {
  const one = setUp().join('one');
  one.begin();
  expect(await one.call.passed()).toBe(true);
});

it('goes in stages: first what is certain, then the rest', async () => {
  const { clock, join, newServer } = setUp();
  const [one, two] = [join('one'), join('two')];
  for (const each of [one, two]) each.begin();
  await clock.advanceAsync(0);
  two.own.stage = 0;
  newServer(one, two);
  expect(await one.call.passed()).toBe(false);
  expect(one.call.certain).toBe(false);
  two.own.stage = 1;
  await clock.advanceAsync(1_000);
  expect([one.call.certain, one.call.complete]).toEqual([true, false]);
  two.own.stage = 2;
  await clock.advanceAsync(1_000);
  expect([one.call.certain, one.call.complete]).toEqual([true, true]);
  expect(one.own.progress).toBeGreaterThan(1);
});

it('gives up after half a minute, says so, and lets the others know', async () => {
  const { clock, backend, log, join, newServer } = setUp();
  const [one, two] = [join('one'), join('two')];
  for (const each of [one, two]) each.begin();
  await clock.advanceAsync(0);
  two.call.stop();
  newServer(one);
  await clock.advanceAsync(29_000);
  expect(one.call.complete).toBe(false);
  await clock.advanceAsync(2_000);
  expect(one.call.complete).toBe(true);
  expect(log.lines.map(({ level }) => level)).toEqual(['error']);
  await clock.advanceAsync(11_000);
  expect([...backend.answers.keys()]).toEqual(['one']);
});

it('does not wait for one whose journal is on its own disk no more', async () => {
  const { clock, backend, join, newServer } = setUp();
  const [one, dead] = [join('one', ['dead']), join('dead')];
  for (const each of [one, dead]) each.begin();
  await clock.advanceAsync(0);
  dead.call.stop();
  newServer(one);
  expect(await one.call.passed()).toBe(true);
  await clock.advanceAsync(11_000);
  expect([...backend.answers.keys()]).toEqual(['one']);
});

it('takes nobody for gone who comes later, and has not brought everything yet', async () => {
  const { clock, backend, join } = setUp();
  const one = join('one');
  one.begin();
  await clock.advanceAsync(60_000);
  const late = join('late');
  late.own.stage = 0;
  late.begin();
  await clock.advanceAsync(12_000);
  expect(one.call.complete).toBe(true);
  late.call.stop();
  await clock.advanceAsync(12_000);
  expect([...backend.answers.keys()].sort()).toEqual(['late', 'one']);
});
