import { afterEach, describe, expect, it } from 'vitest';
import type { SystemSnapshot } from '../domain/health.js';
import { FakeClock } from '../../test/support/fake-clock.js';
import { ConfigurationError } from './errors.js';
import { createHealth, readinessOf, type HealthSources } from './health.js';
import { createHttp, listen } from './http.js';
import { createLogger } from './logging.js';
import { createMetrics } from './metrics.js';

const lane = { depth: 0, refused: 0 };
const cache = { hits: 0, misses: 0, size: 0 };
const sources: HealthSources = {
  version: '1.2.3',
  transport: 'gateway',
  redis: () => ({ state: 'up', latencyMs: 1, breaker: 'closed', mode: 'managed' }),
  lanes: () => ({ critical: lane, normal: lane, background: lane }),
  journal: () => ({ state: 'ok', pending: 0, lagMs: 0, bytes: 0, segments: 1, syncing: false }),
  caches: () => ({ l1: cache, l2: cache }),
  roles: () => ({ queued: 0, failing: 0 }),
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
  const down = { state: 'down', latencyMs: null, breaker: 'open', mode: 'managed' } as const;
  const failed = { state: 'failed', pending: 0, lagMs: 0, bytes: 0, segments: 0, syncing: false } as const;

  it('is ready without Redis, and not without the journal', async () => {
    expect(readinessOf(await snapshot({ redis: down }), true)).toEqual({ ready: true, reasons: [], degraded: ['redis'] });
    expect(readinessOf(await snapshot({ journal: failed }), true)).toEqual({ ready: false, reasons: ['journal'], degraded: [] });
  });

  it('is not ready before the gateway, while starting or while stopping', async () => {
    const shards = [{ id: 0, state: 'connecting', pingMs: null, guilds: 0 }];
    expect(readinessOf(await snapshot({ shards }), true).reasons).toEqual(['gateway']);
    expect(readinessOf(await snapshot({ shards, transport: 'http' }), false).ready).toBe(false);
    expect(readinessOf(await snapshot({ shards: [], transport: 'http' }), true).ready).toBe(true);
  });
});

describe('HTTP', () => {
  it('answers /healthz always, /readyz by readiness, /metrics as Prometheus text', async () => {
    const { app } = build({}, false);
    expect((await app.inject('/healthz')).json()).toMatchObject({ status: 'ok', version: '1.2.3' });
    const readyz = await app.inject('/readyz');
    expect([readyz.statusCode, readyz.json()]).toEqual([
      503,
      { status: 'unavailable', ready: false, reasons: ['starting or stopping'], degraded: [] },
    ]);
    expect((await build().app.inject('/readyz')).statusCode).toBe(200);
    expect((await app.inject('/metrics')).body).toContain('punchcard_process_cpu');
    expect((await app.inject('/nothing')).statusCode).toBe(404);
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
