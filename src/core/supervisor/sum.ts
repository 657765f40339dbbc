import { AggregatorRegistry } from 'prom-client';
import type { DesiredHealth, SystemSnapshot } from '../../views/system-snapshot.js';
import type { Metric } from './messages.js';

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const most = (values: readonly number[]): number => Math.max(0, ...values);
/** The one that stands furthest back in `order`. */
const worst = <T>(values: readonly T[], order: readonly T[], none: T): T =>
  order.findLast((candidate) => values.includes(candidate)) ?? none;

type Base = Pick<SystemSnapshot, 'version' | 'uptimeMs' | 'transport'> & { readonly redisMode: SystemSnapshot['redis']['mode'] };

/**
 * All processes as if they were one: what can be counted is added up; of times it is the longest (percentiles of several processes cannot be
 * put together, so these are the worst process'), of states the worst.
 */
export const sumSnapshots = (all: readonly SystemSnapshot[], base: Base): SystemSnapshot => {
  const lane = (name: keyof SystemSnapshot['lanes']) => ({
    depth: total(all.map(({ lanes }) => lanes[name].depth)),
    refused: total(all.map(({ lanes }) => lanes[name].refused)),
  });
  const cache = (name: keyof SystemSnapshot['caches']) => ({
    hits: total(all.map(({ caches }) => caches[name].hits)),
    misses: total(all.map(({ caches }) => caches[name].misses)),
    size: total(all.map(({ caches }) => caches[name].size)),
  });
  const pings = all.flatMap(({ redis }) => redis.latencyMs ?? []);
  return {
    version: base.version,
    uptimeMs: base.uptimeMs,
    redis: {
      state: worst(
        all.map(({ redis }) => redis.state),
        ['up', 'connecting', 'down'],
        'connecting',
      ),
      latencyMs: pings.length === 0 ? null : most(pings),
      reason: all.find(({ redis }) => redis.reason !== null)?.redis.reason ?? null,
      breaker: worst(
        all.map(({ redis }) => redis.breaker),
        ['closed', 'half-open', 'open'],
        'closed',
      ),
      mode: base.redisMode,
    },
    lanes: { critical: lane('critical'), normal: lane('normal'), background: lane('background') },
    journal: {
      state: all.some(({ journal }) => journal.state === 'failed') ? 'failed' : 'ok',
      pending: total(all.map(({ journal }) => journal.pending)),
      lagMs: most(all.map(({ journal }) => journal.lagMs)),
      bytes: total(all.map(({ journal }) => journal.bytes)),
      segments: total(all.map(({ journal }) => journal.segments)),
      syncing: all.some(({ journal }) => journal.syncing),
    },
    caches: { l1: cache('l1'), l2: cache('l2') },
    operations: sumOperations(all),
    latency: {
      p50: most(all.map(({ latency }) => latency.p50)),
      p95: most(all.map(({ latency }) => latency.p95)),
      p99: most(all.map(({ latency }) => latency.p99)),
      count: total(all.map(({ latency }) => latency.count)),
    },
    eventLoop: {
      p50: most(all.map(({ eventLoop }) => eventLoop.p50)),
      p99: most(all.map(({ eventLoop }) => eventLoop.p99)),
      max: most(all.map(({ eventLoop }) => eventLoop.max)),
    },
    memory: {
      rss: total(all.map(({ memory }) => memory.rss)),
      heapUsed: total(all.map(({ memory }) => memory.heapUsed)),
      heapTotal: total(all.map(({ memory }) => memory.heapTotal)),
    },
    desired: sumDesired(all),
    shards: all.flatMap(({ shards }) => shards).sort((one, other) => one.id - other.id),
    transport: base.transport,
    // One process trains at a time; all of a machine have the same libraries.
    forecasts: { backend: all.find(({ forecasts }) => forecasts.backend !== null)?.forecasts.backend ?? null },
    concerns: [...new Set(all.flatMap(({ concerns }) => concerns))],
  };
};

const sumDesired = (all: readonly SystemSnapshot[]): SystemSnapshot['desired'] => {
  const sums: Record<string, DesiredHealth> = {};
  for (const [kind, { queued, checks, failing }] of all.flatMap(({ desired }) => Object.entries(desired))) {
    const sum = sums[kind] ?? { queued: 0, checks: 0, failing: 0 };
    sums[kind] = { queued: sum.queued + queued, checks: sum.checks + checks, failing: sum.failing + failing };
  }
  return sums;
};

const sumOperations = (all: readonly SystemSnapshot[]): SystemSnapshot['operations'] => {
  const sums = new Map<string, { readonly name: string; readonly outcome: string; count: number }>();
  for (const { name, outcome, count } of all.flatMap(({ operations }) => operations)) {
    const key = `${name} ${outcome}`;
    const sum = sums.get(key) ?? { name, outcome, count: 0 };
    sum.count += count;
    sums.set(key, sum);
  }
  return [...sums.values()];
};

/** Everybody's metrics in one text for Prometheus, each series with the label `process`. */
export const joinMetrics = async (
  all: readonly { readonly process: string; readonly metrics: readonly Metric[] }[],
): Promise<{ readonly contentType: string; readonly body: string }> => {
  const labelled = all.map(({ process, metrics }) =>
    metrics.map((metric) => ({
      ...metric,
      // No two series have the same labels, so nothing is added up; but what is to be left out in a sum would be.
      aggregator: 'sum',
      values: metric.values.map(({ value, labels, ...rest }) => ({
        ...rest,
        value: value ?? NaN,
        labels: { ...labels, process },
      })),
    })),
  );
  const registry = AggregatorRegistry.aggregate(labelled);
  return { contentType: registry.contentType, body: await registry.metrics() };
};
