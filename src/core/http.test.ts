import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { SystemSnapshot } from '../views/system-snapshot.js';
import { FakeClock } from '../../test/support/fake-clock.js';
import { ConfigurationError } from './errors.js';
import { createHealth, readinessOf, type HealthSources } from './health.js';
import { createHttp, listen, REQUEST_WITHIN_MS } from './http.js';
import { createLogger } from './logging.js';
import { createMetrics } from './metrics.js';

const lane = { depth: 0, refused: 0 };
const cache = { hits: 0, misses: 0, size: 0 };
const sources: HealthSources = {
  version: '1.2.3',
  transport: 'gateway',
  redis: () => ({ state: 'up', latencyMs: 1, reason: null, breaker: 'closed', mode: 'managed' }),
  lanes: () => ({ critical: lane, normal: lane, background: lane }),
  journal: () => ({ state: 'ok', pending: 0, lagMs: 0, bytes: 0, segments: 1, syncing: false }),
  caches: () => ({ l1: cache, l2: cache }),
  desired: () => ({}),
  shards: () => [{ id: 0, state: 'ready', pingMs: 10, guilds: 1 }],
};

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

function build(overrides: Partial<HealthSources> = {}, ready = true) {
  const clock = new FakeClock();
  const metrics = createMetrics(clock);
  const health = createHealth({ ...sources, ...overrides }, { clock, metrics, ready: () => ready });
  const app = createHttp({ health, metrics, log: createLogger({ level: 'silent', format: 'json' }) });
  closers.push(
    () => app.close(),
    () => metrics.close(),
  );
  return { app, clock, metrics, health };
}

describe('health', () => {
  it('puts the picture together from its parts', async () => {
    const { clock, health, metrics } = build();
    metrics.count('interactions_total', { name: 'clockin', outcome: 'ok' }, 2);
    metrics.observe('interaction_ms', 10, { name: 'clockin' });
    clock.advance(5_000);
    expect(await health.snapshot()).toMatchObject({
      version: '1.2.3',
      uptimeMs: 5_000,
      operations: [{ name: 'clockin', outcome: 'ok', count: 2 }],
      latency: { count: 1 },
      redis: { mode: 'managed' },
    });
  });

  const snapshot = async (change: Partial<SystemSnapshot>) => ({ ...(await build().health.snapshot()), ...change });
  const down = { state: 'down', latencyMs: null, reason: null, breaker: 'open', mode: 'managed' } as const;
  const failed = { state: 'failed', pending: 0, lagMs: 0, bytes: 0, segments: 0, syncing: false } as const;

  it('is ready without Redis, and not without the journal', async () => {
    expect(readinessOf(await snapshot({ redis: down }), true)).toEqual({
      ready: true,
      reasons: [],
      degraded: [expect.stringContaining('Redis cannot be reached') as string],
    });
    const refusing = { ...down, state: 'up', reason: 'no memory left' } as const;
    expect(readinessOf(await snapshot({ redis: refusing }), true).degraded).toEqual([
      'Redis: no memory left; changes wait in the journal',
    ]);
    expect(readinessOf(await snapshot({ journal: failed }), true)).toEqual({
      ready: false,
      reasons: [expect.stringContaining('journal') as string],
      degraded: [],
    });
  });

  it('is not ready before the gateway, while starting or while stopping', async () => {
    const shards = [{ id: 0, state: 'connecting', pingMs: null, guilds: 0 }];
    expect(readinessOf(await snapshot({ shards }), true).reasons).toEqual(['no shard is connected to the gateway']);
    expect(readinessOf(await snapshot({ shards, transport: 'http' }), false).ready).toBe(false);
    expect(readinessOf(await snapshot({ shards: [], transport: 'http' }), true).ready).toBe(true);
  });
});

it('is degraded by what a part of it says', async () => {
  const { health, app } = build({ concerns: () => ['the clock is wrong'] });
  expect(await health.readiness()).toEqual({ ready: true, reasons: [], degraded: ['the clock is wrong'] });
  expect((await app.inject('/readyz')).json()).toMatchObject({ status: 'degraded' });
  expect((await app.inject('/healthz')).json()).toMatchObject({ concerns: ['the clock is wrong'] });
});

