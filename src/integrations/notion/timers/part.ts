import { createHash } from 'node:crypto';
import type { SessionId } from '../../../domain/ids.js';
import { isSyncing, type NotionConnection } from '../../../domain/notion.js';
import type { Documents } from '../../../engine/documents-api.js';
import { notion } from '../../../engine/documents/kinds/notion.js';
import type { LedgerRow } from '../../../engine/ledger/kinds/index.js';
import type { OutboxStore } from '../../../engine/outbox/cursors.js';
import { NOTHING_WAITS, type SyncPart } from '../sync/part.js';
import { bringEntries, type BringMeans, type Changed } from './bring.js';

export interface TimersMeans extends BringMeans {
  readonly documents: Documents;
  /** How far pages have followed the ledger. */
  readonly positions: Pick<OutboxStore<LedgerRow>, 'read' | 'move'>;
}

/** Rows of the ledger that are looked at together: what changed an entry more than once among them is written once. */
const BATCH = 500;

/** Names the position of what follows the ledger into a table: another table begins anew. */
export const positionIn = (what: string, dataSourceId: string): string =>
  `notion-${what}-${createHash('sha256').update(dataSourceId).digest('hex').slice(0, 12)}`;

interface ChangedAt extends Changed {
  /** When it was changed first, ms. */
  readonly at: number;
}

/** Entries that these rows are about, with the newest version of each; none that always began before `since` (ms). */
const changedIn = (rows: readonly LedgerRow[], since: number): ReadonlyMap<SessionId, ChangedAt> => {
  const changed = new Map<SessionId, ChangedAt>();
  for (const row of rows) {
    if (row.kind !== 'entry') continue;
    const { before, after, user, version, at } = row;
    const session = after ?? before;
    if (session === null || Math.max(session.startedAt, before?.startedAt ?? 0) < since) continue;
    changed.set(session.id, { user, version, at: changed.get(session.id)?.at ?? at });
  }
  return changed;
};

const tableOf = ({ mode, tables }: NotionConnection) => (mode === 'pages' ? tables.timers : undefined);

/** What becomes of entries, as pages. Their queue is the ledger itself, so nothing is lost, and of each entry only its last state is written. */
export const createTimersPart = (means: TimersMeans): SyncPart => ({
  name: 'timers',
  run: async (work) => {
    const { space, connection, goesOn } = work;
    const table = tableOf(connection);
    if (table === undefined) return null;
    const position = positionIn('timers', table.dataSourceId);
    while (goesOn()) {
      const { records, from, to } = await means.positions.read(space, position, BATCH, true);
      if (to === null) break;
      await bringEntries({ ...work, table }, changedIn(records, connection.since ?? 0), means);
      // What was left out because it has to stop is brought by whoever goes on.
      if (!goesOn()) break;
      await means.positions.move(space, position, from, to);
    }
    return null;
  },
  waiting: async (space) => {
    const connection = await means.documents.of(notion).get(space);
    const table = tableOf(connection);
    if (table === undefined || !isSyncing({ ...connection, paused: false })) return NOTHING_WAITS;
    const { records } = await means.positions.read(space, positionIn('timers', table.dataSourceId), BATCH, true);
    const changed = [...changedIn(records, connection.since ?? 0).values()];
    return { count: changed.length, since: changed.length === 0 ? null : Math.min(...changed.map(({ at }) => at)) };
  },
});
