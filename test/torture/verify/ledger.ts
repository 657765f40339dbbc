import type { SpaceId } from '../../../src/domain/ids.js';
import type { Session } from '../../../src/domain/session.js';
import type { EntryRow } from '../../../src/engine/ledger/kinds/entry.js';
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

const EVENT: Readonly<Record<Click, string>> = { in: 'clockedIn', out: 'clockedOut', pause: 'paused', resume: 'resumed' };

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
    const applied = (ledger.get(user) ?? []).filter((row) => row.requestId === id && row.event === EVENT[click]).length;
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

/** The ended sessions as the ledger tells them: what its last row about each says. */
export const endedSessions = (rows: readonly Row[]): ReadonlyMap<string, Session> => {
  const sessions = new Map<string, Session>();
  for (const { after } of rows) if (after !== null) sessions.set(after.id, after);
  return new Map([...sessions].filter(([, { endedAt }]) => endedAt !== null));
};
