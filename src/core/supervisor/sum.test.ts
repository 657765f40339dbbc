import { Counter, Histogram, Registry } from 'prom-client';
import { expect, it } from 'vitest';
import type { SystemSnapshot } from '../../views/system-snapshot.js';
import { metric } from './messages.js';
import { joinMetrics, sumSnapshots } from './sum.js';

const snapshot = (n: number): SystemSnapshot => ({
  version: '1',
  uptimeMs: n,
  redis: {
    state: n === 2 ? 'down' : 'up',
    latencyMs: n === 2 ? null : n,
    reason: n === 2 ? 'the server is a replica' : null,
    breaker: n === 1 ? 'half-open' : 'closed',
    mode: 'standalone',
  },
  lanes: { critical: { depth: n, refused: 0 }, normal: { depth: 0, refused: n }, background: { depth: 0, refused: 0 } },
  journal: { state: n === 1 ? 'failed' : 'ok', pending: n, lagMs: 10 * n, bytes: 100, segments: 1, syncing: false },
  caches: { l1: { hits: n, misses: 0, size: 1 }, l2: { hits: 0, misses: n, size: 0 } },
  operations: [{ name: 'clockin', outcome: 'ok', count: n }],
  latency: { p50: n, p95: n, p99: 3 - n, count: n },
  eventLoop: { p50: 0, p99: n, max: n },
  memory: { rss: 100, heapUsed: 10, heapTotal: 20 },
  desired: { roles: { queued: n, checks: n, failing: 0 } },
  shards: [{ id: 4 - n, state: 'ready', pingMs: null, guilds: n }],
  transport: 'gateway',
  forecasts: { backend: n === 2 ? 'cpu' : null },
  concerns: [`of ${n}`, 'of both'],
});

it('adds up what can be counted, and of the rest takes the worst', () => {
  const base = { version: '2', uptimeMs: 7, transport: 'gateway', redisMode: 'managed' } as const;
  expect(sumSnapshots([snapshot(1), snapshot(2)], base)).toEqual({
    version: '2',
    uptimeMs: 7,
    redis: { state: 'down', latencyMs: 1, reason: 'the server is a replica', breaker: 'half-open', mode: 'managed' },
    lanes: { critical: { depth: 3, refused: 0 }, normal: { depth: 0, refused: 3 }, background: { depth: 0, refused: 0 } },
    journal: { state: 'failed', pending: 3, lagMs: 20, bytes: 200, segments: 2, syncing: false },
    caches: { l1: { hits: 3, misses: 0, size: 2 }, l2: { hits: 0, misses: 3, size: 0 } },
    operations: [{ name: 'clockin', outcome: 'ok', count: 3 }],
    latency: { p50: 2, p95: 2, p99: 2, count: 3 },
    eventLoop: { p50: 0, p99: 2, max: 2 },
    memory: { rss: 200, heapUsed: 20, heapTotal: 40 },
    desired: { roles: { queued: 3, checks: 3, failing: 0 } },
    shards: [
      { id: 2, state: 'ready', pingMs: null, guilds: 2 },
      { id: 3, state: 'ready', pingMs: null, guilds: 1 },
    ],
    transport: 'gateway',
    forecasts: { backend: 'cpu' },
    concerns: ['of 1', 'of both', 'of 2'],
  });
  expect(sumSnapshots([], base).redis.state).toBe('connecting');
});

it('joins the metrics of all processes in one text, each with its name', async () => {
  const series = async (n: number) => {
    const registry = new Registry();
    new Counter({ name: 'clicks', help: 'clicks', labelNames: ['shard'], registers: [registry] }).inc({ shard: '1' }, n);
    new Histogram({ name: 'ms', help: 'ms', buckets: [1, 10], registers: [registry] }).observe(5 * n);
    const sent: unknown = JSON.parse(JSON.stringify(await registry.getMetricsAsJSON()));
    return metric.array().parse(sent);
  };
  const all = [
    { process: 'p0', metrics: await series(1) },
    { process: 'p1', metrics: await series(3) },
  ];
  const { body } = await joinMetrics(all);
  const lines = body.split('\n');
  expect(lines.filter((line) => line.startsWith('# TYPE clicks'))).toHaveLength(1);
  expect(lines).toContain('clicks{shard="1",process="p0"} 1');
  expect(lines).toContain('clicks{shard="1",process="p1"} 3');
  expect(lines).toContain('ms_bucket{le="10",process="p0"} 1');
  expect(lines).toContain('ms_bucket{le="10",process="p1"} 0');
  expect(lines).toContain('ms_sum{process="p1"} 15');
});
