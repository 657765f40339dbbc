import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { FakeIds, RecordingLogger, RecordingMetrics } from '../../../test/support/fakes.js';
import { MemoryDocumentStore, memoryDocuments } from '../../../test/support/memory-documents.js';
import { madeNetwork } from '../../../test/support/networks.js';
import { LEAVE, type DaySeries } from '../../analytics/forecast/series.js';
import { createNetworkStore } from '../../analytics/training/store.js';
import type { TrainOptions } from '../../analytics/training/trainer.js';
import { addDays } from '../../domain/calendar.js';
import { dayNumber } from '../../domain/day-number.js';
import { categoryId, guildSpace, personalSpace, requestId, userId, type CategoryId, type UserId } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import { leave } from '../../engine/documents/kinds/leave.js';
import { sharing } from '../../engine/documents/kinds/sharing.js';
import { forgetNetworks, trustedAfter } from '../../engine/network-trust.js';
import { spacesOn } from '../../engine/spaces/on-documents.js';
import { createNight, type NightWork } from './index.js';

const SPACE = guildSpace('1');
const DAY = 86_400_000;
const HOUR = 3_600_000;
const TODAY = '20260105';

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const task of cleanUp.splice(0).reverse()) await task();
});

const setUp = async (people: number) => {
  const directory = await mkdtemp(join(tmpdir(), 'night-'));
  cleanUp.push(() => rm(directory, { recursive: true }));
  const [clock, log, metrics] = [new FakeClock(), new RecordingLogger(), new RecordingMetrics()];
  const documents = memoryDocuments(new MemoryDocumentStore());
  let requests = 0;
  const by = () => ({ actor: null, requestId: requestId(`r${(requests += 1)}`), at: clock.now(), event: 'x' });
  const users = Array.from({ length: people }, (_, nth) => userId(String(100 + nth)));
  const agree = (user: UserId, insights = true) =>
    documents.of(sharing).update({ space: SPACE, user }, by(), (kept) => ok({ ...kept, insights }));
  const onLeave = (user: UserId | undefined, day: string) =>
    documents
      .of(leave)
      .update({ space: SPACE, user: user ?? userId('1') }, by(), (kept) =>
        ok({ ...kept, leaves: [{ id: day, from: day, to: day, kind: 'holiday', note: '' }] }),
      );
  /** Of each user as many hours as their place in the list, yesterday; and far too many the day before. */
  const store = {
    async *members() {
      for (const user of users) yield await Promise.resolve(user);
    },
    days: (_space: unknown, user: UserId): Promise<ReadonlyMap<string, ReadonlyMap<CategoryId, number>>> =>
      Promise.resolve(
        new Map([
          [addDays(TODAY, -2), new Map([[categoryId('a'), 17 * HOUR]])],
          [
            addDays(TODAY, -1),
            new Map([
              [categoryId('a'), users.indexOf(user) * HOUR],
              [categoryId('b'), HOUR],
            ]),
          ],
        ]),
      ),
  };
  const trainings: { readonly untils: readonly number[]; readonly series: readonly DaySeries[] }[] = [];
  const fails = { with: null as Error | null };
  /** Called in the middle of a training. */
  const meanwhile = { do: (): Promise<unknown> => Promise.resolve() };
  const train = async ({ histories, untils }: TrainOptions) => {
    const series: DaySeries[] = [];
    for await (const page of histories) series.push(...page);
    await meanwhile.do();
    if (fails.with !== null) throw fails.with;
    trainings.push({ untils, series });
    return { networks: untils.map((until) => madeNetwork('x', until)), backend: 'cpu' };
  };
  const networks = createNetworkStore(directory, log);
  const parts = { documents, networks, store, train, ids: new FakeIds(), log, metrics };
  /** Pauses end at once: nothing here depends on how long they are. */
  const hurried = { now: () => clock.now(), monotonic: () => clock.monotonic(), every: clock.every.bind(clock) };
  const started = (): NightWork => {
    const night = createNight({
      ...parts,
      clock: { ...hurried, after: (_ms, task) => (queueMicrotask(task), () => undefined) },
      now: () => clock.now(),
      spaces: spacesOn(documents),
    });
    cleanUp.push(() => night.close());
    return night;
  };
  const night = started();
  /** Asks until it is over, as the due job does. */
  const whole = async (name: string, of = night): Promise<string> => {
    let said = await of.work(SPACE, name);
    await expect.poll(async () => (said = await of.work(SPACE, name)), { interval: 1 }).not.toBe('underWay');
    return said;
  };
  return {
    clock,
    log,
    metrics,
    documents,
    by,
    users,
    agree,
    onLeave,
    networks,
    trainings,
    fails,
    meanwhile,
    night,
    started,
    whole,
  };
};

