import type { CategoryId, SessionId } from './ids.js';
import type { EndReason, Interval, Session } from './session.js';

/** What an entry that was not measured says of itself. Moments in ms. */
export interface EntryFields {
  readonly category: CategoryId;
  readonly note: string | null;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly pauses: readonly Interval[];
  /** Effective time set by hand, ms; null: what was measured counts. */
  readonly overrideMs: number | null;
}

/** A change of one session as the ledger tells it; null where the session did not exist. */
export interface BeforeAndAfter {
  readonly before: Session | null;
  readonly after: Session | null;
}

/** What is to be changed of one session; what is left out stays. */
export interface EntryEdit {
  readonly session: SessionId;
  readonly patch: Partial<EntryFields>;
}

/** How a correction gets on with the other entries of the member. */
export interface AmongOthers {
  /** Another session that is changed with it, in the same step. */
  readonly also?: EntryEdit;
  /** Refuse it (ENTRY_OVERLAPS) when time would count twice. It is checked against what the store holds at the commit. */
  readonly apart?: boolean;
}

export type SessionCommand =
  /** `graceMs`: refuse it (SESSION_RESUMABLE) when the last session was of this category and ended less than that before. */
  | {
      readonly type: 'clockIn';
      readonly session: SessionId;
      readonly category: CategoryId;
      readonly note: string | null;
      readonly graceMs?: number;
    }
  /** Ends the active session (only if it is `from`, when that is given) and begins `session` at the same moment. */
  | {
      readonly type: 'switch';
      readonly session: SessionId;
      readonly category: CategoryId;
      readonly note: string | null;
      readonly from?: SessionId;
    }
  /** `session`, here and below: only if this one is the active one. */
  | { readonly type: 'pause'; readonly session?: SessionId }
  | { readonly type: 'resume'; readonly session?: SessionId }
  /** `note` undefined keeps the note. */
  | { readonly type: 'clockOut'; readonly note?: string | null; readonly reason: EndReason; readonly session?: SessionId }
  /**
   * Ends the active session, if it is still this one, at `endedAt` (ms; null: now): never before its start. Breaks end with it, and those that began later
   * never were.
   */
  | { readonly type: 'endAt'; readonly session: SessionId; readonly endedAt: number | null; readonly reason: EndReason }
  /** `session`, from here on: any session of the member, running or ended at any time. Without one: the active one. */
  | { readonly type: 'setNote'; readonly note: string | null; readonly session?: SessionId }
  /** `effectiveMs` null removes the override. */
  | { readonly type: 'adjust'; readonly session: SessionId; readonly effectiveMs: number | null }
  | { readonly type: 'confirm'; readonly session: SessionId }
  | { readonly type: 'reopen'; readonly session: SessionId }
  | ({ readonly type: 'addEntry'; readonly session: SessionId; readonly entry: EntryFields } & AmongOthers)
  /** What is left out stays. `endedAt` ends a session that runs. */
  | ({ readonly type: 'editEntry' } & EntryEdit & AmongOthers)
  | { readonly type: 'deleteEntry'; readonly session: SessionId }
  | { readonly type: 'importEntries'; readonly entries: readonly (EntryFields & { readonly session: SessionId })[] }
  /** Books these entries anew in the way that the space counts now. */
  | { readonly type: 'recount'; readonly sessions: readonly SessionId[] }
  /** Nobody has changed the entry for so long that it counts as confirmed. Only while it is just as it was then. */
  | { readonly type: 'confirmUnchanged'; readonly entry: Session }
  /** Takes a change back: its rows of the ledger, in order. */
  | ({ readonly type: 'undo'; readonly changes: readonly BeforeAndAfter[] } & Pick<AmongOthers, 'apart'>);

export type CommandType = SessionCommand['type'];

/** What the ledger calls a change of one session. */
export type SessionEventName = (typeof COMMANDS)[CommandType]['event'];

