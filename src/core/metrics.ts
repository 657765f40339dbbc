import { monitorEventLoopDelay, type IntervalHistogram } from 'node:perf_hooks';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { Clock, Labels, Metrics } from '../domain/ports.js';
import { createMinutes, type Minutes } from './history/minutes.js';
import { METRICS } from './metric-catalogue.js';
import { Observations } from './observations.js';
import { metric, type Metric } from './supervisor/messages.js';

const PREFIX = 'punchcard_';
/** ms: from a cached answer to the 3 s that Discord waits. */
const BUCKETS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 3_000, 10_000];
/** The event loop speaks of the last one to two windows, ms. */
const WINDOW = 5 * 60_000;
/** Percentiles speak of so many whole minutes, and the one that is going on. */
const MINUTES = 5;
const NANOSECONDS = 1_000_000;
/** ms between two looks at the event loop; Node's figure includes it. */
const RESOLUTION = 10;

/** ms. */
export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly count: number;
}

export interface ProcessMetrics extends Metrics {
  /** All series of a counter since the start. */
  counts(name: string): readonly { readonly labels: Labels; readonly count: number }[];
  /** What was observed under a name during the last five minutes, all labels together. */
  percentiles(name: string): Percentiles;
  /** What was observed in each minute of the last day, and whatever else is followed. */
  readonly minutes: Minutes;
  /** Delay of the event loop during the last five to ten minutes, ms. */
  eventLoop(): { readonly p50: number; readonly p99: number; readonly max: number };
  /** The text that Prometheus reads, with its content type. */
  exposition(): Promise<{ readonly contentType: string; readonly body: string }>;
  /** The same as data, for a supervisor. */
  series(): Promise<readonly Metric[]>;
  close(): void;
}

interface Series {
  readonly labels: Labels;
  count: number;
}

const NONE: Labels = {};

/** Labels of one metric have the same names in the same order. */
const keyOf = (labels: Labels): string => {
  let key = '';
  for (const name in labels) key += `${labels[name] ?? ''}\0`;
  return key;
};

/** prom-client behind the port, plus the little that /admin system wants to read back. */
export function createMetrics(clock: Pick<Clock, 'every' | 'monotonic'>): ProcessMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: PREFIX });
  const gauges = new Map<string, Gauge>();
  const histograms = new Map<string, Observations>();
  const sums = new Map<string, Map<string, Series>>();
  const minutes = createMinutes(clock);
  const loop = monitorEventLoopDelay({ resolution: RESOLUTION });
  loop.enable();
  let loopBefore = readLoop(loop);
  const stop = clock.every(WINDOW, () => {
    loopBefore = readLoop(loop);
    loop.reset();
  });

  const options = (name: string, labels: readonly string[]) => ({
    name: PREFIX + name,
    help: METRICS[name]?.help ?? name.replaceAll('_', ' '),
    labelNames: [...labels],
    registers: [registry],
  });

  /** Counted here, many times for each click; prom-client takes it over when somebody reads. */
  const addCounter = (name: string, labels: readonly string[]): Map<string, Series> => {
    const series = new Map<string, Series>();
    sums.set(name, series);
    const counter = new Counter({
      ...options(name, labels),
      collect: () => {
        counter.reset();
        for (const { labels: own, count } of series.values()) counter.inc({ ...own }, count);
      },
    });
    return series;
  };

  const addHistogram = (name: string, labels: readonly string[]): Observations => {
    const histogram = new Observations({ ...options(name, labels), buckets: BUCKETS });
    histograms.set(name, histogram);
    return histogram;
  };

  // Told of before anything happens, so that a dashboard knows them. A gauge without a value would be a lie: 0 is one.
  for (const [name, { kind, labels }] of Object.entries(METRICS)) {
    if (kind === 'counter') addCounter(name, labels);
    else if (kind === 'histogram') addHistogram(name, labels);
  }

  return {
    count(name, labels = NONE, by = 1) {
      const series = sums.get(name) ?? addCounter(name, Object.keys(labels));
      const key = keyOf(labels);
      const held = series.get(key);
      if (held === undefined) series.set(key, { labels: { ...labels }, count: by });
      else held.count += by;
    },
    gauge(name, value, labels = {}) {
      getOrAdd(gauges, name, () => new Gauge(options(name, Object.keys(labels)))).set({ ...labels }, value);
    },
    observe(name, value, labels = NONE) {
      const histogram = histograms.get(name) ?? addHistogram(name, Object.keys(labels));
      histogram.add(keyOf(labels), labels, value);
      minutes.observe(name, value);
    },
    counts: (name) => [...(sums.get(name)?.values() ?? [])].map(({ labels, count }) => ({ labels, count })),
    percentiles(name) {
      const spread = minutes.spread(name, MINUTES);
      return { p50: spread.percentile(50), p95: spread.percentile(95), p99: spread.percentile(99), count: spread.count };
    },
    minutes,
    eventLoop() {
      const now = readLoop(loop);
      return {
        p50: Math.max(now.p50, loopBefore.p50),
        p99: Math.max(now.p99, loopBefore.p99),
        max: Math.max(now.max, loopBefore.max),
      };
    },
    exposition: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
    series: async () => (await registry.getMetricsAsJSON()).map((one) => metric.parse(one)),
    close() {
      stop();
      minutes.close();
      loop.disable();
      registry.clear();
    },
  };
}

const readLoop = (loop: IntervalHistogram) => {
  // Without a sample the histogram answers with its extremes.
  if (loop.count === 0) return { p50: 0, p99: 0, max: 0 };
  const delay = (nanoseconds: number) => Math.max(0, nanoseconds / NANOSECONDS - RESOLUTION);
  return { p50: delay(loop.percentile(50)), p99: delay(loop.percentile(99)), max: delay(loop.max) };
};

function getOrAdd<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
