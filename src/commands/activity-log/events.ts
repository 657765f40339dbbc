import type { LogKind } from '../../domain/activity-log.js';
import type { SpaceConfig } from '../../domain/space.js';
import { activityLog } from '../../engine/documents/kinds/activity-log.js';
import { approvalRequests } from '../../engine/documents/kinds/approval-requests.js';
import { boardPosts } from '../../engine/documents/kinds/board-posts.js';
import { configuration } from '../../engine/documents/kinds/configuration.js';
import { dashboards } from '../../engine/documents/kinds/dashboards.js';
import { exportSchedules } from '../../engine/documents/kinds/export-schedules.js';
import { exportsOfMember, exportsOfTeam } from '../../engine/documents/kinds/exported.js';
import { seasons } from '../../engine/documents/kinds/seasons.js';
import type { DocumentRow } from '../../engine/ledger/kinds/document.js';
import type { EntryRow } from '../../engine/ledger/kinds/entry-row.js';
import type { LedgerRow } from '../../engine/ledger/kinds/index.js';
import type { LogEvent } from '../../views/activity-log/event.js';
import { lookOf } from '../present.js';
import { exportEvents } from './export-events.js';
import { requestEvents } from './request-events.js';
import { settingsEvents } from './settings-events.js';

/** Changes of sessions that are told, and as what. What only books or confirms time is left out. */
const KINDS: Readonly<Partial<Record<string, LogKind>>> = {
  clockedIn: 'clockIn',
  clockedOut: 'clockOut',
  paused: 'pause',
  resumed: 'resume',
  noteSet: 'corrections',
  adjusted: 'corrections',
  reopened: 'corrections',
  entryAdded: 'corrections',
  entryEdited: 'corrections',
  entryDeleted: 'corrections',
  entryImported: 'corrections',
  undone: 'corrections',
};

const sessionEvents = (row: EntryRow, config: SpaceConfig): readonly LogEvent[] => {
  const { event, at, user, actor: by, before, after } = row;
  const told = KINDS[event];
  const session = after ?? before;
  const { logNotes } = config.settings;
  // That a note has changed tells nothing as long as it is not shown.
  if (told === undefined || session === null || (event === 'noteSet' && !logNotes)) return [];
  const isByOther = by !== null && by !== user;
  const kind = told === 'clockOut' && isByOther ? 'forceOut' : told;
  // A note is told where it is written: with what begins a session, with corrections, and by itself.
  const note = logNotes && kind !== 'pause' && kind !== 'resume' && before?.note !== after?.note ? (after?.note ?? null) : null;
  return [{ of: 'session', kind, at, event, user, by, before, after, category: lookOf(config, session.category), note }];
};

/** What a server has besides its settings. What the bot keeps up to date there by itself is not told. */
const OF_SERVER = new Map([
  [dashboards.name, 'dashboards'],
  [seasons.name, 'boards'],
  [boardPosts.name, 'boards'],
  [exportSchedules.name, 'exports'],
] as const);

/** Documents of members are private, but for what they ask of others, and for who exported their time. */
const documentEvents = (row: DocumentRow, config: SpaceConfig): readonly LogEvent[] => {
  const { document, at, user, actor: by } = row;
  if (document === exportsOfMember.name || document === exportsOfTeam.name) return exportEvents(row, config);
  if (document === approvalRequests.name) return user === null ? [] : requestEvents(row, user);
  if (user !== null) return [];
  if (document === configuration.name) return settingsEvents(row);
  if (document === activityLog.name) return [{ of: 'changed', kind: 'settings', at, by, what: 'log' }];
  const what = OF_SERVER.get(document);
  return what === undefined || by === null ? [] : [{ of: 'changed', kind: 'settings', at, by, what }];
};

/** What the activity log tells of a row of the ledger, all of one kind; empty for what is nobody else's business. */
export const eventsOf = (row: LedgerRow, config: SpaceConfig): readonly LogEvent[] => {
  switch (row.kind) {
    case 'entry':
      return sessionEvents(row, config);
    case 'document':
      return documentEvents(row, config);
    case 'unapplied':
      return [];
  }
};

/** Entries that one request imported, from two on, are one line. */
export const togetherOf = (rows: readonly LedgerRow[], config: SpaceConfig): readonly LogEvent[] => {
  const imported = new Map<string, EntryRow[]>();
  for (const row of rows) {
    if (row.kind !== 'entry' || row.event !== 'entryImported') continue;
    imported.set(row.requestId, [...(imported.get(row.requestId) ?? []), row]);
  }
  return rows.flatMap((row) => {
    const same = imported.get(row.requestId) ?? [];
    if (row.kind !== 'entry' || row.event !== 'entryImported' || same.length < 2) return eventsOf(row, config);
    if (same[0] !== row) return [];
    return [{ of: 'import', kind: 'corrections', at: row.at, user: row.user, by: row.actor, count: same.length }];
  });
};
