import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SpaceId } from '../../src/domain/ids.js';
import { EMPTY_MEMBER, type MemberState } from '../../src/domain/session.js';
import { keys } from '../../src/engine/redis/keys.js';
import { StoreUnavailable, type CommitOutcome } from '../../src/engine/store.js';
import { aSpace, aUser, clockIn, clockOut, collect, HOUR, T } from '../conformance/fixtures.js';
import { testChain, type TestChain } from '../support/chain.js';
import { startRedisCluster, type ClusterNode, type RedisCluster } from '../support/redis-cluster.js';

/** One cluster for all: starting it takes longer than any of the tests. */
describe('a cluster of three masters with a replica each', () => {
  let cluster: RedisCluster;
  let chain: TestChain;
  const events: string[] = [];
  beforeAll(async () => {
    cluster = await startRedisCluster({ nodeTimeoutMs: 2_000 });
    // A busy machine takes its time; what is not known for that reason would be none of the cluster's doing.
    chain = await testChain(cluster.url, { commandTimeoutMs: 5_000 });
    chain.link.onDown(() => events.push('down'));
    chain.link.onUp(() => events.push('up'));
  });
  afterAll(async () => {
    await chain.close();
    await cluster.stop();
  });

  const up = () => expect.poll(() => chain.link.up, { timeout: 20_000, interval: 5 }).toBe(true);
  const masterOf = async (space: SpaceId): Promise<ClusterNode> => cluster.ownerOf(await cluster.slotOf(keys.states(space)));
  const attempt = (work: Promise<CommitOutcome>): Promise<CommitOutcome | StoreUnavailable> =>
    work.catch((error: unknown) => {
      if (error instanceof StoreUnavailable) return error;
      throw error;
    });

  it('is away when one of its masters dies, and back when the replica has taken over', async () => {
    const [space, user] = [aSpace(), aUser()];
    const begun = clockIn(space, user);
    expect((await chain.store.commit(begun)).kind).toBe('ok');
    const master = await masterOf(space);
    await cluster.settled(true);
    events.splice(0);
    await master.kill();
    await expect.poll(() => chain.link.up, { interval: 5 }).toBe(false);
    // No waiting for a time-out, and no guessing: it was not sent.
    const asked = performance.now();
    expect(await attempt(chain.store.commit(clockOut(space, user, begun.next, T + HOUR)))).toMatchObject({ maybeApplied: false });
    expect(performance.now() - asked).toBeLessThan(100);

    await cluster.settled();
    const agreed = performance.now();
    await up();
    // What the client adds to what the election takes.
    expect(performance.now() - agreed).toBeLessThan(1_500);
    expect(events).toEqual(['down', 'up']);
    expect((await chain.store.commit(clockOut(space, user, begun.next, T + HOUR))).kind).toBe('ok');
    expect((await masterOf(space)).port).not.toBe(master.port);
    await master.restart();
    await cluster.settled(true);
  });

  it('doubts what it had confirmed when a replica takes over although no connection broke', async () => {
    const space = aSpace();
    await chain.store.commit(clockIn(space, aUser()));
    await up();
    events.splice(0);
    await cluster.failover(await masterOf(space), 'TAKEOVER');
    // Nothing is sent to that slot meanwhile: a quiet process has to notice too.
    await expect.poll(() => events, { timeout: 5_000, interval: 5 }).toEqual(['down', 'up']);
    await cluster.settled(true);
    expect((await chain.store.commit(clockIn(space, aUser()))).kind).toBe('ok');
  });

  it('changes places in good order without losing or doubling a commit', async () => {
    const [space, user] = [aSpace(), aUser()];
    let state: MemberState = EMPTY_MEMBER;
    let over = false;
    let applied = 0;
    const work = async (): Promise<void> => {
      while (!over) {
        const commit = state.active === null ? clockIn(space, user, state) : clockOut(space, user, state, T + HOUR);
        let outcome = await attempt(chain.store.commit(commit));
        while (outcome instanceof StoreUnavailable) {
          await up();
          outcome = await attempt(chain.store.commit(commit));
        }
        expect(outcome.kind === 'ok' || outcome.kind === 'replay').toBe(true);
        state = commit.next;
        applied += 1;
      }
    };
    const working = work();
    await cluster.failover(await masterOf(space));
    await cluster.settled(true);
    await up();
    await expect.poll(() => applied, { interval: 5 }).toBeGreaterThan(10);
    over = true;
    await working;
    expect(await chain.store.load(space, user)).toEqual(state);
    expect((await collect(chain.store.ledger(space))).map(({ version }) => version)).toEqual(
      Array.from({ length: applied }, (_, at) => at + 1),
    );
  });

  it('takes commits while the slot of their space moves, or refuses them without having done anything', async () => {
    const [space, members] = [aSpace(), Array.from({ length: 40 }, aUser)];
    const states = new Map<string, MemberState>(members.map((user) => [user, EMPTY_MEMBER]));
    const slot = await cluster.slotOf(keys.states(space));
    const from = await cluster.ownerOf(slot);
    const to = (await cluster.masters()).find((node) => node !== from)!;
    let over = false;
    const counts = { applied: 0, refused: 0 };
    const work = async (user: (typeof members)[number]): Promise<void> => {
      while (!over) {
        const state = states.get(user) ?? EMPTY_MEMBER;
        const commit = state.active === null ? clockIn(space, user, state) : clockOut(space, user, state, T + HOUR);
        const outcome = await attempt(chain.store.commit(commit));
        if (outcome instanceof StoreUnavailable) {
          expect(outcome.maybeApplied, outcome.message).toBe(false);
          counts.refused += 1;
          await new Promise((resolve) => setTimeout(resolve, 10));
          continue;
        }
        expect(outcome.kind).toBe('ok');
        states.set(user, commit.next);
        counts.applied += 1;
      }
    };
    const working = Promise.all(members.map(work));
    await expect.poll(() => counts.applied, { interval: 5 }).toBeGreaterThan(100);
    events.splice(0);
    expect(await cluster.migrate(slot, to, 1)).toBeGreaterThan(members.length);
    const before = counts.applied;
    await expect.poll(() => counts.applied, { interval: 5 }).toBeGreaterThan(before + 100);
    over = true;
    await working;
    expect(await cluster.ownerOf(slot)).toBe(to);
    for (const user of members) expect(await chain.store.load(space, user)).toEqual(states.get(user));
    expect(await collect(chain.store.ledger(space))).toHaveLength(counts.applied);
    // Keys that go along raise no doubt.
    expect(events).toEqual([]);
  });
});
