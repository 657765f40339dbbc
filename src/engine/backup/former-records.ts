import { isGuildSpace, type SpaceId, type UserId } from '../../domain/ids.js';
import { monthOfDay } from '../codec/month.js';
import { bucketOf } from '../redis/day-buckets.js';
import { formerField, formerSumsOf, mergeFormer, type FormerSum } from '../redis/former-sums.js';
import { gravesOf } from '../redis/graves.js';
import type { Guarded } from '../redis/guarded.js';
import { keys } from '../redis/keys.js';
import { bytesOrNull, integer, list } from '../redis/replies.js';
import { scripts } from '../redis/scripts.js';
import type { OpenContainer } from './container.js';
import type { BackupRecord } from './records.js';

/**
 * The sums of a space's erased members, read after its members; null when there are none. An erasure in between is in the sums and among the
 * members: it is known by the version that it left, which is above the one in the backup (`cut`). Its grave is there for twice the journal's keep
 * time, so this holds as long as a space is read within that.
 */
export const formerRecord = async (
  redis: Guarded,
  space: SpaceId,
  cut: ReadonlyMap<UserId, number>,
): Promise<Extract<BackupRecord, { kind: 'former' }> | null> => {
  const names = [keys.former(space), keys.erasing(space)];
  const [kept, graves] = list(await redis.read((connection) => connection.run(scripts.readFormer, names, [])));
  const sums = formerSumsOf(kept);
  if (sums.length === 0) return null;
  const isInBoth = ({ user, version }: { readonly user: UserId; readonly version: number }): boolean =>
    version > (cut.get(user) ?? Infinity);
  const counted = gravesOf(graves)
    .filter(isInBoth)
    .map(({ user }) => user);
  return { kind: 'former', sums: sums.map(([field, ms]) => [field, ms]), counted };
};

export interface LeftOut {
  readonly wanted: (space: SpaceId) => boolean;
  /** Was it erased after the backup? */
  readonly isErased: (space: SpaceId, user: UserId | '*') => boolean;
  /** Did Redis know of that before this restore? */
  readonly isKnown: (space: SpaceId, user: UserId) => boolean;
  /** Named after the backup and the list of erasures: the same in each run of this restore. */
  readonly lineage: string;
}

type Sums = Map<string, number>;

/**
 * Adds the time of members that a restore leaves out, since they were erased after the backup, to the sums of their guild, as their erasure did where
 * it took place. Not of those whose erasure took place in this database, which has them in its sums already; nor of those who are there, whose
 * time is. It goes before the restore and before Redis hears of the erasures, so that one that was interrupted does the same again.
 */
export const sumLeftOut = async (redis: Guarded, { records }: OpenContainer, leftOut: LeftOut): Promise<void> => {
  const { wanted, isErased, lineage } = leftOut;
  let space: SpaceId | null = null;
  let user: UserId | null = null;
  const had = new Map<UserId, Sums>();
  for await (const record of records()) {
    if (record.kind === 'space') {
      space = isGuildSpace(record.space) && wanted(record.space) && !isErased(record.space, '*') ? record.space : null;
      had.clear();
    } else if (record.kind === 'member') {
      user = space !== null && isErased(space, record.user) ? record.user : null;
      if (user !== null) had.set(user, new Map());
    } else if (record.kind === 'days') {
      if (user !== null) addDays(had.get(user), record.days, lineage);
    } else if (record.kind === 'again') {
      if (user !== null) had.delete(user);
    } else if (record.kind === 'former') {
      for (const counted of record.counted) had.delete(counted);
    } else if (record.kind === 'spaceEnd' && space !== null) {
      const sums = await ofThose(redis, space, had, leftOut);
      if (sums.length > 0) await put(redis, space, sums);
    }
  }
};

/** The space is registered first, so that whoever erases it finds the sums. */
const put = async (redis: Guarded, space: SpaceId, sums: readonly FormerSum[]): Promise<void> => {
  await redis.write((connection) => connection.send('SADD', [keys.spaces, space]));
  await mergeFormer(redis, space, sums);
};

const addDays = (sums: Sums | undefined, days: readonly (readonly [string, number])[], lineage: string): void => {
  for (const [bucket, time] of days) {
    const { day, category, ms } = bucketOf(bucket, time);
    const field = formerField(lineage, monthOfDay(day), category);
    sums?.set(field, ms + (sums.get(field) ?? 0));
  }
};

/** The sums of those whose time is nowhere in this database. */
const ofThose = async (
  redis: Guarded,
  space: SpaceId,
  had: ReadonlyMap<UserId, Sums>,
  { isKnown }: LeftOut,
): Promise<readonly FormerSum[]> => {
  const users = [...had].filter(([, sums]) => sums.size > 0).map(([user]) => user);
  if (users.length === 0) return [];
  const [exists, states] = await redis.read((connection) =>
    Promise.all([
      connection.send('EXISTS', [keys.states(space), keys.former(space)]),
      connection.send('HMGET', [keys.states(space), ...users]),
    ]),
  );
  // A space that is not there may have been left out by an earlier restore, which told Redis of all erasures.
  const isThere = integer(exists) > 0;
  const [all, stored] = [new Map<string, number>(), list(states).map(bytesOrNull)];
  for (const [index, user] of users.entries()) {
    if (stored[index] !== null || (isThere && isKnown(space, user))) continue;
    for (const [field, ms] of had.get(user) ?? []) all.set(field, ms + (all.get(field) ?? 0));
  }
  return [...all];
};
