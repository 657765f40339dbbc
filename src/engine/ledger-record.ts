import type { UserId } from '../domain/ids.js';
import type { Session } from '../domain/session.js';

/** What a commit writes into the ledger about one session: who did what, when, from where, before and after. */
export interface LedgerRecord {
  /** Event name, e.g. `clockedIn`. */
  readonly event: string;
  /** Moment of the event, ms. */
  readonly at: number;
  /** Who did it (the member, an admin, or null for the bot itself). */
  readonly actor: UserId | null;
  /** `command`, `button`, `modal`, `sweep`, `leave`, `replay`, ... */
  readonly source: string;
  readonly before: Session | null;
  readonly after: Session | null;
}
