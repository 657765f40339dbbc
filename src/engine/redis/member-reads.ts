import { categoryId, userId, type CategoryId, type SpaceId, type UserId } from '../../domain/ids.js';
import type { MemberState, Session } from '../../domain/session.js';
import type { OnClock } from '../store.js';
import { CorruptData, idOf } from '../codec/blob.js';
import { decodeEntry } from '../codec/entry.js';
import { monthOf } from '../codec/month.js';
import { decodeState } from '../codec/state.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { bytes, bytesOrNull, integer, list, pairs, text } from './replies.js';
import { scripts } from './scripts.js';

/** Day buckets: `yyyymmdd` -> category -> ms, none of them 0. */
export type Days = ReadonlyMap<string, ReadonlyMap<CategoryId, number>>;

/** A cached answer of L2 as it lies there: `<version>:<period>:<blob>`. */
export interface StoredTotals {
  readonly version: number;
  readonly tag: string;
  readonly blob: Buffer;
}

/** The state, and what L2 holds of the member's totals, in one round trip. */
export const readMember = async (
  redis: Guarded,
  space: SpaceId,
  user: UserId,
): Promise<{ readonly state: MemberState; readonly totals: StoredTotals | null }> => {
  const [state, totals] = await redis.read((connection) =>
    Promise.all([connection.send('HGET', [keys.states(space), user]), connection.send('GET', [keys.totals(space, user)])]),
  );
  return { state: decodeState(bytesOrNull(state)), totals: storedTotals(bytesOrNull(totals)) };
};

const storedTotals = (value: Buffer | null): StoredTotals | null => {
  if (value === null) return null;
  const first = value.indexOf(58);
  const second = value.indexOf(58, first + 1);
  if (first < 1 || second < 0) throw new CorruptData('totals: no tag');
  return {
    version: integer(value.toString('latin1', 0, first)),
    tag: value.toString('latin1', first + 1, second),
    blob: value.subarray(second + 1),
  };
};

/** The cached totals when they are of the member's present version and of the period `tag`, else the day buckets; with that version. */
export const readTotals = async (
  redis: Guarded,
  space: SpaceId,
  user: UserId,
  tag: string,
): Promise<{ readonly version: number; readonly cached: Buffer } | { readonly version: number; readonly days: Days }> => {
  const names = [keys.totals(space, user), keys.states(space), keys.days(space, user)];
  const [version, answer] = list(await redis.read((connection) => connection.run(scripts.totals, names, [user, tag])));
  return Buffer.isBuffer(answer)
    ? { version: integer(version), cached: answer }
    : { version: integer(version), days: daysOf(answer, '00000000', '99999999') };
};

export const writeTotals = async (
  redis: Guarded,
  space: SpaceId,
  user: UserId,
  totals: StoredTotals,
  ttlMs: number,
): Promise<void> => {
  const value = Buffer.concat([Buffer.from(`${totals.version}:${totals.tag}:`), totals.blob]);
  await redis.write((connection) => connection.send('SET', [keys.totals(space, user), value, 'PX', ttlMs]));
};

export const readDays = async (redis: Guarded, space: SpaceId, user: UserId, from: string, to: string): Promise<Days> =>
  daysOf(await redis.read((connection) => connection.send('HGETALL', [keys.days(space, user)])), from, to);

const daysOf = (reply: unknown, from: string, to: string): Days => {
  const rows: [day: string, category: CategoryId, ms: number][] = [];
  for (const [field, value] of pairs(reply)) {
    const name = field.toString();
    const [day, category] = [name.slice(0, 8), name.slice(9)];
    if (!/^\d{8}$/.test(day) || name.charAt(8) !== ':') throw new CorruptData('days: not a bucket');
    const ms = integer(value);
    if (ms !== 0 && day >= from && day <= to) rows.push([day, categoryId(category), ms]);
  }
  const days = new Map<string, Map<CategoryId, number>>();
  for (const [day, category, ms] of rows.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) {
    const categories = days.get(day);
    if (categories === undefined) days.set(day, new Map([[category, ms]]));
    else categories.set(category, ms);
  }
  return days;
};

/** Months of a member's entries, `yyyymm`, oldest first. */
export const monthsOf = (value: Buffer | null): readonly string[] => {
  const months = value === null ? [] : value.toString().split(',');
  if (!months.every((month) => /^\d{6}$/.test(month))) throw new CorruptData('months: not a month');
  return months.sort();
};

/** The last moment that a date can be, ms. */
const LATEST = 8_640_000_000_000_000;

export const readEntries = async (
  redis: Guarded,
  space: SpaceId,
  user: UserId,
  from: number,
  to: number,
): Promise<readonly Session[]> => {
  if (!(from < to)) return [];
  const held = await redis.read((connection) => connection.send('HGET', [keys.months(space), user]));
  const [first, last] = [monthOf(Math.max(0, from)), to >= LATEST ? '999912' : monthOf(to)];
  const months = monthsOf(bytesOrNull(held)).filter((month) => month >= first && month <= last);
  const range = [Number.isFinite(from) ? from : '-inf', Number.isFinite(to) ? `(${to}` : '+inf'];
  const replies = await redis.read((connection) =>
    Promise.all(months.map((month) => connection.send('ZRANGEBYSCORE', [keys.entries(space, user, month), ...range]))),
  );
  return replies.flatMap((reply) => list(reply).map((entry) => decodeEntry(bytes(entry))));
};

/** Longest first. */
export const readOnTheClock = async (redis: Guarded, space: SpaceId): Promise<readonly OnClock[]> => {
  const reply = await redis.read((connection) => connection.send('ZRANGE', [keys.on(space), 0, -1, 'WITHSCORES']));
  return [...pairs(reply)].map(([user, start]) => ({ user: idOf(userId, text(user)), startedAt: integer(start) }));
};
