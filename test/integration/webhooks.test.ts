import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import type { Actor } from '../../src/actions/actor.js';
import { createCourier, type Courier } from '../../src/api/webhooks/courier.js';
import {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  rotateSecret,
  tryWebhook,
  type ManageDeps,
} from '../../src/api/webhooks/manage.js';
import { createSender } from '../../src/api/webhooks/sender.js';
import { createAlarms, type AlarmClock } from '../../src/domain/alarms.js';
import { requestId, type SpaceId, type UserId } from '../../src/domain/ids.js';
import type { Clock } from '../../src/domain/ports.js';
import { EMPTY_MEMBER } from '../../src/domain/session.js';
import type { WebhookEvent } from '../../src/domain/webhooks.js';
import { webhookKey, webhooks } from '../../src/engine/documents/kinds/webhooks.js';
import { createDueWorker, type DueWorker } from '../../src/engine/due/worker.js';
import { followWebhooks, webhookJob, webhookRows, WEBHOOK_CONSUMER } from '../../src/engine/jobs/webhook.js';
import { createLease } from '../../src/engine/lease/lease.js';
import { keys } from '../../src/engine/redis/keys.js';
import { webhookConsumer } from '../../src/engine/webhook-states.js';
import { aSpace, aUser, clockIn, clockOut, next, T } from '../conformance/fixtures.js';
import { eventually } from '../support/bot-process.js';
import { realClock, testChain, type TestChain } from '../support/chain.js';
import { refusal, value } from '../support/engine.js';
import { FakeIds } from '../support/fakes.js';
import { rawRedis } from '../support/raw-redis.js';
import { startReceiver, type Receiver } from '../support/receiver.js';
import { startRedis, type RedisProcess } from '../support/redis.js';

interface Proc {
  readonly chain: TestChain;
  readonly courier: Courier;
  readonly worker: DueWorker;
  readonly alarms: AlarmClock;
  readonly deps: ManageDeps;
  /** Ends without a word: what is under way goes on until its answer, and nothing of it is noted. */
  close(): Promise<void>;
}

let redis: RedisProcess;
let raw: Awaited<ReturnType<typeof rawRedis>>;
let receiver: Receiver;
let procs: Proc[] = [];
/** ms that moments are ahead of the first one. */
let ahead = 0;
const warned: string[] = [];
const clock: Clock = { ...realClock, now: () => T + ahead };

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
  receiver = await startReceiver();
  ahead = 0;
  warned.length = 0;
});
afterEach(async () => {
  for (const proc of procs) await proc.close();
  procs = [];
  await receiver.close();
});

/** A process that delivers, once it has the lease. */
const aProcess = async (): Promise<Proc> => {
  const chain = await testChain(redis.url, { clock });
  const { log, metrics, documents, due, positions, webhookStates: states } = chain;
  const lease = createLease({ store: chain.leases, name: 'due', owner: next(), clock: realClock, log, metrics });
  const alarms = createAlarms({ clock, log });
  const rows = webhookRows(due);
  const shared = { documents, positions, states, rows, clock, ids: new FakeIds(next()), log, metrics };
  const courier = createCourier({
    ...{ ...shared, spaces: chain.spaces, sender: createSender({ isPrivateAllowed: true }) },
    isOurs: () => lease.held,
    warn: (_space, host, { code }) => Promise.resolve(void warned.push(`${host} ${code}`)),
  });
  const jobs = [webhookJob({ courier })];
  const now = () => clock.now();
  const worker = createDueWorker({ store: due, lease, jobs, alarms, clock: realClock, now, log, metrics });
  worker.start();
  const stop = chain.outbox.consume(WEBHOOK_CONSUMER, followWebhooks({ documents, due, now }));
  let isClosed = false;
  const proc: Proc = {
    ...{ chain, courier, worker, alarms },
    deps: { ...shared, courier, isPlainAllowed: true },
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      await Promise.all([worker.close(), stop(), courier.close()]);
      await chain.close(500);
    },
  };
  procs.push(proc);
  return proc;
};

const actorIn = (space: SpaceId): Actor => ({
  ...{ id: requestId(next()), occurredAt: clock.now(), space, source: 'api', user: aUser() },
  ...{ guild: null, memberRoles: new Set() },
});
const CLOCK = ['session.started', 'session.ended'] as const satisfies readonly WebhookEvent[];
const create = async (proc: Proc, space: SpaceId, events: readonly WebhookEvent[] = CLOCK) =>
  value(await createWebhook(actorIn(space), { url: receiver.url, events, name: 'time sheets' }, proc.deps));

