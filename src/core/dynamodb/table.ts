import type { NotNow } from '../flat/patience.js';

/** A value as DynamoDB writes it: `{S: "text"}`, `{N: "3.96"}`, and so on. */
export type Attribute = Readonly<Record<string, unknown>>;
export type Item = Readonly<Record<string, Attribute>>;

/** What was read at once, and where the next page begins; null at the end. */
export interface Page {
  readonly items: readonly Item[];
  readonly next: Item | null;
}

export interface Where {
  /** The key after which the page begins; null: the first page. */
  readonly after: Item | null;
  /** Only items of this value of `year`, by the index; null: all. */
  readonly year: string | null;
}

/** One table of the flat model, one request at a time. What is throttled is a value, since it is expected. */
export interface Table {
  readonly name: string;
  /** @throws ProgramEnd where there is no such table, or it may not be read */
  page(where: Where): Promise<Page | NotNow>;
  /** Puts at most 25 items. @returns those that were not put */
  put(items: readonly Item[]): Promise<{ readonly left: readonly Item[] } | NotNow>;
  /** Makes the table with its index; one that is there is left as it is. */
  create(): Promise<{ readonly created: boolean } | NotNow>;
  /** Can it be used? */
  isActive(): Promise<{ readonly active: boolean } | NotNow>;
  close(): void;
}

export const KEY = 'activity_start_end';
export const YEAR_INDEX = 'YearIndex';
/** What one request may put. */
export const PUT_AT_ONCE = 25;
