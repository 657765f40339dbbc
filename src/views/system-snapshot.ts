/** One picture of the running process, for /admin system, /readyz, /healthz and /metrics. Durations in ms, sizes in bytes. */
export interface SystemSnapshot {
  readonly version: string;
  readonly uptimeMs: number;
  readonly redis: {
    readonly state: 'up' | 'down' | 'connecting';
    /** Round trip of the last PING; null when none came back. */
    readonly latencyMs: number | null;
    /** Why a server that answers does not serve, or takes no changes; null when all is well, or nobody answers. */
    readonly reason: string | null;
    readonly breaker: 'closed' | 'open' | 'half-open';
    readonly mode: 'standalone' | 'cluster' | 'managed';
  };
  readonly lanes: Readonly<Record<'critical' | 'normal' | 'background', { readonly depth: number; readonly refused: number }>>;
  readonly journal: {
    readonly state: 'ok' | 'failed';
    /** Records on disk that Redis has not confirmed. */
    readonly pending: number;
    /** Age of the oldest of them, ms. */
    readonly lagMs: number;
    readonly bytes: number;
    readonly segments: number;
    /** Looking for, or bringing back, what Redis may have lost or not have seen: at the start and each time the link comes back. */
    readonly syncing: boolean;
  };
  readonly caches: Readonly<Record<'l1' | 'l2', { readonly hits: number; readonly misses: number; readonly size: number }>>;
  /** Operations since start, by name and outcome (`ok`, an error code, ...). */
  readonly operations: readonly { readonly name: string; readonly outcome: string; readonly count: number }[];
  readonly latency: { readonly p50: number; readonly p95: number; readonly p99: number; readonly count: number };
  readonly eventLoop: { readonly p50: number; readonly p99: number; readonly max: number };
  readonly memory: { readonly rss: number; readonly heapUsed: number; readonly heapTotal: number };
  /** What Discord is made to agree with, by kind, e.g. `roles`. */
  readonly desired: Readonly<Record<string, DesiredHealth>>;
  readonly shards: readonly {
    readonly id: number;
    readonly state: string;
    readonly pingMs: number | null;
    readonly guilds: number;
  }[];
  readonly transport: 'gateway' | 'http';
  /** What computed the networks of forecasts last: `cpu`, or `tensorflow` where tfjs-node is installed; null: none was trained since the start. */
  readonly forecasts: { readonly backend: string | null };
  /** What is wrong besides, in sentences, although interactions are served; empty when nothing is. */
  readonly concerns: readonly string[];
}

/** One kind of desired state. */
export interface DesiredHealth {
  readonly queued: number;
  /** Of those queued, the ones that are only to be compared with Discord when there is time. */
  readonly checks: number;
  /** What Discord refuses until a person mends it, and what is to be tried again. */
  readonly failing: number;
}
