import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { SpaceId, UserId } from '../../src/domain/ids.js';
import { EMPTY_MEMBER } from '../../src/domain/session.js';
import { putRow } from '../../src/engine/due/due-row.js';
import type { LeaseStore } from '../../src/engine/lease/lease.js';
import { ledgerCodec } from '../../src/engine/ledger/row-codec.js';
import type { LedgerRow } from '../../src/engine/ledger/kinds/index.js';
import { createOutbox, type Handle, type Outbox } from '../../src/engine/outbox/outbox.js';
import type { OutboxStore } from '../../src/engine/outbox/cursors.js';
import { keys } from '../../src/engine/redis/keys.js';
import { leaseStore } from '../../src/engine/redis/lease-store.js';
import { outboxStore } from '../../src/engine/redis/ledger/outbox-store.js';
import { bytesOrNull, list, text } from '../../src/engine/redis/replies.js';
import { aSpace, aUser, clockIn, next } from '../conformance/fixtures.js';
import { realClock, testChain, type TestChain } from '../support/chain.js';
import { RecordingLogger, RecordingMetrics } from '../support/fakes.js';
import { rawRedis } from '../support/raw-redis.js';
import { startRedis, type RedisProcess } from '../support/redis.js';

let redis: RedisProcess;
let raw: Awaited<ReturnType<typeof rawRedis>>;
let chains: TestChain[] = [];
const outboxes: Outbox[] = [];

beforeAll(async () => {
  redis = await startRedis({ appendfsync: 'no' });
  raw = await rawRedis(redis.url);
});
afterAll(async () => {
  await raw.connection.close();
  await redis.stop();
});
beforeEach(async () => {
  await raw.connection.send('FLUSHALL', []);
  chains = [await testChain(redis.url), await testChain(redis.url)];
});
afterEach(async () => {
  for (const outbox of outboxes.splice(0)) await outbox.close();
  for (const chain of chains) await chain.close();
});

/** One change of a new member; answers its record's id. */
const change = async (space: SpaceId, process = 0, user: UserId = aUser()): Promise<string> => {
  const commit = clockIn(space, user, EMPTY_MEMBER);
  expect(await chains[process]!.store.commit(commit)).toMatchObject({ kind: 'ok' });
  return `${commit.requestId}/${user}/0`;
};
const changes = async (space: SpaceId, count: number, process = 0): Promise<readonly string[]> => {
  const made: string[] = [];
  for (let at = 0; at < count; at += 1) made.push(await change(space, process));
  return made;
};
/** Remembers the ids in the order they come. */
const collecting = (ids: string[]): Handle<LedgerRow> => {
  return (_space, records) => {
    ids.push(...records.map(({ id }) => id));
    return Promise.resolve();
  };
};
const position = async (space: SpaceId, consumer = 'log'): Promise<string> =>
  bytesOrNull(await raw.connection.send('HGET', [keys.consumed(space), consumer]))?.toString() ?? '';
const begun = (consumer = 'log'): Promise<unknown> => raw.connection.send('HEXISTS', [keys.consumers, consumer]);
/** An outbox as one more process has it. */
const anOutbox = (
  change: Partial<OutboxStore<LedgerRow>> = {},
  leases: LeaseStore = leaseStore(raw),
): Outbox & { readonly log: RecordingLogger } => {
  const log = new RecordingLogger();
  const store = { ...outboxStore(raw, ledgerCodec), ...change };
  const outbox = {
    ...createOutbox({ store, leases, owner: next(), clock: realClock, log, metrics: new RecordingMetrics() }),
    log,
  };
  outboxes.push(outbox);
  return outbox;
};

it('hears of what every process changes from now on, once and in order, and goes on where another ended', async () => {
  const [space, ids] = [aSpace(), [] as string[]];
  await changes(space, 3);
  for (const { outbox } of chains) outbox.consume('log', collecting(ids));
  await expect.poll(begun).toBe(1);
  const made = [...(await changes(space, 150)), ...(await changes(space, 2, 1))];
  const young = aSpace();
  made.push(await change(young, 1));
  await expect.poll(() => ids.length).toBe(made.length);
  expect(ids).toEqual(made);
  expect(await position(space)).not.toBe('');
  // The one that had the lease goes; what comes while nobody reads comes to the other.
  const [first, second] = chains;
  await first!.outbox.close();
  made.push(await change(space, 1));
  await expect.poll(() => ids.length).toBe(made.length);
  await second!.outbox.close();
  made.push(await change(young), await change(space));
  anOutbox().consume('log', collecting(ids));
  await expect.poll(() => ids.length).toBe(made.length);
  expect(ids.toSorted()).toEqual(made.toSorted());
});

