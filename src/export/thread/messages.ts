import type { FormatName } from '../formats.js';
import type { SpooledReport } from '../make-report.js';

/** One export, for the thread. `n` counts them. */
export interface Order {
  readonly n: number;
  readonly report: SpooledReport;
  readonly format: FormatName;
  /** Of a file that is not there yet. */
  readonly output: string;
}

/** What became of an order so far: entries that are written, bytes of the whole file, or why there is none. */
export type Answer =
  | { readonly n: number; readonly kind: 'rows'; readonly rows: number }
  | { readonly n: number; readonly kind: 'done'; readonly size: number }
  | { readonly n: number; readonly kind: 'failed'; readonly reason: string };
