import type { SpaceId, UserId } from '../../domain/ids.js';
import { splitVersion } from '../codec/versioned.js';
import { readDocument } from '../redis/document-reads.js';
import type { Guarded } from '../redis/guarded.js';
import { keys } from '../redis/keys.js';
import { bytesOrNull, list } from '../redis/replies.js';
import type { OpenContainer } from './container.js';
import { BackupDamaged } from './refusals.js';
import type { DocumentLine } from './records.js';

/** What Redis has where the backup has something. */
export type Standing =
  /** Nothing. */
  | 'absent'
  /** The same, or what a forced restore of this very backup put there. */
  | 'same'
  | 'newer'
  /** The same version or an older one, and yet something else: another history. */
  | 'different';

export interface Conflict {
  /** `<space>/<member>`; of documents `<space>/<kind>`, `<space>/<member>/<kind>` or `installation/<kind>`. */
  readonly what: string;
  readonly standing: 'newer' | 'different';
  /** Versions. */
  readonly inRedis: number;
  readonly inBackup: number;
}

/** Whether what stands may be overwritten without a word. `restored`: `<backup>:<version>` of a forced restore. */
export const standingOf = (now: Buffer | null, then: Buffer, restored: string | null, backup: string): Standing => {
  if (now === null) return 'absent';
  if (now.equals(then)) return 'same';
  const [here, there] = [splitVersion(now, 'stored').version, splitVersion(then, 'backup').version];
  if (restored === `${backup}:${here}`) return 'same';
  return here > there ? 'newer' : 'different';
};

/** The same for a document: equal in all but the version is the same. */
export const documentStanding = (now: Buffer | null, then: Buffer): Standing => {
  if (now === null) return 'absent';
  const [here, there] = [splitVersion(now, 'stored'), splitVersion(then, 'backup')];
  if (here.blob.equals(there.blob)) return 'same';
  return here.version > there.version ? 'newer' : 'different';
};

export interface Inspection {
  /** Number of each `member` record that `again` took back, counted from 0. */
  readonly dropped: ReadonlySet<number>;
  /** Number of each `member` record that Redis has just so. */
  readonly same: ReadonlySet<number>;
  readonly erased: ReadonlyMap<string, number>;
  readonly conflicts: readonly Conflict[];
  readonly conflictCount: number;
}

/** What of the file is to be restored. */
export interface Wanted {
  readonly wanted: (space: SpaceId) => boolean;
  /** Also what belongs to no space. */
  readonly everything: boolean;
}

const CONFLICTS_SHOWN = 20;
const PAGE = 200;

interface Known {
  readonly attempt: number;
  readonly user: UserId;
  readonly value: Buffer;
}

/** Reads a whole backup without writing anything: is it whole and complete, and would it overwrite something? @throws BackupDamaged */
export const inspect = async (
  redis: Guarded,
  { header, records }: OpenContainer,
  { wanted, everything }: Wanted,
): Promise<Inspection> => {
  const dropped = new Set<number>();
  const same = new Set<number>();
  const erased = new Map<string, number>();
  const conflicts: Conflict[] = [];
  let conflictCount = 0;
  const conflict = (found: Conflict): void => {
    conflictCount += 1;
    if (conflicts.length < CONFLICTS_SHOWN) conflicts.push(found);
  };
  const place: { space: SpaceId | null; user: UserId | null } = { space: null, user: null };
  const told = { attempts: 0, spaces: 0, documents: 0, members: 0, entries: 0, rows: 0, ended: false };
  let page: Known[] = [];

  const compare = async (): Promise<void> => {
    const { space } = place;
    const members = page;
    page = [];
    if (space === null || !wanted(space) || members.length === 0) return;
    const users = members.map(({ user }) => user);
    const [states, restored] = await redis.read((connection) =>
      Promise.all([
        connection.send('HMGET', [keys.states(space), ...users]),
        connection.send('HMGET', [keys.restored(space), ...users]),
      ]),
    );
    const [now, marks] = [list(states).map(bytesOrNull), list(restored).map(bytesOrNull)];
    for (const [index, { attempt, user, value }] of members.entries()) {
      const here = now[index] ?? null;
      const standing = standingOf(here, value, marks[index]?.toString() ?? null, header.id);
      if (standing === 'same') same.add(attempt);
      if (here === null || standing === 'absent' || standing === 'same') continue;
      const inRedis = splitVersion(here, 'stored').version;
      conflict({ what: `${space}/${user}`, standing, inRedis, inBackup: splitVersion(value, 'backup').version });
    }
  };
  const compareDocuments = async (space: SpaceId | null, documents: readonly DocumentLine[]): Promise<void> => {
    if (space === null ? !everything : !wanted(space)) return;
    const standing = await Promise.all(documents.map(([kind, user]) => readDocument(redis, { kind, space, user })));
    for (const [index, [kind, user, value]] of documents.entries()) {
      const here = standing[index] ?? null;
      const found = documentStanding(here, value);
      if (here === null || found === 'absent' || found === 'same') continue;
      const what = [space ?? 'installation', ...(user === null ? [] : [user]), kind].join('/');
      const inRedis = splitVersion(here, 'stored').version;
      conflict({ what, standing: found, inRedis, inBackup: splitVersion(value, 'backup').version });
    }
  };

  for await (const record of records()) {
    if (told.ended) throw new BackupDamaged('it goes on behind its end');
    const outside = record.kind === 'documents' ? place.space === null : OUTSIDE.has(record.kind);
    if ((place.space === null) !== outside || (place.user !== null) !== OF_MEMBER.has(record.kind))
      throw new BackupDamaged(`a record of kind ${record.kind} where none belongs`);
    switch (record.kind) {
      case 'space':
        place.space = record.space;
        Object.assign(told, { documents: 0, members: 0, entries: 0, rows: 0 });
        break;
      case 'documents':
        for (const [, user, value] of record.documents) {
          splitVersion(value, 'document');
          if (place.space === null && user !== null) throw new BackupDamaged('a document of a member outside a space');
        }
        if (place.space !== null) told.documents += record.documents.length;
        await compareDocuments(place.space, record.documents);
        break;
      case 'member':
        place.user = record.user;
        told.attempts += 1;
        break;
      case 'entries':
        told.entries += record.entries.length;
        break;
      case 'days':
      case 'former':
      case 'due':
        break;
      case 'again':
        dropped.add(told.attempts - 1);
        place.user = null;
        break;
      case 'state':
        splitVersion(record.value, 'state');
        if (place.user !== null) page.push({ attempt: told.attempts - 1, user: place.user, value: record.value });
        place.user = null;
        told.members += 1;
        if (page.length >= PAGE) await compare();
        break;
      case 'ledger':
        told.rows += record.rows.length;
        break;
      case 'spaceEnd':
        await compare();
        if (COUNTED.some((counted) => record[counted] !== told[counted])) throw new BackupDamaged('a space is not complete');
        told.spaces += 1;
        place.space = null;
        break;
      case 'erased':
        for (const [what, at] of record.erased) erased.set(what, at);
        break;
      case 'end':
        if (record.spaces !== told.spaces) throw new BackupDamaged('it is not complete');
        told.ended = true;
        break;
    }
  }
  if (!told.ended) throw new BackupDamaged('it has no end');
  return { dropped, same, erased, conflicts, conflictCount };
};

const COUNTED = ['documents', 'members', 'entries', 'rows'] as const;
const OUTSIDE: ReadonlySet<string> = new Set(['space', 'erased', 'end']);
const OF_MEMBER: ReadonlySet<string> = new Set(['entries', 'days', 'state', 'again']);
