import type { ApprovalChange } from '../../../../src/domain/approvals.js';
import type { Entry } from '../../core/contract.js';

/** A session as a request shows it. */
export type Shown = Omit<Entry, 'version'>;

/** A request of a member to change their time beyond what they may change alone. */
export interface ApprovalItem {
  readonly id: string;
  readonly user: string;
  /** What the server calls them; null when they are gone. */
  readonly name: string | null;
  readonly what: ApprovalChange['type'];
  /** Why they may not do it alone, as a sentence. */
  readonly why: string;
  readonly askedAt: string;
  /** What they say about it. */
  readonly reason: string | null;
  /** Null: there is no entry yet. */
  readonly before: Shown | null;
  /** Null: the entry would be deleted. */
  readonly after: Shown | null;
  /** Another entry that is cut with it. */
  readonly cut: { readonly before: Shown; readonly after: Shown } | null;
}
