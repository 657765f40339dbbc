import type { Entry } from '../../core/contract.js';

/** A session as a request shows it. */
export type Shown = Omit<Entry, 'version'>;

/** A request of a member to change their time beyond what they may change alone. */
export interface ApprovalItem {
  readonly id: string;
  readonly member: string;
  readonly askedAt: string;
  /** What they say about it. */
  readonly reason: string | null;
  readonly what: 'addEntry' | 'editEntry' | 'deleteEntry' | 'adjust' | 'reopen';
  /** Why they may not do it alone. */
  readonly because: 'tooFarBack' | 'tooMuch' | 'adding';
  /** Null: there is no entry yet. */
  readonly before: Shown | null;
  /** Null: the entry would be deleted. */
  readonly after: Shown | null;
  /** Another entry that is cut with it. */
  readonly cut: { readonly before: Shown; readonly after: Shown } | null;
}

/** What came of an approval: `refused`: the change cannot be made, and the request is open again. `later`: it is made as soon as it can be. */
export interface Approved {
  readonly made: 'applied' | 'refused' | 'later';
  /** Why it could not be made. */
  readonly code: string | null;
}
