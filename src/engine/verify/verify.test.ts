import { expect, it } from 'vitest';
import { ANN, BEN, CODING, SPACE, until, World, type Proc } from '../../../test/support/engine.js';
import { seedFrom } from '../../../test/support/seed.js';
import { categoryId, type UserId } from '../../domain/ids.js';
import type { Session } from '../../domain/session.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const STEPS = 400;

/** Something that people do, which may well be refused. */
const step = async (world: World, { engine, store }: Proc, user: UserId): Promise<void> => {
  const { random, clock } = world;
  const pick = (count: number): number => Math.floor(random.next() * count);
  const { tracker } = engine;
  const request = world.request({ user });
  const entries = await (store.link.up ? store.entries(SPACE, user, 0, Infinity) : Promise.resolve<readonly Session[]>([]));
  const session = entries[pick(Math.max(1, entries.length))]?.id;
  const start = clock.now() - pick(200) * HOUR;
  const times = { startedAt: start, endedAt: start + (1 + pick(30)) * HOUR };
  switch (pick(12)) {
    case 0:
    case 1:
    case 2:
      await tracker.clockIn({ ...request, category: pick(2) === 0 ? CODING : categoryId('other'), note: null });
      return;
    case 3:
      await tracker.pause(request);
      return;
    case 4:
      await tracker.resume(request);
      return;
    case 5:
    case 6:
      await tracker.clockOut(request);
      return;
    case 7:
      await tracker.addEntry({
        ...request,
        entry: { ...times, category: CODING, note: null, pauses: [], overrideMs: pick(2) === 0 ? null : HOUR },
      });
      return;
    case 8:
      if (session !== undefined) await tracker.editEntry({ ...request, session, patch: times });
      return;
    case 9:
      if (session !== undefined) await tracker.deleteEntry({ ...request, session });
      return;
    case 10:
      if (session !== undefined) await tracker.adjust({ ...request, session, effectiveMs: pick(10) * HOUR });
      return;
    default:
      world.timeZone = ['Europe/Berlin', 'Asia/Kathmandu', 'America/Santiago'][pick(3)] ?? 'UTC';
      if (session !== undefined) await tracker.recount({ ...request, sessions: [session] });
  }
};

it('finds no difference whatever people do, also while Redis is away now and then', { timeout: 60_000 }, async () => {
  const seed = seedFrom('PUNCHCARD_TEST_SEED');
  const world = new World({ seed });
  const proc = await world.started();
  for (let count = 0; count < STEPS; count += 1) {
    if (count % 50 === 20) proc.store.link.set(false);
    if (count % 50 === 30) {
      proc.store.link.set(true);
      await world.clock.advanceAsync(5_000);
      await until(() => proc.engine.journalHealth().pending === 0, 'everything was brought back');
    }
    world.clock.set(world.clock.now() + Math.floor(world.random.next() * 3 * HOUR));
    await step(world, proc, count % 3 === 0 ? BEN : ANN);
  }
  const { verified, members } = await proc.engine.verify.page(SPACE, 0, 10);
  expect(members).toBe(2);
  expect(verified.map(({ user }) => user)).toEqual([ANN, BEN]);
  for (const one of verified) {
    expect(one, `seed ${String(seed)}`).toMatchObject({ differences: [], compared: 'yes' });
    expect(one.changes).toBeGreaterThan(20);
  }
  expect((await proc.engine.verify.page(SPACE, 1, 1)).verified.map(({ user }) => user)).toEqual([BEN]);
  expect(await proc.engine.verify.page(SPACE, 5, 5)).toEqual({ verified: [], members: 2 });
});

it('finds what was changed behind its back', async () => {
  const world = new World();
  const { engine, store } = await world.started();
  await engine.tracker.clockIn(world.in());
  world.clock.set(world.clock.now() + HOUR);
  await engine.tracker.clockOut(world.request());
  const data = world.backend.spaces.get(SPACE);
  const [[key, entry] = []] = [...(data?.entries.get(ANN) ?? [])];
  if (data === undefined || key === undefined || entry === undefined) throw new Error('there is an entry');
  data.entries.get(ANN)?.set(key, { ...entry, overrideMs: 1 });
  const { differences } = await engine.verify.member(SPACE, ANN);
  expect(differences.map(({ kind }) => kind)).toEqual(['total', 'session']);
  // After a restore over something newer the ledger says nothing of what is there.
  data.ledger[0] = { ...data.ledger[0]!, event: 'restored' };
  expect(await engine.verify.member(SPACE, ANN)).toMatchObject({ compared: 'no', differences: [{ kind: 'total' }] });
  expect(await store.load(SPACE, ANN)).toMatchObject({ version: 2 });
});
