import type { SystemSnapshot } from '../views/system-snapshot.js';
import type { Clock } from '../domain/ports.js';
import type { ProcessMetrics } from './metrics.js';

/** Metric names that the snapshot reads back; the dispatcher writes them. */
const INTERACTIONS = 'interactions_total';
const INTERACTION_MS = 'interaction_ms';

/** What each part says about itself. */
export interface HealthSources {
  readonly version: string;
  readonly transport: SystemSnapshot['transport'];
  redis(): Promise<SystemSnapshot['redis']> | SystemSnapshot['redis'];
  lanes(): SystemSnapshot['lanes'];
  journal(): SystemSnapshot['journal'];
  caches(): Promise<SystemSnapshot['caches']> | SystemSnapshot['caches'];
  desired(): SystemSnapshot['desired'];
  shards(): SystemSnapshot['shards'];
  forecasts?(): SystemSnapshot['forecasts'];
  /** Sentences; see SystemSnapshot. */
  concerns?(): SystemSnapshot['concerns'];
}

export interface Health {
  snapshot(): Promise<SystemSnapshot>;
  /** May interactions be sent here? `reasons` is empty when ready; `degraded` names what is missing but survivable. */
  readiness(): Promise<Readiness>;
}

export interface Readiness {
  readonly ready: boolean;
  readonly reasons: readonly string[];
  readonly degraded: readonly string[];
}

/**
 * @param ready has the start finished, and is no shutdown under way?
 */
export function createHealth(
  sources: HealthSources,
  deps: { readonly clock: Clock; readonly metrics: ProcessMetrics; readonly ready: () => boolean },
): Health {
  const startedAt = deps.clock.monotonic();

  const snapshot = async (): Promise<SystemSnapshot> => {
    const { rss, heapUsed, heapTotal } = process.memoryUsage();
    return {
      version: sources.version,
      uptimeMs: Math.round(deps.clock.monotonic() - startedAt),
      redis: await sources.redis(),
      lanes: sources.lanes(),
      journal: sources.journal(),
      caches: await sources.caches(),
      operations: deps.metrics.counts(INTERACTIONS).map(({ labels, count }) => ({
        name: labels['name'] ?? '?',
        outcome: labels['outcome'] ?? '?',
        count,
      })),
      latency: deps.metrics.percentiles(INTERACTION_MS),
      eventLoop: deps.metrics.eventLoop(),
      memory: { rss, heapUsed, heapTotal },
      desired: sources.desired(),
      shards: sources.shards(),
      transport: sources.transport,
      forecasts: sources.forecasts?.() ?? { backend: null },
      concerns: sources.concerns?.() ?? [],
    };
  };

  return {
    snapshot,
    async readiness() {
      const now = await snapshot();
      return readinessOf(now, deps.ready());
    },
  };
}

/** The gateway's state in which interactions arrive. */
const READY = 'ready';

/**
 * Ready: interactions reach us, and a change can be kept honestly. Without Redis that is still so, by the journal. Without the journal
 * no change is acknowledged (ADR 0002), so another process should take over.
 */
export function readinessOf(now: SystemSnapshot, started: boolean): Readiness {
  const reasons: string[] = [];
  const degraded: string[] = [];
  const off = now.shards.filter(({ state }) => state !== READY).map(({ id }) => id);
  if (!started) reasons.push('the process is starting or stopping');
  if (now.transport === 'gateway' && off.length === now.shards.length) reasons.push('no shard is connected to the gateway');
  else if (off.length > 0) degraded.push(`not all shards are connected to the gateway; missing: ${off.join(', ')}`);
  if (now.redis.reason !== null) degraded.push(`Redis: ${now.redis.reason}; changes wait in the journal`);
  else if (now.redis.state !== 'up') degraded.push('Redis cannot be reached; changes wait in the journal');
  if (now.journal.state !== 'ok') reasons.push('the journal takes no records, so no change can be kept; the disk may be full');
  degraded.push(...now.concerns);
  return { ready: reasons.length === 0, reasons, degraded };
}