interface CommandRow {
  /**
   * `active`: the session on the clock. `entry`: the sessions that it names, wherever they are kept; those that a member's state does not hold
   * are read before it is decided. `nothing`: no session that is there already.
   */
  readonly about: 'active' | 'entry' | 'nothing';
  readonly event: string;
  /**
   * May it be taken while Redis is away, to be decided later? `always`: also when nothing is known of the member; `before` then says what is
   * assumed. `known`: when the member's state is known and holds the session. `never`: it is refused.
   */
  readonly offline: 'always' | 'known' | 'never';
  readonly before?: 'idle' | 'running' | 'paused';
  /** Does it belong to a moment of the clock, so that it cannot be placed before the member's last change? Corrections come when they come. */
  readonly clocked: boolean;
}

/** What each command is about, and what it is called in the ledger. Whoever decides, accounts, records or replays reads this and guesses nothing. */
export const COMMANDS = {
  clockIn: { about: 'nothing', event: 'clockedIn', offline: 'always', before: 'idle', clocked: true },
  /** Two rows of the ledger: the one session is clocked out, the other clocked in. */
  switch: { about: 'active', event: 'clockedIn', offline: 'known', clocked: true },
  pause: { about: 'active', event: 'paused', offline: 'always', before: 'running', clocked: true },
  resume: { about: 'active', event: 'resumed', offline: 'always', before: 'paused', clocked: true },
  clockOut: { about: 'active', event: 'clockedOut', offline: 'always', before: 'running', clocked: true },
  /** The member has to hear of it, which is announced in Redis; and they may have clocked out themselves where this process cannot see it. */
  endAt: { about: 'active', event: 'clockedOut', offline: 'never', clocked: false },
  setNote: { about: 'entry', event: 'noteSet', offline: 'always', before: 'running', clocked: true },
  adjust: { about: 'entry', event: 'adjusted', offline: 'known', clocked: true },
  confirm: { about: 'entry', event: 'confirmed', offline: 'known', clocked: true },
  reopen: { about: 'entry', event: 'reopened', offline: 'known', clocked: true },
  addEntry: { about: 'nothing', event: 'entryAdded', offline: 'never', clocked: false },
  editEntry: { about: 'entry', event: 'entryEdited', offline: 'never', clocked: false },
  deleteEntry: { about: 'entry', event: 'entryDeleted', offline: 'never', clocked: false },
  importEntries: { about: 'nothing', event: 'entryImported', offline: 'never', clocked: false },
  recount: { about: 'entry', event: 'recounted', offline: 'never', clocked: false },
  confirmUnchanged: { about: 'entry', event: 'confirmed', offline: 'never', clocked: false },
  undo: { about: 'entry', event: 'undone', offline: 'never', clocked: false },
} as const satisfies Readonly<Record<CommandType, CommandRow>>;

/** The row of a command. */
export const rowOf = ({ type }: SessionCommand): CommandRow => COMMANDS[type];

/** The sessions that a command is about by name, wherever they are kept; the one that it is mainly about comes last. */
export const namedBy = (command: SessionCommand): readonly SessionId[] => {
  switch (command.type) {
    case 'recount':
      return command.sessions;
    case 'confirmUnchanged':
      return [command.entry.id];
    case 'undo':
      return [...new Set(command.changes.flatMap(({ before, after }) => (after ?? before)?.id ?? []))];
    case 'setNote':
      return command.session === undefined ? NONE : [command.session];
    case 'editEntry':
      return command.also === undefined ? [command.session] : [command.also.session, command.session];
    case 'addEntry':
      return command.also === undefined ? NONE : [command.also.session];
    case 'adjust':
    case 'confirm':
    case 'reopen':
    case 'deleteEntry':
      return [command.session];
    case 'clockIn':
    case 'switch':
    case 'pause':
    case 'resume':
    case 'clockOut':
    case 'endAt':
    case 'importEntries':
      return NONE;
  }
};

const NONE: readonly SessionId[] = [];

/** Entries that one command changes at most; more are several commands, each of them whole. */
export const ENTRIES_MAX = 100;
