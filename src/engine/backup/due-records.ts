import type { SpaceId } from '../../domain/ids.js';
import { dueField, dueMember, duePayloads } from '../redis/due-names.js';
import { readKeptDue } from '../redis/due-store.js';
import type { Guarded } from '../redis/guarded.js';
import { keys } from '../redis/keys.js';
import type { BackupRecord, DueLine } from './records.js';

/** The due rows of a space, also of kinds that only a newer version knows. */
export async function* dueRecords(redis: Guarded, space: SpaceId): AsyncGenerator<Extract<BackupRecord, { kind: 'due' }>> {
  for await (const page of readKeptDue(redis, space, null)) {
    const rows = page.map(({ kind, user, about, at, kept }): DueLine => [kind, user, about, at, kept]);
    if (rows.length > 0) yield { kind: 'due', rows };
  }
}

/**
 * Puts rows back that are not there. Those that are there stay as they are: they are newer, and what is in the backup may have been done since. A row whose
 * reason is gone finds nothing to do.
 */
export const restoreDue = async (redis: Guarded, space: SpaceId, rows: readonly DueLine[]): Promise<void> => {
  const named = rows.map(([kind, user, about, at, kept]) => ({ name: { kind, user, about }, at, kept }));
  // The payload first: a row without one would be found, and could not be read.
  await redis.write((connection) =>
    Promise.all(named.map(({ name, kept }) => connection.send('HSETNX', [duePayloads(space, name), dueField(name), kept]))),
  );
  await redis.write((connection) =>
    Promise.all(named.map(({ name, at }) => connection.send('ZADD', [keys.due(space), 'NX', at, dueMember(name)]))),
  );
};
