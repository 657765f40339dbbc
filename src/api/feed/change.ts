import { createHash } from 'node:crypto';
import { effectiveMs, pausedMs } from '../../domain/effective.js';
import type { SpaceId } from '../../domain/ids.js';
import type { Session } from '../../domain/session.js';
import type { WebhookEvent } from '../../domain/webhooks.js';
import { activityLog } from '../../engine/documents/kinds/activity-log.js';
import { approvalRequests } from '../../engine/documents/kinds/approval-requests.js';
import { boardPosts } from '../../engine/documents/kinds/board-posts.js';
import { configuration } from '../../engine/documents/kinds/configuration.js';
import { dashboards } from '../../engine/documents/kinds/dashboards.js';
import { exportSchedules } from '../../engine/documents/kinds/export-schedules.js';
import { exportsOfMember, exportsOfTeam } from '../../engine/documents/kinds/exported.js';
import { seasons } from '../../engine/documents/kinds/seasons.js';
import { webhooks } from '../../engine/documents/kinds/webhooks.js';
import type { DocumentRow } from '../../engine/ledger/kinds/document.js';
import type { EntryRow } from '../../engine/ledger/kinds/entry-row.js';
import type { LedgerRow } from '../../engine/ledger/kinds/index.js';
import type { FeedChange, FeedSession } from '../schemas/feed.js';

/** What the clock does, by the ledger's names. All else that happens to a session is a correction. */
const CLOCK: Readonly<Partial<Record<string, WebhookEvent>>> = {
  clockedIn: 'session.started',
  clockedOut: 'session.ended',
  paused: 'session.paused',
  resumed: 'session.resumed',
  noteSet: 'session.noted',
};

const correctionOf = ({ before, after }: EntryRow): WebhookEvent | null => {
  if (after === null) return before === null ? null : 'entry.deleted';
  return before === null ? 'entry.added' : 'entry.changed';
};

/** What the members of a server have in common. What the bot keeps up to date there by itself has no actor, and is told to nobody. */
const OF_SERVER: ReadonlySet<string> = new Set(
  [configuration, activityLog, dashboards, seasons, boardPosts, exportSchedules, webhooks].map(({ name }) => name),
);
/** What members and those who may approve do with requests; what the bot notes about them in between is left out. */
const OF_REQUESTS: ReadonlySet<string> = new Set(['approvalAsked', 'approvalGiven', 'approvalDeclined', 'approvalWithdrawn']);

const documentEvent = ({ document, event, user, actor }: DocumentRow): WebhookEvent | null => {
  if (document === exportsOfMember.name || document === exportsOfTeam.name) return 'export.made';
  if (document === approvalRequests.name) return OF_REQUESTS.has(event) ? 'request.changed' : null;
  return user === null && actor !== null && OF_SERVER.has(document) ? 'settings.changed' : null;
};

/** What a row of the ledger is to others; null: it is nobody else's business. Other documents of members are private. */
export const eventOf = (row: LedgerRow): WebhookEvent | null => {
  switch (row.kind) {
    case 'entry':
      return CLOCK[row.event] ?? correctionOf(row);
    case 'document':
      return documentEvent(row);
    case 'unapplied':
      return null;
  }
};

/** The same for the same row, whoever asks and however often; it tells nothing of the member. */
export const changeId = (space: SpaceId, row: Pick<LedgerRow, 'id'>): string =>
  createHash('sha256').update(`${space} ${row.id}`).digest('base64url').slice(0, 22);

const moment = (ms: number): string => new Date(ms).toISOString();
const momentOrNull = (ms: number | null): string | null => (ms === null ? null : moment(ms));
const seconds = (ms: number): number => ms / 1_000;

/** A session as the feed shows it; what counts up to `at` (ms) while it is on the clock. */
export const sessionOf = (session: Session, at: number, withNote: boolean): FeedSession => ({
  id: session.id,
  category: session.category,
  status: session.status,
  note: withNote ? session.note : null,
  start: moment(session.startedAt),
  end: momentOrNull(session.endedAt),
  breaks: session.pauses.map(({ start, end }) => ({ start: moment(start), end: moment(end) })),
  pausedSince: momentOrNull(session.pausedSince),
  overrideSeconds: session.overrideMs === null ? null : seconds(session.overrideMs),
  effectiveSeconds: seconds(effectiveMs(session, at)),
  pausedSeconds: seconds(pausedMs(session, at)),
  endReason: session.endReason,
});

/** What is told of a row: of sessions what they were and are, of documents only which keys changed, since values may be about members. */
export const changeOf = (space: SpaceId, row: LedgerRow, type: string, withNotes: boolean): FeedChange => {
  const shown = (session: Session | null): FeedSession | null =>
    session === null ? null : sessionOf(session, row.at, withNotes);
  return {
    id: changeId(space, row),
    type,
    space,
    at: moment(row.at),
    member: row.user,
    actor: row.actor,
    source: row.source,
    event: row.event,
    before: row.kind === 'entry' ? shown(row.before) : null,
    after: row.kind === 'entry' ? shown(row.after) : null,
    document: row.kind === 'document' ? row.document : null,
    changed: row.kind === 'document' && row.user === null ? row.changes.map(({ path }) => path.slice(0, 2).join('.')) : [],
  };
};
