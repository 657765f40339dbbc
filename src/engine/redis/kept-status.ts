import type { TotalsPeriod } from '../../domain/calendar.js';
import type { SpaceId, UserId } from '../../domain/ids.js';
import type { KeptStatus } from '../cache/backing.js';
import { CorruptData } from '../codec/blob.js';
import type { DayDelta } from '../store.js';
import { bucketOf, monthsOfPeriod } from './day-buckets.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { bytes, bytesOrNull, integer, list } from './replies.js';
import { scripts } from './scripts.js';

/** A kept status lies in Redis as `s<period>:<length of the state>:<state><totals>`. */
const MARK = 's';

/** What is kept of a member, or null: one plain command, since a script costs Redis half as much again. It is never older than the state. */
export const readKept = async (redis: Guarded, space: SpaceId, user: UserId): Promise<KeptStatus | null> =>
  parseKept(bytesOrNull(await redis.read((connection) => connection.send('GET', [keys.totals(space, user)]))));

/** Null also for what is no kept status: whoever finds it computes the answer anew. @throws CorruptData */
export const parseKept = (value: Buffer | null): KeptStatus | null => {
  if (value?.[0] !== MARK.charCodeAt(0)) return null;
  const first = value.indexOf(58);
  const second = value.indexOf(58, first + 1);
  if (first < 1 || second < 0) throw new CorruptData('a kept status: no period');
  const end = second + 1 + integer(value.toString('latin1', first + 1, second));
  if (end > value.length) throw new CorruptData('a kept status: cut short');
  return { tag: value.toString('latin1', 1, first), state: value.subarray(second + 1, end), totals: value.subarray(end) };
};

/** Keeps it for `ttlMs`, unless the state is another by now. */
export const keepStatus = async (
  redis: Guarded,
  space: SpaceId,
  user: UserId,
  { tag, state, totals }: KeptStatus,
  ttlMs: number,
): Promise<void> => {
  const names = [keys.states(space), keys.totals(space, user)];
  const args = [user, `${MARK}${tag}:${state.length}:`, state, totals, ttlMs];
  await redis.write((connection) => connection.run(scripts.keepStatus, names, args));
};

/** The state's value (null: none) and the day buckets of the months that the totals of `period` are made of, of the same moment. */
export const readStatus = async (
  redis: Guarded,
  space: SpaceId,
  user: UserId,
  period: TotalsPeriod,
): Promise<{ readonly state: Buffer | null; readonly days: readonly DayDelta[] }> => {
  const names = [keys.states(space), ...monthsOfPeriod(period).map((month) => keys.days(space, user, month))];
  const [value, ...days] = list(await redis.read((connection) => connection.run(scripts.readStatus, names, [user])));
  const state = bytes(value);
  return { state: state.length === 0 ? null : state, days: days.flatMap((month) => bucketsOf(bytes(month).toString())) };
};

/** `yyyymmdd:category`, ms and so on, with a zero byte between two. */
const bucketsOf = (joined: string): readonly DayDelta[] => {
  if (joined === '') return [];
  const cells = joined.split('\0');
  const buckets: DayDelta[] = [];
  for (let at = 0; at < cells.length; at += 2) buckets.push(bucketOf(cells[at] ?? '', integer(cells[at + 1] ?? '')));
  return buckets;
};
