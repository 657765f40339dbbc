import { figure, ratios, type Figure } from './stats.js';

export interface Bar {
  readonly direction: 'at least' | 'at most';
  readonly limit: number;
  /** Is the bar about the ratio to the baseline, or about our own figure? */
  readonly of: 'ratio' | 'figure';
}

/** One line of the table. */
export interface Row {
  readonly what: string;
  readonly unit: string;
  readonly ours: Figure;
  readonly baseline: (Figure & { readonly name: string }) | null;
  readonly ratio: Figure | null;
  readonly bar: Bar | null;
  readonly pass: boolean | null;
  /** µs of our process for one operation, and of the baseline's. */
  readonly cpu: { readonly ours: Figure; readonly baseline: Figure | null } | null;
  readonly note: string | null;
}

export interface Measured {
  readonly what: string;
  readonly unit: string;
  readonly ours: readonly number[];
  /** Taken in turn with ours: the nth belongs to our nth. */
  readonly baseline?: readonly number[];
  readonly baselineName?: string;
  readonly bar?: Bar;
  readonly cpu?: { readonly ours: readonly number[]; readonly baseline?: readonly number[] };
  readonly note?: string;
}

/** Works out medians, the ratio (median of the pairs' ratios), and whether the bar is met. */
export const row = ({ what, unit, ours, baseline, baselineName, bar, cpu, note }: Measured): Row => {
  const ratio = baseline === undefined ? null : figure(ratios(ours, baseline));
  const own = figure(ours);
  return {
    what,
    unit,
    ours: own,
    baseline: baseline === undefined ? null : { ...figure(baseline), name: baselineName ?? 'baseline' },
    ratio,
    bar: bar ?? null,
    pass: bar === undefined ? null : meets(bar, bar.of === 'ratio' ? ratio : own),
    cpu:
      cpu === undefined ? null : { ours: figure(cpu.ours), baseline: cpu.baseline === undefined ? null : figure(cpu.baseline) },
    note: note ?? null,
  };
};

const meets = ({ direction, limit }: Bar, value: Figure | null): boolean =>
  value !== null && (direction === 'at least' ? value.median >= limit : value.median <= limit);

export const atLeast = (limit: number, of: Bar['of'] = 'ratio'): Bar => ({ direction: 'at least', limit, of });
export const atMost = (limit: number, of: Bar['of'] = 'ratio'): Bar => ({ direction: 'at most', limit, of });