/** A member clocks in and out; answers who. */
const work = async ({ chain }: Proc, space: SpaceId, user: UserId = aUser()): Promise<UserId> => {
  const begun = clockIn(space, user, EMPTY_MEMBER);
  expect(await chain.store.commit(begun)).toMatchObject({ kind: 'ok' });
  expect(await chain.store.commit(clockOut(space, user, begun.next, T + 1_000))).toMatchObject({ kind: 'ok' });
  return user;
};

const Body = z.looseObject({ id: z.string(), type: z.string(), member: z.string().nullable() });
const bodies = () => receiver.got.map(({ body }) => Body.parse(JSON.parse(body)));
const told = () => bodies().map(({ member, type }) => `${member ?? '-'} ${type}`);
const receives = (count: number) =>
  eventually(() => (receiver.got.length >= count ? true : undefined), `${count} deliveries, of ${told().join(', ')}`, 10_000);
/** Moments go on, and what is due then is done. */
const goOn = async (proc: Proc, ms: number): Promise<void> => {
  ahead += ms;
  await proc.alarms.ring();
};

it('brings what happens from then on, signed, in the order of each member, and nothing else', async () => {
  const [proc, space] = [await aProcess(), aSpace()];
  await work(proc, space);
  const { secret } = await create(proc, space);
  const [one, other] = [await work(proc, space), await work(proc, space)];
  await receives(4);
  for (const user of [one, other])
    expect(told().filter((line) => line.startsWith(user))).toEqual([`${user} session.started`, `${user} session.ended`]);
  expect(told()).toHaveLength(4);
  const [{ headers, body }] = receiver.got as [(typeof receiver.got)[number]];
  const t = Math.floor(T / 1_000);
  const hmac = createHmac('sha256', secret).update(`${t}.${body}`).digest('hex');
  expect(headers).toMatchObject({ 'punchcard-signature': `t=${t},v1=${hmac}`, 'content-type': 'application/json' });
  expect(new Set(receiver.got.map((got) => got.headers['punchcard-delivery'])).size).toBe(4);
});

it('tries again what was not taken, keeps the order, and repeats nothing that arrived', async () => {
  const [proc, space] = [await aProcess(), aSpace()];
  await create(proc, space);
  receiver.how.answer = (body) => (body.includes('session.ended') ? 503 : 200);
  const user = await work(proc, space);
  await receives(2);
  await proc.courier.idle();
  expect(await proc.chain.webhookStates.get(space, (await list(proc, space))[0]!.id)).toMatchObject({
    failures: 1,
    lastAnswer: '503',
  });
  receiver.how.answer = () => 200;
  await work(proc, space, aUser());
  await goOn(proc, 5_000);
  await receives(5);
  expect(told().filter((line) => line.startsWith(user))).toEqual([
    `${user} session.started`,
    ...[`${user} session.ended`, `${user} session.ended`],
  ]);
  const [, failed, again] = receiver.got;
  expect(again?.headers['punchcard-delivery']).toBe(failed?.headers['punchcard-delivery']);
  expect(again?.body).toBe(failed?.body);
});

const list = async (proc: Proc, space: SpaceId) => (await proc.chain.documents.of(webhooks).get(space)).list;

it('goes on in another process where one ended, and brings each row at least once and in order', async () => {
  const [first, space] = [await aProcess(), aSpace()];
  await create(first, space);
  const users: UserId[] = [];
  // The process ends while the third request is under way.
  const ended = new Promise<void>((resolve) => {
    receiver.how.answer = () => {
      if (receiver.got.length === 2) void first.close().then(resolve);
      return 200;
    };
  });
  for (let at = 0; at < 6; at += 1) users.push(await work(first, space));
  await ended;
  receiver.how.answer = () => 200;
  const second = await aProcess();
  await eventually(
    async () => {
      await goOn(second, 60_000);
      return new Set(told()).size === 12 ? true : undefined;
    },
    'every row',
    20_000,
  );
  for (const user of users) {
    const own = told().filter((line) => line.startsWith(user));
    expect([own[0], own.at(-1)]).toEqual([`${user} session.started`, `${user} session.ended`]);
  }
}, 40_000);

