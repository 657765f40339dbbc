import type { SystemSnapshot } from '../views/system-snapshot.js';
import type { Metrics } from '../domain/ports.js';

/** The parts of the snapshot that nobody else exports, for Prometheus. A name is of one kind: what is counted elsewhere is no gauge here. */
export function exportGauges(now: SystemSnapshot, metrics: Pick<Metrics, 'gauge'>): void {
  metrics.gauge('build_info', 1, { version: now.version, transport: now.transport });
  metrics.gauge('uptime_ms', now.uptimeMs);
  metrics.gauge('redis_breaker_open', now.redis.breaker === 'closed' ? 0 : 1);
  if (now.redis.latencyMs !== null) metrics.gauge('redis_latency_ms', now.redis.latencyMs);
  for (const [lane, { depth }] of Object.entries(now.lanes)) metrics.gauge('lane_depth', depth, { lane });
  const { p50, p95, p99 } = now.latency;
  for (const [quantile, ms] of Object.entries({ p50, p95, p99 })) metrics.gauge('interaction_recent_ms', ms, { quantile });
  for (const [quantile, ms] of Object.entries(now.eventLoop)) metrics.gauge('event_loop_delay_ms', ms, { quantile });
  metrics.gauge('journal_segments', now.journal.segments);
  metrics.gauge('journal_syncing', now.journal.syncing ? 1 : 0);
  for (const [cache, { hits, misses, size }] of Object.entries(now.caches)) {
    metrics.gauge('cache_hits', hits, { cache });
    metrics.gauge('cache_misses', misses, { cache });
    metrics.gauge('cache_size', size, { cache });
  }
  for (const [of, { queued, checks, failing }] of Object.entries(now.desired)) {
    metrics.gauge('desired_queued', queued, { of });
    metrics.gauge('desired_checks', checks, { of });
    metrics.gauge('desired_failing', failing, { of });
  }
  for (const { id, state, guilds, pingMs } of now.shards) {
    metrics.gauge('shard_ready', state === 'ready' ? 1 : 0, { shard: String(id) });
    metrics.gauge('shard_guilds', guilds, { shard: String(id) });
    if (pingMs !== null) metrics.gauge('shard_ping_ms', pingMs, { shard: String(id) });
  }
}
