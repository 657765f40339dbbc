import { afterAll, beforeAll, expect, it } from 'vitest';
import { EMPTY_MEMBER } from '../../src/domain/session.js';
import { putRow, settleRow, type DueRow } from '../../src/engine/due/due-row.js';
import { keys } from '../../src/engine/redis/keys.js';
import { aSpace, aUser, clockIn } from '../conformance/fixtures.js';
import { testChain, type TestChain } from '../support/chain.js';
import { startRedisCluster, type RedisCluster } from '../support/redis-cluster.js';

let cluster: RedisCluster;
let chain: TestChain;
beforeAll(async () => {
  cluster = await startRedisCluster();
  chain = await testChain(cluster.url, { commandTimeoutMs: 5_000 });
});
afterAll(async () => {
  await chain.close();
  await cluster.stop();
});

it('due rows of a space lie in one slot: put, found, moved and erased, with their member and with the space', async () => {
  for (let each = 0; each < 5; each += 1) {
    const [space, user, other] = [aSpace(), aUser(), aUser()];
    const slots = [keys.due(space), keys.memberDue(space, user), keys.spaceDue(space), keys.states(space)];
    expect(new Set(await Promise.all(slots.map((key) => cluster.slotOf(key)))).size).toBe(1);
    for (const member of [user, other]) await chain.store.commit(clockIn(space, member, EMPTY_MEMBER));
    const row = (over: Partial<DueRow>): DueRow => ({ kind: 'note', user: null, about: 'x', at: 1, payload: null, ...over });
    const rows = [
      row({ at: 10, user }),
      row({ at: 20, user: other, payload: { step: 1 } }),
      row({ at: 30 }),
      row({ at: 40, kind: 'else' }),
    ];
    await chain.due.change(
      space,
      rows.map((one) => putRow(one, 1)),
    );
    expect(await chain.due.earliest(space, 10, 0)).toEqual({ rows, isLast: true });
    expect(await chain.due.earliest(space, 2, 1)).toEqual({ rows: rows.slice(1, 3), isLast: false });
    const found: DueRow[] = [];
    for await (const page of chain.due.ofKind(space, 'note')) found.push(...page);
    expect(found).toHaveLength(3);
    // One of them was moved since it was read.
    await chain.due.change(space, [
      settleRow({ ...rows[0]!, at: 9 }, null),
      settleRow(rows[1]!, { at: 50, payload: { step: 2 } }),
    ]);
    expect((await chain.due.earliest(space, 10, 0)).rows.map(({ at }) => at)).toEqual([10, 30, 40, 50]);
    await chain.erasures.eraseMember(space, user);
    expect((await chain.due.earliest(space, 10, 0)).rows.map(({ at }) => at)).toEqual([30, 40, 50]);
    await chain.store.erase(space);
    expect((await chain.due.earliest(space, 10, 0)).rows).toEqual([]);
  }
});
