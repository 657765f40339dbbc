/** What there is to measure, by its name without the prefix `punchcard_`: what Prometheus and its users are told of it, and its labels in order. */
export interface MetricDeclaration {
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly labels: readonly string[];
}

const counter = (help: string, ...labels: readonly string[]): MetricDeclaration => ({ kind: 'counter', help, labels });
const gauge = (help: string, ...labels: readonly string[]): MetricDeclaration => ({ kind: 'gauge', help, labels });
const histogram = (help: string, ...labels: readonly string[]): MetricDeclaration => ({ kind: 'histogram', help, labels });

/**
 * Every metric of the bot. `test/architecture/metrics.test.ts` holds it against what is counted in the code, and `docs/grafana.json` against this: a new metric is a line
 * here, and in the dashboard or on its list of what is not shown. Node's own figures come from prom-client.
 */
export const METRICS: Readonly<Record<string, MetricDeclaration>> = {
  api_ms: histogram('From the arrival of a call of the API, once it is let in, to its answer, ms', 'route'),
  api_total: counter('Calls of the API by what came of them: ok, or the code of the refusal', 'route', 'outcome'),
  batch_failed: counter('Group commits that failed; each of their changes is tried again or answered with the failure'),
  batched_operations: counter('Changes that went to Redis in group commits'),
  batches: counter('Group commits: one script for one space'),
  breaker_changes: counter('Changes of the circuit breaker in front of Redis', 'to'),
  build_info: gauge('Always 1: the version and the transport of this process', 'version', 'transport'),
  cache_hits: gauge('Reads that a cache answered, since the start', 'cache'),
  cache_misses: gauge('Reads that a cache could not answer, since the start', 'cache'),
  cache_reads: counter('Reads by the level that answered them', 'level', 'outcome'),
  cache_size: gauge('Members that a cache holds', 'cache'),
  changes_missing: counter('Changes that were known to have been in Redis and did not come back'),
  changes_replayed: counter('Changes that were brought to Redis from the journal'),
  changes_unapplied: counter(
    'Changes that were recorded without Redis and did not fit afterwards; their members are told',
    'code',
  ),
  clock_offset_ms: gauge("This machine's clock minus Discord's, ms; 0 within two seconds"),
  commit_conflicts: counter('Commits that found another version than they were decided on, and were decided again'),
  desired_checks: gauge('Desired state that waits only to be compared with Discord', 'of'),
  desired_failing: gauge('Desired state that Discord refuses, or that is to be tried again', 'of'),
  desired_queued: gauge('Desired state that waits to be brought to Discord', 'of'),
  discord_rate_limited: counter('Waits for a rate limit of Discord', 'scope'),
  discord_requests: counter('Calls to Discord by what came of them: ok, a status, or no_answer', 'method', 'outcome'),
  due_done: counter('Due rows that were done, or put off again', 'kind', 'outcome'),
  due_failing: gauge('Due rows that failed and wait for their next attempt'),
  due_failures: counter('Attempts at due rows that failed', 'kind'),
  due_lag_ms: gauge('How long the oldest due row has waited, ms; in the process that works them off'),
  event_loop_delay_ms: gauge('Delay of the event loop in the last five to ten minutes, ms', 'quantile'),
  forecast_ms: histogram('How long a forecast takes, with the wait for its thread, ms'),
  forecasts: counter('Forecasts that were made, or could not be', 'outcome'),
  export_ms: histogram('How long an export takes from its turn on, ms', 'format'),
  exports: counter('Exports by what came of them: ok, or the code of the refusal', 'format', 'outcome'),
  interaction_ms: histogram('From the arrival of an interaction to its answer, ms', 'name'),
  interaction_recent_ms: gauge('Percentiles of interaction_ms in the last five minutes, ms', 'quantile'),
  interactions_refused: counter('Requests over HTTP that were no genuine interactions', 'status'),
  interactions_total: counter(
    'Interactions by command and by what came of them: ok, or the code of the refusal',
    'name',
    'outcome',
  ),
  invalidation_interrupted: counter('Times that news of other processes about what they changed may have been missed'),
  journal_bytes: gauge('Size of the journal on the disk, bytes'),
  journal_failures: counter('Times that the disk refused records'),
  journal_lag_ms: gauge('Age of the oldest record that Redis has not confirmed, ms'),
  journal_ok: gauge('1 while the disk takes records'),
  journal_pending: gauge('Records that Redis has not confirmed'),
  journal_segments: gauge('Files of the journal'),
  journal_sync_ms: histogram('How long a group fdatasync of the journal takes, ms'),
  journal_syncing: gauge('1 while changes are being brought back to Redis'),
  lane_depth: gauge('Operations that wait in a lane of the writer', 'lane'),
  lane_refused: counter('Operations that a lane of the writer had no room for', 'lane'),
  lease_held: gauge('1 in the process that has the lease', 'lease'),
  limited_total: counter('Requests that were refused because somebody asked too often', 'of', 'allowance'),
  members_erased: counter('Members who were erased'),
  nights: counter('Nights of servers in which somebody agreed to insights, by what came of them', 'outcome'),
  operation_ms: histogram('How long a change takes in the engine, ms', 'name'),
  operations: counter('Changes by command and by what came of them', 'name', 'outcome'),
  outbox_failures: counter('Attempts of a consumer of the ledger that failed', 'consumer'),
  outbox_records: counter('Rows of the ledger that a consumer has handled', 'consumer'),
  picture_ms: histogram('How long a picture takes, ms'),
  pictures: counter('Pictures that were drawn, could not be, or were kept from before', 'outcome'),
  process_restarts: counter('Processes that a supervisor had to start again', 'of'),
  reconciliations: counter('Comparisons with Discord by what came of them', 'of', 'outcome'),
  redis_breaker_open: gauge('1 while no calls to Redis are made, or only one to try'),
  redis_latency_ms: gauge('The last answer of Redis, ms'),
  redis_link_changes: counter('Changes of the link to Redis, but for the first', 'to'),
  redis_ping: histogram('How long Redis takes to answer, once a second, ms'),
  redis_up: gauge('1 while Redis serves'),
  shard_guilds: gauge('Servers of a shard', 'shard'),
  shard_ping_ms: gauge("Round trip of a shard's heartbeat, ms", 'shard'),
  shard_ready: gauge('1 while a shard is connected', 'shard'),
  spaces_erased: counter('Servers that were erased, some time after they removed the bot'),
  task_failed: counter('Tasks of the writer that failed', 'lane'),
  training_ms: histogram('How long the networks of a server were trained, with the reading of the days, ms'),
  uptime_ms: gauge('How long the process has been running, ms'),
  live_streams: gauge('Streams of live events that are open'),
  notion_requests: counter('Requests to Notion by what came of them', 'outcome'),
  notion_runs: counter('Times that a space and Notion were brought into step, by what came of it', 'outcome'),
  webhook_deliveries: counter('Requests to webhooks by what came of them', 'outcome'),
  webhook_ms: histogram('How long a receiver of a webhook takes to answer, ms'),
};
