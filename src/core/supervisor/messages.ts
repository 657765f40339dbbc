import { z } from 'zod';

/** What the supervisor and its child processes say to each other, as JSON over their channel. */

const n = z.int();

export const toChild = z.discriminatedUnion('type', [
  /** The shard of `wantIdentify` `n` may identify. */
  z.object({ type: z.literal('identify'), n }),
  /** The process before is about to stop listening: begin. */
  z.object({ type: z.literal('takeOver') }),
  z.object({ type: z.literal('register') }),
  z.object({ type: z.literal('report'), n }),
  /** Finish what is under way and end. */
  z.object({ type: z.literal('stop') }),
]);
export type ToChild = z.infer<typeof toChild>;

const ms = z.number();
const count = z.number();
const lane = z.object({ depth: count, refused: count });
const cache = z.object({ hits: count, misses: count, size: count });

/** A SystemSnapshot (views/system-snapshot.ts); a child of another version may say more. */
const snapshot = z.object({
  version: z.string(),
  uptimeMs: ms,
  redis: z.object({
    state: z.enum(['up', 'down', 'connecting']),
    latencyMs: ms.nullable(),
    reason: z.string().nullable().default(null),
    breaker: z.enum(['closed', 'open', 'half-open']),
    mode: z.enum(['standalone', 'cluster', 'managed']),
  }),
  lanes: z.object({ critical: lane, normal: lane, background: lane }),
  journal: z.object({
    state: z.enum(['ok', 'failed']),
    pending: count,
    lagMs: ms,
    bytes: count,
    segments: count,
    syncing: z.boolean(),
  }),
  caches: z.object({ l1: cache, l2: cache }),
  operations: z.array(z.object({ name: z.string(), outcome: z.string(), count })).readonly(),
  latency: z.object({ p50: ms, p95: ms, p99: ms, count }),
  eventLoop: z.object({ p50: ms, p99: ms, max: ms }),
  memory: z.object({ rss: count, heapUsed: count, heapTotal: count }),
  desired: z.record(z.string(), z.object({ queued: count, checks: count, failing: count })),
  shards: z.array(z.object({ id: count, state: z.string(), pingMs: ms.nullable(), guilds: count })).readonly(),
  transport: z.enum(['gateway', 'http']),
  // A child of an older version does not say these.
  forecasts: z.object({ backend: z.string().nullable() }).default({ backend: null }),
  concerns: z.array(z.string()).readonly().default([]),
});

/** prom-client's metrics as JSON. `value` null: not a number, which JSON does not know. */
export const metric = z.object({
  name: z.string(),
  help: z.string(),
  type: z.string(),
  values: z.array(
    z.object({
      value: z.number().nullable().catch(null),
      labels: z.record(z.string(), z.union([z.string(), z.number()])),
      metricName: z.string().optional(),
    }),
  ),
});
export type Metric = z.infer<typeof metric>;

const report = z.object({ snapshot, metrics: z.array(metric).readonly() });
export type Report = z.infer<typeof report>;

export const toSupervisor = z.discriminatedUnion('type', [
  z.object({ type: z.literal('wantIdentify'), n, shard: z.int() }),
  /** The turn `n` is being used. */
  z.object({ type: z.literal('identifying'), n }),
  /** The wish `n` is given up. */
  z.object({ type: z.literal('noIdentify'), n }),
  /** Connected. `url`: where interactions are taken over HTTP; null with the gateway. */
  z.object({ type: z.literal('ready'), url: z.string().nullable() }),
  z.object({ type: z.literal('tookOver') }),
  /** Tried, at least: a refusal of Discord is in the log, and would be the same the next time. */
  z.object({ type: z.literal('registered') }),
  /** Null: still starting. */
  z.object({ type: z.literal('report'), n, report: report.nullable() }),
]);
export type ToSupervisor = z.infer<typeof toSupervisor>;
