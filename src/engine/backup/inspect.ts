import type { SpaceId, UserId } from '../../domain/ids.js';
import { splitVersion } from '../codec/versioned.js';
import type { Guarded } from '../redis/guarded.js';
import { keys } from '../redis/keys.js';
import { bytesOrNull, list } from '../redis/replies.js';
import type { OpenContainer } from './container.js';
import { BackupDamaged } from './failures.js';

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
  /** `<space>/<member>`, or `<space>/configuration`. */
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

/** The same for a configuration: equal in all but the version is the same. */
export const configStanding = (now: Buffer | null, then: Buffer): Standing => {
  if (now === null) return 'absent';
  const [here, there] = [splitVersion(now, 'configuration'), splitVersion(then, 'configuration')];
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
  wanted: (space: SpaceId) => boolean,
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
  const told = { attempts: 0, spaces: 0, members: 0, entries: 0, rows: 0, ended: false };
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
  const compareConfig = async (space: SpaceId, value: Buffer): Promise<void> => {
    if (!wanted(space)) return;
    const now = bytesOrNull(await redis.read((connection) => connection.send('GET', [keys.config(space)])));
    const standing = configStanding(now, value);
    if (now === null || standing === 'absent' || standing === 'same') return;
    const [inRedis, inBackup] = [splitVersion(now, 'stored').version, splitVersion(value, 'backup').version];
    conflict({ what: `${space}/configuration`, standing, inRedis, inBackup });
  };

  for await (const record of records()) {
    if (told.ended) throw new BackupDamaged('it goes on behind its end');
    if ((place.space === null) !== OUTSIDE.has(record.kind) || (place.user !== null) !== OF_MEMBER.has(record.kind))
      throw new BackupDamaged(`a record of kind ${record.kind} where none belongs`);
    switch (record.kind) {
      case 'space':
        place.space = record.space;
        Object.assign(told, { members: 0, entries: 0, rows: 0 });
        break;
      case 'config':
        if (place.space !== null) await compareConfig(place.space, record.value);
        break;
      case 'member':
        place.user = record.user;
        told.attempts += 1;
        break;
      case 'entries':
        told.entries += record.entries.length;
        break;
      case 'days':
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
        if (record.members !== told.members || record.entries !== told.entries || record.rows !== told.rows)
          throw new BackupDamaged('a space is not complete');
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

const OUTSIDE: ReadonlySet<string> = new Set(['space', 'erased', 'end']);
const OF_MEMBER: ReadonlySet<string> = new Set(['entries', 'days', 'state', 'again']);
