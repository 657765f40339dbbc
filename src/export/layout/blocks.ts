/**
 * What stands in a printed report, in its order, whatever it is printed on. The layout says what is printed (layout.ts); how it looks is decided by whoever
 * prints: `pdf` and `docx`. All texts are those that people read, in the language of the report.
 */
export type Block =
  | { readonly kind: 'title'; readonly title: string; readonly name: string }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'figures'; readonly figures: readonly Figure[] }
  | { readonly kind: 'heading'; readonly level: HeadingLevel; readonly text: string }
  /** `isBeforeSignatures`: it stands on the page of the lines to sign, so that nobody signs an empty page. */
  | { readonly kind: 'paragraph'; readonly text: string; readonly isBeforeSignatures?: true }
  | { readonly kind: 'chart'; readonly chart: BarChart }
  /** Opens a table; its rows follow as blocks of their own, some at a time, so that no table is ever in memory as a whole. */
  | { readonly kind: 'table'; readonly name: string; readonly columns: readonly Column[] }
  | { readonly kind: 'rows'; readonly rows: readonly TableRow[] }
  | { readonly kind: 'end-table' }
  | { readonly kind: 'signatures'; readonly labels: readonly string[] };

/** 1 is below the title. */
export type HeadingLevel = 1 | 2 | 3;

/** A label and what is said of it. */
export interface Fact {
  readonly label: string;
  readonly text: string;
}

/** A number that stands out, such as the total; `more` says the same in another way, or ''. */
export interface Figure {
  readonly label: string;
  readonly text: string;
  readonly more: string;
}

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** Points on paper; null: what the others leave. One of a table has null. */
  readonly width: number | null;
}

export interface TableRow {
  /** As many as columns; '' where nothing is to be said. The first one of a sum has the room of the empty ones after it too. */
  readonly cells: readonly string[];
  /** `sum`: of a part of the table; `total`: of all of it. */
  readonly kind: 'plain' | 'sum' | 'total';
  /** Begins a day or another group, so a line stands above it. */
  readonly opens: boolean;
  /** Entries of the report that end with it: 1 or 0. */
  readonly entries: number;
}

/** Bars of hours, one beside the other. */
export interface BarChart {
  readonly title: string;
  readonly bars: readonly Bar[];
  /** What the lines across the bars are called, if there are any. */
  readonly target: string;
  /** What the chart shows with its numbers, for whoever cannot see it. */
  readonly alt: string;
}

export interface Bar {
  /** Said below it; '' where there is no room for each. */
  readonly label: string;
  /** The length of time that it stands for, ms. */
  readonly ms: number;
  /** ms; null without a target. */
  readonly targetMs: number | null;
}
