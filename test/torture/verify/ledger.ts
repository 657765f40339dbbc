import { isDeepStrictEqual } from 'node:util';
import type { SessionEventName } from '../../../src/domain/commands.js';
import type { SpaceId } from '../../../src/domain/ids.js';
import type { Session } from '../../../src/domain/session.js';
import type { EntryRow } from '../../../src/engine/ledger/kinds/entry-row.js';
import type { Store } from '../../../src/engine/store.js';
import type { Entry } from '../book.js';
import type { Click } from '../interactions.js';

export type Row = EntryRow;
export type Ledger = ReadonlyMap<string, readonly Row[]>;

/** Changes of sessions in the ledger of a space, by member. */
export const readLedger = async (store: Store, space: SpaceId): Promise<Ledger> => {
  const members = new Map<string, Row[]>();
  for await (const row of store.ledger(space)) {
    if (row.kind !== 'entry') continue;
    const rows = members.get(row.user) ?? [];
    members.set(row.user, rows);
    rows.push(row);
  }
  return members;
};

const EVENT: Readonly<Record<Click, SessionEventName>> = {
  in: 'clockedIn',
  out: 'clockedOut',
  pause: 'paused',
  resume: 'resumed',
  adjust: 'adjusted',
  confirm: 'confirmed',
  reopen: 'reopened',
  add: 'entryAdded',
  edit: 'entryEdited',
  delete: 'entryDeleted',
  import: 'entryImported',
  recount: 'recounted',
  undo: 'undone',
};

/**
 * What of the acknowledged is missing or there twice. "Recorded, will sync" may turn out not to fit; then the member is told (`told`: of
 * how many changes it was, or is about to be), and that is no loss.
 */
export const compareWithBook = async (
  ledger: Ledger,
  acknowledged: readonly Entry[],
  told: (user: string) => Promise<number>,
): Promise<string[]> => {
  const problems: string[] = [];
  const missing = new Map<string, string[]>();
  for (const { user, id, click } of acknowledged) {
    const rows = (ledger.get(user) ?? []).filter((row) => row.requestId === id && row.event === EVENT[click]);
    const applied = new Set(rows.map(({ version }) => version)).size;
    if (applied > 1) problems.push(`${user}: acknowledged ${click} ${id} is in the ledger ${applied} times`);
    if (applied === 0) missing.set(user, [...(missing.get(user) ?? []), `${click} ${id}`]);
  }
  for (const [user, lost] of missing) {
    const known = await told(user);
    if (known < lost.length) problems.push(`${user}: acknowledged ${lost.join(', ')}: not in the ledger, and told of ${known}`);
  }
  return problems;
};

/** No request counts twice, and versions go from 1 without a gap. */
export const checkVersions = (user: string, rows: readonly Row[]): string[] => {
  const problems: string[] = [];
  const requests = new Map<string, Set<number>>();
  for (const { requestId, version } of rows) requests.set(requestId, (requests.get(requestId) ?? new Set()).add(version));
  for (const [request, versions] of requests)
    if (versions.size !== 1) problems.push(`${user}: request ${request} applied ${versions.size} times`);
  const versions = [...new Set(rows.map((row) => row.version))];
  if (versions.some((version, at) => version !== at + 1))
    problems.push(`${user}: versions ${versions.join(',')} are not in order`);
  return problems;
};

/** Sessions as the ledger tells them, the running one among them; what was deleted is not there any more. */
export interface Told {
  readonly active: readonly Session[];
  readonly ended: ReadonlyMap<string, Session>;
  readonly problems: readonly string[];
}

/** Each row goes on from where the one before it about the same session has left it. */
export const foldLedger = (user: string, rows: readonly Row[]): Told => {
  const sessions = new Map<string, Session>();
  const problems: string[] = [];
  for (const { before, after, event, version } of rows) {
    const id = (after ?? before)?.id;
    if (id === undefined) problems.push(`${user}: ${event} at version ${version} is about no session`);
    else {
      if (!isDeepStrictEqual(before, sessions.get(id) ?? null))
        problems.push(`${user}: ${event} at version ${version} does not go on from what the ledger says of session ${id}`);
      sessions.delete(id);
      if (after !== null) sessions.set(id, after);
    }
  }
  const all = [...sessions];
  return {
    active: all.map(([, session]) => session).filter(({ endedAt }) => endedAt === null),
    ended: new Map(all.filter(([, { endedAt }]) => endedAt !== null)),
    problems,
  };
};
