import type { RowKind } from '../row-kind.js';
import { document } from './document.js';
import { entry } from './entry-row.js';
import { unapplied } from './unapplied.js';

/** Every kind of row that this version knows. A new one is a file beside this one, and a line here. */
export const KINDS = [entry, document, unapplied] as const;

/** What a kind's rows are read as. */
export type RecordOf<Kind> = Kind extends RowKind<infer Record> ? Record : never;

/** A record of the ledger, told apart by `kind`. */
export type LedgerRow = RecordOf<(typeof KINDS)[number]>;
