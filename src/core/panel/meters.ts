import type { Labels } from '../../domain/ports.js';
import type { SystemFigures, Quantiles } from '../../views/system/model.js';
import type { SystemSnapshot } from '../../views/system-snapshot.js';
import type { Minutes } from '../history/minutes.js';
import type { Spread } from '../history/spread.js';
import type { ProcessMetrics } from '../metrics.js';

/** Failures that are the bot's, by outcome: what people did wrong, or may not do, is none. */
const OUR_FAILURES: ReadonlySet<string> = new Set([
  ...['UNEXPECTED', 'STORE_UNAVAILABLE', 'NOT_RECORDED', 'COMMIT_UNCERTAIN', 'DISCORD_UNAVAILABLE'],
  'undelivered',
]);
/** What somebody else answered, or nobody sent. */
const NO_CLICKS: ReadonlySet<string> = new Set(['duplicate', 'elsewhere', 'malformed']);

type Counts = Pick<ProcessMetrics, 'counts'>;
type Which = (labels: Labels) => boolean;

/** What is counted over time, by its name here: a metric, and which of its series. */
const COUNTED = {
  clicks: ['interactions_total', ({ outcome = '' }) => !NO_CLICKS.has(outcome)],
  failed: ['interactions_total', ({ outcome = '' }) => OUR_FAILURES.has(outcome)],
  linkLost: ['redis_link_changes', ({ to }) => to === 'down'],
  breakerOpened: ['breaker_changes', ({ to }) => to === 'open'],
  refusedClicks: ['lane_refused', ({ lane }) => lane === 'critical'],
  refusedOthers: ['lane_refused', ({ lane }) => lane !== 'critical'],
  journalFailures: ['journal_failures', () => true],
  replayed: ['changes_replayed', () => true],
  unapplied: ['changes_unapplied', () => true],
  requests: ['discord_requests', () => true],
  requestsFailed: ['discord_requests', ({ outcome = '' }) => outcome === 'no_answer' || outcome.startsWith('5')],
  refusedInteractions: ['interactions_refused', () => true],
} as const satisfies Readonly<Record<string, readonly [metric: string, which: Which]>>;
type Name = keyof typeof COUNTED;

const totalOf = (metrics: Counts, metric: string, which: Which): number =>
  metrics.counts(metric).reduce((sum, { labels, count }) => (which(labels) ? sum + count : sum), 0);

/** What is read from elsewhere, once a second or minute: cheap. */
export interface MeterSources {
  lanes(): SystemSnapshot['lanes'];
  caches(): SystemSnapshot['caches'];
}

const HITS = 'l1_hits';
const MISSES = 'l1_misses';
const QUEUE = 'queue';

/** Has everything followed that the panel tells of. */
export const followAll = (minutes: Minutes, metrics: Counts, sources: MeterSources): void => {
  for (const [name, [metric, which]] of Object.entries(COUNTED)) minutes.follow(name, () => totalOf(metrics, metric, which));
  minutes.follow(HITS, () => sources.caches().l1.hits);
  minutes.follow(MISSES, () => sources.caches().l1.misses);
  minutes.sample(QUEUE, () => {
    const { critical, normal, background } = sources.lanes();
    return critical.depth + normal.depth + background.depth;
  });
};

const quantilesOf = (spread: Spread): Quantiles => ({
  count: spread.count,
  p50: spread.percentile(50),
  p95: spread.percentile(95),
  p99: spread.percentile(99),
});

/** The figures of the last `minutes`. */
export const figuresOf = (minutes: Minutes, last: number): SystemFigures => {
  const sum = (name: Name): number => minutes.sum(name, last);
  return {
    answers: quantilesOf(minutes.spread('interaction_ms', last)),
    pings: quantilesOf(minutes.spread('redis_ping', last)),
    journalSyncs: quantilesOf(minutes.spread('journal_sync_ms', last)),
    failed: sum('failed'),
    linkLost: sum('linkLost'),
    breakerOpened: sum('breakerOpened'),
    refusedClicks: sum('refusedClicks'),
    refusedOthers: sum('refusedOthers'),
    journalFailures: sum('journalFailures'),
    replayed: sum('replayed'),
    unapplied: sum('unapplied'),
    requests: sum('requests'),
    requestsFailed: sum('requestsFailed'),
    refusedInteractions: sum('refusedInteractions'),
    l1: { hits: minutes.sum(HITS, last), misses: minutes.sum(MISSES, last) },
  };
};

/** Clicks of all spaces in the last `minutes`. */
export const clicksOf = (minutes: Minutes, last: number): number => minutes.sum('clicks' satisfies Name, last);

/** Minute by minute: clicks of all spaces, the longest queue, and how long answers took. */
export const minuteByMinute = (minutes: Minutes, last: number) => ({
  allClicks: minutes.sums('clicks' satisfies Name, last),
  queue: minutes.maxima(QUEUE, last),
  answers: minutes
    .spreads('interaction_ms', last)
    .map((spread) =>
      spread === null || spread.count === 0 ? null : { count: spread.count, average: spread.average, slowest: spread.most },
    ),
});
