import type { SessionId, SpaceId, UserId } from '../../domain/ids.js';
import type { EntryRow } from '../../engine/ledger/kinds/entry-row.js';
import { historyOf } from '../../engine/ledger/whole-history.js';
import type { Store } from '../../engine/store.js';
import type { EntrySource, Origin } from '../../export/collect.js';

/** Changes that are looked through for one member at most: of older entries nothing is told. */
const CHANGES_MAX = 200_000;

/** What the ledger calls a change that corrects an entry. */
const CORRECTIONS: ReadonlySet<string> = new Set(['adjusted', 'entryEdited', 'undone']);

/** How an entry came to be, by the change that made it. */
const sourceOf = ({ event, source }: EntryRow): string => {
  if (event === 'entryAdded') return 'added';
  if (event === 'entryImported') return 'imported';
  return source === 'voice' ? 'voice' : 'clock';
};

/** The entries of exports, from the store; how they came to be, from the history. */
export const exportSource = (store: Pick<Store, 'entries' | 'days' | 'history'>): EntrySource => ({
  entries: (...asked) => store.entries(...asked),
  days: (...asked) => store.days(...asked),
  async origins(space: SpaceId, user: UserId, since: number) {
    const origins = new Map<SessionId, Origin>();
    const edits = new Map<SessionId, number>();
    let read = 0;
    for await (const page of historyOf(store, space, user)) {
      for (const { record } of page) {
        if (record.kind !== 'entry' || record.after === null) continue;
        const { id } = record.after;
        if (record.before === null) origins.set(id, { source: sourceOf(record), edits: edits.get(id) ?? 0 });
        else if (CORRECTIONS.has(record.event)) edits.set(id, (edits.get(id) ?? 0) + 1);
      }
      read += page.length;
      // Newest first: what is older than this began before the entries did.
      if ((page.at(-1)?.record.at ?? Infinity) < since || read >= CHANGES_MAX) break;
    }
    return origins;
  },
});