it('switches off what took nothing for a day, tells somebody once, and on again goes on with the last day', async () => {
  const [proc, space] = [await aProcess(), aSpace()];
  const { webhook } = await create(proc, space);
  receiver.how.answer = () => 500;
  await work(proc, space);
  await receives(1);
  await proc.courier.idle();
  await goOn(proc, 12 * 3_600_000);
  await receives(2);
  await proc.courier.idle();
  await goOn(proc, 11 * 3_600_000);
  await receives(3);
  await proc.courier.idle();
  expect((await list(proc, space))[0]?.off).toBe(null);
  expect(warned).toEqual([]);
  // All it waited for is a day old by then, so what came since is what fails.
  const late = clockIn(space, aUser(), EMPTY_MEMBER, { startedAt: clock.now() });
  await proc.chain.store.commit(late);
  await goOn(proc, 2 * 3_600_000);
  await eventually(async () => ((await list(proc, space))[0]?.off === null ? undefined : true), 'it to be switched off');
  await eventually(() => (warned.length === 0 ? undefined : true), 'somebody to be told');
  expect(warned).toEqual([`127.0.0.1:${receiver.port} WEBHOOK_FAILING`]);
  receiver.how.answer = () => 200;
  receiver.got.length = 0;
  value(await changeWebhook(actorIn(space), webhook.id, { isOn: true }, proc.deps));
  await receives(1);
  await proc.courier.idle();
  expect(told()).toEqual([`${late.user} session.started`]);
});

it('is off at once when its receiver says that it is gone', async () => {
  const [proc, space] = [await aProcess(), aSpace()];
  await create(proc, space);
  receiver.how.answer = () => 410;
  await work(proc, space);
  await eventually(async () => ((await list(proc, space))[0]?.off?.because === 'gone' ? true : undefined), 'it to be off');
  expect(receiver.got).toHaveLength(1);
});

it('has no secret in any document or ledger of the space, and signs with both after a rotation', async () => {
  const [proc, space] = [await aProcess(), aSpace()];
  const { webhook, secret } = await create(proc, space);
  const rotated = value(await rotateSecret(actorIn(space), webhook.id, proc.deps));
  expect(rotated.secret).not.toBe(secret);
  const kept = [
    await raw.connection.send('HGETALL', [keys.documents(space)]),
    await raw.connection.send('XRANGE', [keys.ledger(space), '-', '+']),
  ];
  const { key } = await proc.chain.documents.of(webhookKey).get(null);
  expect(key).toHaveLength(43);
  const textOf = (part: unknown): string =>
    Buffer.isBuffer(part) ? part.toString('latin1') : Array.isArray(part) ? part.map(textOf).join(' ') : String(part);
  const text = textOf(kept);
  expect(text).toContain(webhook.salt);
  for (const hidden of [secret, rotated.secret, key]) expect(text).not.toContain(hidden.replace('whsec_', ''));
  expect(value(await tryWebhook(actorIn(space), webhook.id, proc.deps))).toEqual({ ok: true, status: 200 });
  const [{ headers, body }] = receiver.got as [(typeof receiver.got)[number]];
  const t = Math.floor(T / 1_000);
  const v1 = (of: string) => `v1=${createHmac('sha256', of).update(`${t}.${body}`).digest('hex')}`;
  expect(headers['punchcard-signature']).toBe(`t=${t},${v1(rotated.secret)},${v1(secret)}`);
  expect(bodies()).toMatchObject([{ type: 'test' }]);
});

it('leaves nothing behind when it is deleted', async () => {
  const [proc, space] = [await aProcess(), aSpace()];
  const { webhook } = await create(proc, space);
  await work(proc, space);
  await receives(2);
  await proc.courier.idle();
  value(await deleteWebhook(actorIn(space), webhook.id, proc.deps));
  expect(await raw.connection.send('HEXISTS', [keys.webhookStates(space), webhook.id])).toBe(0);
  expect(await raw.connection.send('HEXISTS', [keys.consumed(space), webhookConsumer(webhook.id)])).toBe(0);
  expect(refusal(await deleteWebhook(actorIn(space), webhook.id, proc.deps))).toBe('WEBHOOK_NOT_FOUND');
  await work(proc, space);
  expect(await proc.courier.begin(space, webhook.id)).toBe(null);
});
