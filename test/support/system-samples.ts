import { SYSTEM_IDS } from '../../src/commands/admin/system/custom-ids.js';
import { userId } from '../../src/domain/ids.js';
import type { Translator } from '../../src/i18n/translator.js';
import type { SystemSnapshot } from '../../src/views/system-snapshot.js';
import type { LastHour, Quantiles, SystemPanel } from '../../src/views/system/model.js';
import { systemPanel, type SystemControls } from '../../src/views/system/panel-card.js';
import { field } from '../../src/commands/kit/fields/index.js';
import { menuRow } from '../../src/commands/kit/select.js';
import { FAKE_START } from './fake-clock.js';

export const SNAPSHOT: SystemSnapshot = {
  version: '0.1.0',
  uptimeMs: 93_784_000,
  redis: { state: 'up', latencyMs: 0.42, reason: null, breaker: 'closed', mode: 'managed' },
  lanes: {
    critical: { depth: 1, refused: 0 },
    normal: { depth: 2, refused: 3 },
    background: { depth: 1234, refused: 56 },
  },
  journal: { state: 'ok', pending: 7, lagMs: 61_000, bytes: 5_242_880, segments: 3, syncing: true },
  caches: { l1: { hits: 999, misses: 1, size: 1000 }, l2: { hits: 0, misses: 0, size: 0 } },
  operations: [
    { name: 'clockin', outcome: 'ok', count: 4711 },
    { name: 'component pause', outcome: 'STALE_CONTROL', count: 3 },
  ],
  latency: { p50: 2.1, p95: 11, p99: 40, count: 5000 },
  eventLoop: { p50: 0.1, p99: 3, max: 22 },
  memory: { rss: 123_456_789, heapUsed: 45_678_901, heapTotal: 67_890_123 },
  desired: { roles: { queued: 4, checks: 0, failing: 1 } },
  shards: [{ id: 0, state: 'ready', pingMs: 31, guilds: 20 }],
  transport: 'gateway',
  forecasts: { backend: 'cpu' },
  concerns: [],
};

const HOUR = 3_600_000;
const many = (p50: number): Quantiles => ({ count: 5_000, p50, p95: 3 * p50, p99: 9 * p50 });
export const NO_QUANTILES: Quantiles = { count: 0, p50: 0, p95: 0, p99: 0 };
const minutes = <T>(make: (at: number) => T): readonly T[] => Array.from({ length: 61 }, (_, at) => make(at));

export const BUSY_HOUR: LastHour = {
  answers: minutes((at) => ({ count: 1 + at, average: 3 + (at % 7) / 3, slowest: 12 + ((at * 13) % 29) })),
  clicks: minutes((at) => (at * 37) % 90),
  queue: minutes((at) => (at * 7) % 12),
  allClicks: null,
};
export const FRESH_HOUR: LastHour = {
  answers: minutes((at) => (at === 60 ? { count: 1, average: 4, slowest: 4 } : null)),
  clicks: minutes((at) => (at === 60 ? 1 : null)),
  queue: minutes((at) => (at === 60 ? 0 : null)),
  allClicks: null,
};

/** A bot on which everything is green, as a server's admin sees it. */
export const PANEL: SystemPanel = {
  now: {
    ...SNAPSHOT,
    lanes: { critical: { depth: 1, refused: 0 }, normal: { depth: 0, refused: 0 }, background: { depth: 2, refused: 0 } },
    journal: { ...SNAPSHOT.journal, pending: 0, lagMs: 0, syncing: false },
  },
  at: FAKE_START,
  time: '1h',
  ageMs: 30 * HOUR,
  process: null,
  figures: {
    answers: many(3),
    pings: many(0.3),
    journalSyncs: many(1),
    failed: 0,
    linkLost: 0,
    breakerOpened: 0,
    refusedClicks: 0,
    refusedOthers: 0,
    journalFailures: 0,
    replayed: 0,
    unapplied: 0,
    l1: { hits: 990, misses: 10 },
    requests: 4_000,
    requestsFailed: 3,
    refusedInteractions: 0,
  },
  own: {
    roles: { waiting: 0, refused: 0 },
    dashboards: { waiting: 1, refused: 0 },
    log: { isOn: true, rows: 0, since: null, refused: 0 },
    due: { overdue: 0, since: null },
    clicks: 321,
  },
  lastHour: BUSY_HOUR,
  writerCapacity: 20_000,
  operator: null,
};