it('says of any process how far it is behind in a space, and since when; also what is due there and was not done', async () => {
  const [space, other, ids] = [aSpace(), aSpace(), [] as string[]];
  const [one, two] = [chains[0]!, chains[1]!];
  expect(await two.outbox.behind('log', space)).toEqual({ rows: 0, since: null });
  const began = Date.now();
  await changes(space, 3);
  const before = await two.outbox.behind('log', space);
  expect(before.rows).toBe(3);
  // By the clock of Redis, which is the same machine.
  expect(Math.abs((before.since ?? 0) - began)).toBeLessThan(60_000);
  one.outbox.consume('log', collecting(ids), { from: 'beginning' });
  await expect.poll(() => two.outbox.behind('log', space)).toEqual({ rows: 0, since: null });
  await one.outbox.close();
  await changes(space, 103);
  expect(await two.outbox.behind('log', space)).toMatchObject({ rows: 100 });
  expect(await two.outbox.behind('log', other)).toEqual({ rows: 0, since: null });

  expect(await two.due.overdue(space, 5_000)).toEqual({ count: 0, since: null });
  const rowAt = (at: number) => putRow({ kind: 'note', user: null, about: `${at}`, at, payload: null });
  await one.due.change(space, [3_000, 2_000, 5_001].map(rowAt));
  expect(await two.due.overdue(space, 5_000)).toEqual({ count: 2, since: 2_000 });
  expect(await two.due.overdue(space, 1_999)).toEqual({ count: 0, since: null });
});

it('hands over once more what was handled when the process died before it could note that', async () => {
  const [space, ids] = [aSpace(), [] as string[]];
  const made = await changes(space, 3);
  let end = (): void => undefined;
  const dying = anOutbox({ move: () => new Promise((resolve) => (end = () => resolve(false))) });
  dying.consume('log', collecting(ids), { from: 'beginning' });
  await expect.poll(() => ids).toEqual(made);
  // Its lease ends.
  await raw.connection.send('DEL', [keys.lease('outbox-log')]);
  anOutbox().consume('log', collecting(ids), { from: 'beginning' });
  await expect.poll(() => ids).toEqual([...made, ...made]);
  await expect.poll(() => position(space)).not.toBe('');
  const closed = dying.close();
  end();
  await closed;
});

it('does not move what another process moved while it had lost the lease', async () => {
  const [space, ids] = [aSpace(), [] as string[]];
  const made = await changes(space, 2);
  let goOn = (): void => undefined;
  const slow = anOutbox();
  slow.consume(
    'log',
    async (where, records) => {
      await collecting(ids)(where, records);
      await new Promise<void>((resolve) => (goOn = resolve));
    },
    { from: 'beginning' },
  );
  await expect.poll(() => ids).toEqual(made);
  await raw.connection.send('DEL', [keys.lease('outbox-log')]);
  anOutbox().consume('log', collecting(ids), { from: 'beginning' });
  await expect.poll(() => ids).toEqual([...made, ...made]);
  const more = await change(space);
  const last = async (): Promise<string> =>
    text(list(list(await raw.connection.send('XREVRANGE', [keys.ledger(space), '+', '-', 'COUNT', 1]))[0])[0]);
  outboxes[1]!.news(space);
  await expect.poll(async () => (await position(space)) === (await last())).toBe(true);
  goOn();
  await slow.close();
  expect(await position(space)).toBe(await last());
  expect(ids).toEqual([...made, ...made, more]);
});

it('skips rows that it does not understand, keeps its place over a rewrite, and goes with its space', async () => {
  const [space, user, ids] = [aSpace(), aUser(), [] as string[]];
  chains[0]!.outbox.consume('log', collecting(ids));
  await expect.poll(begun).toBe(1);
  const made = [await change(space, 0), await change(space, 0, user)];
  await raw.connection.send('XADD', [keys.ledger(space), '*', 'newer', 'x', 'y', 'z']);
  await expect.poll(() => ids).toEqual(made);
  // The last rows of the ledger go.
  await chains[1]!.erasures.eraseMember(space, user);
  made.push(await change(space, 1));
  await expect.poll(() => ids).toEqual(made);
  await chains[0]!.store.erase(space);
  expect(await raw.connection.send('EXISTS', [keys.consumed(space)])).toBe(0);
  made.push(await change(space, 1));
  await expect.poll(() => ids).toEqual(made);
});

it('begins again a little earlier when Redis has lost what was read', async () => {
  const [space, ids] = [aSpace(), [] as string[]];
  const made = await changes(space, 3);
  const outbox = anOutbox();
  outbox.consume('log', collecting(ids), { from: 'beginning' });
  await expect.poll(() => ids).toEqual(made);
  const rows = list(await raw.connection.send('XRANGE', [keys.ledger(space), '-', '+']));
  await expect.poll(() => position(space)).toBe(text(list(rows[2])[0]));
  // As after a failover to a replica that lacked the last row, with a position that came from elsewhere.
  await raw.connection.send('UNLINK', [keys.ledger(space)]);
  for (const row of rows.slice(0, 2)) {
    const [id, cells] = list(row);
    await raw.connection.send('XADD', [keys.ledger(space), text(id), ...list(cells).map((cell) => cell as Buffer)]);
  }
  outbox.news(space);
  await expect.poll(() => ids).toEqual([...made, ...made.slice(0, 2)]);
  expect(outbox.log.at('warn').map(({ message }) => message)).toEqual([expect.stringContaining('begins again a little earlier')]);
  // The row comes back, under a later id.
  const [, cells] = list(rows[2]);
  await raw.connection.send('XADD', [keys.ledger(space), '*', ...list(cells).map((cell) => cell as Buffer)]);
  outbox.news(space);
  await expect.poll(() => ids.at(-1)).toBe(made[2]);
});
