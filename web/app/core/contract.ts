import type { Category, Space } from '../../../src/api/schemas/time.js';

/*
 * What the API answers, as this page reads it: the types of the schemas that the server holds its answers to. Same origin and same build, so they are
 * taken on trust, as the sandbox's page does with src/sandbox/protocol.ts.
 */
export type { Category, Changed, Entry, EntryInput, Space, Status, TotalsBy } from '../../../src/api/schemas/time.js';

export type { PageSession, PageSessions, PageVisitor } from '../../../src/api/schemas/session.js';

/** RFC 9457, with a code of domain/errors.ts. */
export interface Problem {
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly reference?: string;
}

/** The spaces that the reader is in. `isIncomplete`: Discord could not be asked about all of them. */
export interface SpaceList {
  readonly spaces: readonly Space[];
  readonly isIncomplete: boolean;
}

export interface CategoryList {
  /** Those in use in their order, then archived ones. */
  readonly categories: readonly Category[];
  readonly version: string;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}