/** Minutes after its start: too few of everything. */
export const FRESH_PANEL: SystemPanel = {
  ...PANEL,
  now: { ...PANEL.now, uptimeMs: 95_000, operations: [] },
  ageMs: 95_000,
  figures: {
    ...PANEL.figures,
    answers: { ...NO_QUANTILES, count: 1 },
    pings: { ...NO_QUANTILES, count: 3 },
    journalSyncs: NO_QUANTILES,
    l1: { hits: 0, misses: 1 },
    requests: 4,
    requestsFailed: 0,
  },
  own: { ...PANEL.own, log: { isOn: false, rows: 0, since: null, refused: 0 }, clicks: 1 },
  lastHour: FRESH_HOUR,
};

/** Everything is wrong at once, as whoever runs the bot sees it. */
export const WORST_PANEL: SystemPanel = {
  ...PANEL,
  process: { name: 'shards 0,1,2,3,4,5,6,7,8,9', of: 99_999 },
  now: {
    ...SNAPSHOT,
    redis: { ...SNAPSHOT.redis, state: 'down', latencyMs: null, reason: 'it is loading its data', breaker: 'open' },
    lanes: { critical: { depth: 1e6, refused: 9 }, normal: { depth: 1e6, refused: 9 }, background: { depth: 1e6, refused: 9 } },
    journal: { ...SNAPSHOT.journal, state: 'failed', pending: 1e9, bytes: 2 ** 50, lagMs: 9999 * HOUR },
    operations: Array.from({ length: 200 }, (_, at) => ({
      name: `component-${'x'.repeat(60)}`,
      outcome: `CODE_${at}`,
      count: 1e9,
    })),
    shards: Array.from({ length: 200 }, (_, id) => ({ id, state: 'reconnecting', pingMs: null, guilds: 1e6 })),
    concerns: Array.from({ length: 8 }, (_, at) => `what is wrong, number ${at}: ${'x'.repeat(200)}`),
  },
  figures: { ...PANEL.figures, refusedClicks: 1e9, unapplied: 7, l1: { hits: 1, misses: 1e9 }, requestsFailed: 4_000 },
  own: {
    roles: { waiting: 1e6, refused: 250 },
    dashboards: { waiting: 1e6, refused: 250 },
    log: { isOn: true, rows: 100, since: FAKE_START - 999 * HOUR, refused: 9 },
    due: { overdue: 1e6, since: FAKE_START - 999 * HOUR },
    clicks: 1e9,
  },
  operator: { servers: 1e6, clicks: 1e12, due: { lagMs: 999 * HOUR, failing: 1e6 } },
};

const TIMES = field.select({ label: 'system.times.label', options: [{ value: '1h', label: 'system.times.1h' }] });

/** Custom ids as long as they get, and a picture with the longest text. */
export const systemControls = (t: Translator, alt: string | null = 'x'.repeat(1_024)): SystemControls => {
  const owner = userId('9'.repeat(20));
  return {
    picture: alt === null ? null : { url: 'attachment://last-hour.png', alt },
    times: menuRow(TIMES, SYSTEM_IDS.times.encode({ owner }), t, ['1h']),
    refresh: SYSTEM_IDS.refresh.encode({ owner, time: '24h' }),
  };
};

/** The panel at its best and at its longest. */
export const systemSamples = (t: Translator) => [
  { name: 'system', view: systemPanel(PANEL, systemControls(t), t) },
  { name: 'system fresh, without a picture', view: systemPanel(FRESH_PANEL, systemControls(t, null), t) },
  { name: 'system at its worst', view: systemPanel(WORST_PANEL, systemControls(t), t) },
];