describe('HTTP', () => {
  it('answers /healthz always, /readyz by readiness, /metrics as Prometheus text', async () => {
    const { app } = build({}, false);
    expect((await app.inject('/healthz')).json()).toMatchObject({ status: 'ok', version: '1.2.3' });
    const readyz = await app.inject('/readyz');
    expect([readyz.statusCode, readyz.json()]).toEqual([
      503,
      { status: 'unavailable', ready: false, reasons: ['the process is starting or stopping'], degraded: [] },
    ]);
    expect((await build().app.inject('/readyz')).statusCode).toBe(200);
    expect((await app.inject('/metrics')).body).toContain('punchcard_process_cpu');
    expect((await app.inject('/nothing')).statusCode).toBe(404);
  });

  it('exports what the snapshot knows', async () => {
    const { app, metrics } = build({
      redis: () => ({ state: 'down', latencyMs: 2.5, reason: null, breaker: 'open', mode: 'cluster' }),
      lanes: () => ({ critical: { depth: 3, refused: 1 }, normal: lane, background: lane }),
      caches: () => ({ l1: { hits: 7, misses: 2, size: 5 }, l2: { hits: 1, misses: 0, size: 4 } }),
      shards: () => [
        { id: 0, state: 'ready', pingMs: 31, guilds: 20 },
        { id: 1, state: 'reconnecting', pingMs: null, guilds: 0 },
      ],
      desired: () => ({ roles: { queued: 9, checks: 2, failing: 1 } }),
    });
    metrics.observe('interaction_ms', 8, { name: 'clockin' });
    metrics.count('interactions_total', { name: 'clockin', outcome: 'ok' });
    // Counted by the writer itself; a second scrape must not mind.
    metrics.count('lane_refused', { lane: 'critical' });
    await app.inject('/metrics');
    const { body, statusCode } = await app.inject('/metrics');
    expect(statusCode).toBe(200);
    for (const line of [
      'build_info{version="1.2.3",transport="gateway"} 1',
      'uptime_ms 0',
      'redis_breaker_open 1',
      'redis_latency_ms 2.5',
      'lane_depth{lane="critical"} 3',
      'lane_refused{lane="critical"} 1',
      'journal_segments 1',
      'journal_syncing 0',
      'cache_hits{cache="l1"} 7',
      'cache_misses{cache="l1"} 2',
      'cache_size{cache="l2"} 4',
      'interactions_total{name="clockin",outcome="ok"} 1',
      'shard_ready{shard="0"} 1',
      'shard_ready{shard="1"} 0',
      'shard_ping_ms{shard="0"} 31',
      'shard_guilds{shard="0"} 20',
      'desired_queued{of="roles"} 9',
      'desired_checks{of="roles"} 2',
      'desired_failing{of="roles"} 1',
    ])
      expect(body).toContain(`punchcard_${line}`);
    expect(body).toMatch(/punchcard_interaction_recent_ms\{quantile="p95"\} 8/);
    expect(body).toMatch(/punchcard_event_loop_delay_ms\{quantile="p99"\} \d/);
    expect(body).toMatch(/punchcard_process_resident_memory_bytes \d/);
  });

  it('does not tell the world what went wrong inside', async () => {
    const { app } = build({
      lanes: () => {
        throw new Error('secret detail');
      },
    });
    const answer = await app.inject('/healthz');
    expect([answer.statusCode, answer.json()]).toEqual([500, { error: 'internal error' }]);
  });

  it('names the variable when a port is taken, or takes another one when none was asked for', async () => {
    const where = { host: '127.0.0.1', port: 0, fixed: true, variable: 'HTTP_PORT' };
    const taken = await listen(build().app, where);
    const refused = listen(build().app, { ...where, port: taken });
    await expect(refused).rejects.toThrow(ConfigurationError);
    await expect(refused).rejects.toThrow(`HTTP_PORT: port ${taken} is in use`);
    const other = await listen(build().app, { ...where, port: taken, fixed: false });
    expect(other).not.toBe(taken);
    expect((await fetch(`http://127.0.0.1:${other}/healthz`)).status).toBe(200);
  });
});

describe('a connection that means no good', () => {
  const open = async () => {
    const port = await listen(build().app, { host: '127.0.0.1', port: 0, fixed: true, variable: 'HTTP_PORT' });
    const socket = connect({ host: '127.0.0.1', port });
    let heard = '';
    socket.on('data', (data) => (heard += String(data)));
    socket.on('error', () => undefined);
    closers.push(() => socket.destroy());
    const closed = new Promise<string>((resolve) => socket.on('close', () => resolve(heard)));
    return { socket, closed };
  };

  it('is told nothing of what serves it', async () => {
    const { app } = build();
    const unknown = await app.inject('/wp-login.php');
    expect([unknown.statusCode, unknown.json()]).toEqual([404, { error: 'not found' }]);
    const spelled = await app.inject('/%zz');
    expect([spelled.statusCode, spelled.body]).toEqual([400, '']);
    const typed = await app.inject({ method: 'POST', url: '/healthz', payload: '<x/>', headers: { 'content-type': 'text/xml' } });
    expect([typed.statusCode, typed.json()]).toEqual([404, { error: 'not found' }]);
    expect(Object.keys((await app.inject('/healthz')).headers).sort()).toEqual([
      'connection',
      'content-length',
      'content-type',
      'date',
    ]);
    const { socket, closed } = await open();
    socket.write('NONSENSE\r\n\r\n');
    expect(await closed).toBe('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
  });

  it('may not send headers without end', async () => {
    const { socket, closed } = await open();
    socket.write(`GET /healthz HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(9_000)}\r\n\r\n`);
    expect(await closed).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('has seconds for a whole request, not minutes', () => {
    const { server } = build().app;
    expect([server.requestTimeout, server.headersTimeout]).toEqual([REQUEST_WITHIN_MS, 5_000]);
  });
});
