import type { SessionCommand } from '../../domain/commands.js';
import type { RequestId, SessionId, SpaceId, UserId } from '../../domain/ids.js';
import { LastBefore, movesLast } from '../../domain/last-before.js';
import type { Store } from '../store.js';

type Row = Awaited<ReturnType<Store['history']>>['records'][number];
type EntryRow = Extract<Row, { readonly kind: 'entry' }>;

/** Pages of a member's history that are looked through: what is taken back is among the newest, and so, nearly always, is what was before it. */
const PAGES = 10;

/**
 * The session that was the member's last one before what an undo takes back, as the ledger tells it; null when there was none. Undefined when it
 * stays as it is, or cannot be told. Rejects as the store does.
 */
export const lastBefore = async (
  store: Pick<Store, 'history'>,
  { space, user, command }: { readonly space: SpaceId; readonly user: UserId; readonly command: SessionCommand },
): Promise<SessionId | null | undefined> => {
  if (command.type !== 'undo' || !movesLast(command.changes)) return undefined;
  const looking = new LastBefore(command.changes);
  let rows: EntryRow[] = [];
  const isKnown = (next: RequestId | null): boolean => {
    const [first] = rows;
    if (first === undefined || first.requestId === next) return false;
    const group = { event: first.event, rows };
    rows = [];
    return looking.add(group);
  };
  let from: number | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const { records, next } = await store.history(space, user, from);
    for (const record of records) {
      if (record.kind !== 'entry') continue;
      if (isKnown(record.requestId)) return looking.found;
      rows.push(record);
    }
    if (next === null) return isKnown(null) ? looking.found : null;
    from = next;
  }
  return undefined;
};