describe('a night', () => {
  it('trains on the days of those who agreed, and of nobody else', async () => {
    const h = await setUp(40);
    for (const user of h.users.slice(0, 35)) await h.agree(user);
    expect(await h.night.work(SPACE, 'first')).toBe('underWay');
    expect(await h.whole('first')).toBe('done');
    const [training] = h.trainings;
    expect(training?.series.map(({ hours }) => hours.at(-1))).toEqual(Array.from({ length: 35 }, (_, nth) => nth + 1));
    // A day that nobody works is set aside.
    expect(training?.series.map(({ aside }) => aside.at(-2)).every((why) => why !== 0)).toBe(true);
    // The first time networks of the weeks before as well, so that there is something to judge them by.
    expect(training?.untils.map((until) => dayNumber(TODAY) - until)).toEqual([35, 28, 21, 14, 7, 0]);
    const after = await trustedAfter(h.documents, SPACE);
    expect(await h.networks.read(SPACE, after ?? Infinity)).toHaveLength(6);
    expect(h.night.backend()).toBe('cpu');
  });

  it('sets days of leave aside', async () => {
    const h = await setUp(40);
    for (const user of h.users.slice(0, 35)) await h.agree(user);
    await h.onLeave(h.users[3], addDays(TODAY, -1));
    expect(await h.whole('first')).toBe('done');
    expect(h.trainings[0]?.series.map(({ aside }) => aside.at(-1)).flatMap((why, nth) => (why === LEAVE ? [nth] : []))).toEqual([
      3,
    ]);
  });

  it('trains again after a week, or when many are new or gone', async () => {
    const h = await setUp(20);
    for (const user of h.users.slice(0, 10)) await h.agree(user);
    await h.whole('1');
    h.clock.set(h.clock.now() + DAY);
    await h.whole('2');
    expect(h.trainings).toHaveLength(1);
    for (const user of h.users.slice(10, 13)) await h.agree(user);
    await h.whole('3');
    expect(h.trainings.map(({ untils }) => untils.length)).toEqual([6, 1]);
    h.clock.set(h.clock.now() + 6 * DAY);
    await h.whole('4');
    expect(h.trainings).toHaveLength(2);
    h.clock.set(h.clock.now() + DAY);
    // Another process, which has the same disk.
    await h.whole('5', h.started());
    expect(h.trainings).toHaveLength(3);
  });

  it('throws away what it trained when somebody was erased meanwhile, and trains without them the next night', async () => {
    const h = await setUp(3);
    for (const user of h.users) await h.agree(user);
    h.meanwhile.do = () => {
      h.clock.set(h.clock.now() + 1_000);
      return forgetNetworks(h.documents, SPACE, h.by());
    };
    await h.whole('1');
    expect(h.trainings).toHaveLength(1);
    expect(await h.networks.read(SPACE)).toEqual([]);
    h.meanwhile.do = () => Promise.resolve();
    h.clock.set(h.clock.now() + DAY);
    await h.agree(h.users[0]!, false);
    await h.whole('2');
    expect(h.trainings[1]?.series).toHaveLength(2);
    expect(await h.networks.read(SPACE)).not.toEqual([]);
  });

  it('forgets the networks of a space where nobody agrees any more, and those that may not be used', async () => {
    const h = await setUp(1);
    await h.agree(h.users[0]!);
    await h.whole('1');
    await h.night.tidy();
    expect(await h.networks.spaces()).toEqual([SPACE]);
    h.clock.set(h.clock.now() + 1);
    await forgetNetworks(h.documents, SPACE, h.by());
    await h.night.tidy();
    expect(await h.networks.spaces()).toEqual([]);
    await h.agree(h.users[0]!, false);
    expect(await h.whole('2')).toBe('nobody');
    expect(await h.night.work(personalSpace('7'), '2')).toBe('nobody');
  });

  it('fails without harm, works on one space at a time, and ends with the process', async () => {
    const h = await setUp(2);
    for (const user of h.users) await h.agree(user);
    h.fails.with = new Error('out of memory');
    expect(await h.whole('1')).toBe('done');
    expect(h.log.at('warn').map(({ message }) => message)).toEqual(['the work of a night failed']);
    expect(h.metrics.counts.get('nights{outcome=failed}')).toBe(1);
    let finish = (): void => undefined;
    h.meanwhile.do = () => new Promise<void>((resolve) => (finish = resolve));
    h.fails.with = null;
    expect(await h.night.work(SPACE, '2')).toBe('underWay');
    expect(await h.night.work(guildSpace('2'), '2')).toBe('underWay');
    await expect.poll(() => (finish(), h.trainings.length), { interval: 1 }).toBe(1);
    expect(await h.whole('2')).toBe('done');
    await h.night.close();
    expect(await h.night.work(SPACE, '3')).toBe('underWay');
    expect(h.trainings).toHaveLength(1);
  });
});
