/** A row of a file: somebody's time, ms, half-open. */
export interface Row {
  /** As the file names them; empty where it names nobody. */
  readonly user: string;
  readonly category: string;
  readonly start: number;
  readonly end: number;
}

/** Why a row could not be used. */
export interface RowProblem {
  /** Counted as the file shows it: lines of a table (its header is line 1), or entries of a list from 1. */
  readonly row: number;
  readonly problem: string;
}

export interface ReadFile {
  readonly rows: readonly Row[];
  readonly problems: readonly RowProblem[];
}

/** A file as a whole cannot be read; the message says what would help. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

/** Gathers rows of a file, and why others are none. */
export class Rows {
  readonly rows: Row[] = [];
  readonly problems: RowProblem[] = [];

  /** `row`: what the file has there, or a sentence that says what is wrong with it. */
  add(number: number, row: Row | string): void {
    if (typeof row === 'string') this.problems.push({ row: number, problem: row });
    else if (row.end < row.start) this.problems.push({ row: number, problem: 'ends before it starts' });
    // An empty row is no time, and nothing is wrong with it.
    else if (row.end > row.start) this.rows.push(row);
  }
}
