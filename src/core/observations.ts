import { Histogram, type HistogramConfiguration, type MetricObjectWithValues, type MetricValueWithName } from 'prom-client';
import type { Labels } from '../domain/ports.js';

interface Series {
  readonly labels: Labels;
  /** How many fell into each bucket, and above the last one. */
  readonly counts: Float64Array;
  sum: number;
}

/**
 * prom-client's histogram, counted here: several values are observed for each click, and prom-client does for each what only a reader needs.
 */
export class Observations extends Histogram {
  readonly #name: string;
  readonly #help: string;
  readonly #buckets: readonly number[];
  /** Knows what kind of metric this is, in prom-client's words. */
  readonly #empty: Histogram;
  readonly #series = new Map<string, Series>();

  constructor(options: HistogramConfiguration<string> & { readonly buckets: number[] }) {
    super(options);
    this.#name = options.name;
    this.#help = options.help;
    this.#buckets = options.buckets;
    this.#empty = new Histogram({ ...options, registers: [] });
  }

  /** `key` tells one set of labels from another. */
  add(key: string, labels: Labels, value: number): void {
    let series = this.#series.get(key);
    if (series === undefined) {
      series = { labels: { ...labels }, counts: new Float64Array(this.#buckets.length + 1), sum: 0 };
      this.#series.set(key, series);
    }
    let bucket = 0;
    while (bucket < this.#buckets.length && value > (this.#buckets[bucket] ?? Infinity)) bucket += 1;
    series.counts[bucket] = (series.counts[bucket] ?? 0) + 1;
    series.sum += value;
  }

  override get(): Promise<MetricObjectWithValues<MetricValueWithName<string>>> {
    const values = [...this.#series.values()].flatMap((series) => this.#valuesOf(series));
    return this.#empty.get().then((empty) => ({ ...empty, name: this.#name, help: this.#help, values }));
  }

  getForPromString(): Promise<MetricObjectWithValues<MetricValueWithName<string>>> {
    return this.get();
  }

  #valuesOf({ labels, counts, sum }: Series): MetricValueWithName<string>[] {
    let count = 0;
    const buckets = [...counts].map((own, index) => {
      count += own;
      const le = this.#buckets[index] ?? '+Inf';
      return { metricName: `${this.#name}_bucket`, labels: { le, ...labels }, value: count };
    });
    return [
      ...buckets,
      { metricName: `${this.#name}_sum`, labels: { ...labels }, value: sum },
      { metricName: `${this.#name}_count`, labels: { ...labels }, value: count },
    ];
  }
}
