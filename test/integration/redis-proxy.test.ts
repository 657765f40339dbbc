import { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { freePort, startRedis, type RedisProcess } from '../support/redis.js';
import { startRedisProxy, type RedisProxy } from '../support/redis-proxy.js';
import { RespStream } from '../support/resp-stream.js';

let redis: RedisProcess;
let proxy: RedisProxy;
let client: Redis;

beforeEach(async () => {
  const port = await freePort();
  redis = await startRedis({ port, appendfsync: 'no' });
  proxy = await startRedisProxy(port);
  client = new Redis(proxy.url, { maxRetriesPerRequest: 0, commandTimeout: 300, retryStrategy: () => 10 });
  client.on('error', () => undefined);
  await client.ping();
});
afterEach(async () => {
  client.disconnect();
  await proxy.close();
  await redis.stop();
});

const answers = (): Promise<string> => client.ping().catch((error: unknown) => String(error));

it('passes everything on, and counts what the server refused', async () => {
  await client.set('k', 'v\r\n$-1\r\n');
  expect(await client.get('k')).toBe('v\r\n$-1\r\n');
  await expect(client.lpush('k', 'x')).rejects.toThrow('WRONGTYPE');
  expect(proxy.errors.get('WRONGTYPE')).toBe(1);
  expect(proxy.counts).toEqual({ swallowed: 0, delayed: 0, commits: 0 });
});

it('cuts, and is half-open until it is healed', async () => {
  expect(proxy.cut()).toBe(1);
  await expect.poll(answers).toBe('PONG');
  proxy.silence(['down']);
  expect(await answers()).toContain('timed out');
  expect(proxy.counts.swallowed).toBeGreaterThan(0);
  proxy.heal();
  await expect.poll(answers).toBe('PONG');
});

it('is slow, in order', async () => {
  proxy.slow({ ms: 20, jitterMs: 60 });
  const before = performance.now();
  const replies = await Promise.all(Array.from({ length: 20 }, (_, n) => client.incrby('n', n)));
  expect(performance.now() - before).toBeGreaterThan(35);
  expect(replies.at(-1)).toBe(190);
  expect(replies).toEqual([...replies].sort((a, b) => a - b));
  expect(proxy.counts.delayed).toBeGreaterThan(0);
});

it('sees commits by what they write', async () => {
  let seen = 0;
  const stop = proxy.onCommit(() => (seen += 1));
  await client.eval('return 1', 2, 'pc:{g1}:s', 'pc:{g1}:on:0');
  await client.eval('return 1', 1, 'pc:{g1}:cfg');
  stop();
  await client.eval('return 1', 1, 'pc:{g1}:s');
  expect([seen, proxy.counts.commits]).toEqual([1, 2]);
});

it('puts values together that come in pieces', () => {
  const stream = new RespStream();
  const bytes = Buffer.from('*2\r\n$3\r\nGET\r\n$1\r\nk\r\n+OK\r\n*-1\r\n');
  const frames = [...bytes].flatMap((_, at) => stream.push(bytes.subarray(at, at + 1)).map(String));
  expect(frames).toEqual(['*2\r\n$3\r\nGET\r\n$1\r\nk\r\n', '+OK\r\n', '*-1\r\n']);
});
