import type { TotalsPeriod } from '../../domain/calendar.js';
import { categoryId, type CategoryId, type SpaceId, type UserId } from '../../domain/ids.js';
import { CorruptData } from '../codec/blob.js';
import { monthOfDay } from '../codec/month.js';
import type { DayDelta } from '../store.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { monthsOf } from './months.js';
import { bytesOrNull, integer, pairs } from './replies.js';

/** Day buckets: `yyyymmdd` -> category -> ms, none of them 0. */
export type Days = ReadonlyMap<string, ReadonlyMap<CategoryId, number>>;

/** So few months are asked for at once; for more of them the index is read first. */
const FEW = 3;
const DAY = /^(\d{4})(0[1-9]|1[0-2])\d\d$/;

/** The months from a day to another, `yyyymm`; null when they are many, or these are no days. */
const fewMonths = (from: string, to: string): readonly string[] | null => {
  const [first, last] = [from, to].map((day) => {
    const [, year, month] = DAY.exec(day) ?? [];
    return year === undefined ? Number.NaN : Number(year) * 12 + Number(month) - 1;
  }) as [number, number];
  if (!(last - first < FEW)) return null;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const month = first + index;
    return `${String(Math.floor(month / 12)).padStart(4, '0')}${String((month % 12) + 1).padStart(2, '0')}`;
  });
};

/** Day buckets of a member for days in [from, to], `yyyymmdd`. Only the months of these days are read. */
export const readDays = async (redis: Guarded, space: SpaceId, user: UserId, from: string, to: string): Promise<Days> => {
  const months = fewMonths(from, to) ?? (await monthsWithDays(redis, space, user, from, to));
  const replies = await redis.read((connection) =>
    Promise.all(months.map((month) => connection.send('HGETALL', [keys.days(space, user, month)]))),
  );
  return daysOf(replies, from, to);
};

const monthsWithDays = async (
  redis: Guarded,
  space: SpaceId,
  user: UserId,
  from: string,
  to: string,
): Promise<readonly string[]> => {
  const held = await redis.read((connection) => connection.send('HGET', [keys.dayMonths(space), user]));
  return monthsOf(bytesOrNull(held)).filter((month) => month >= monthOfDay(from) && month <= monthOfDay(to));
};

const daysOf = (replies: readonly unknown[], from: string, to: string): Days => {
  const rows: [day: string, category: CategoryId, ms: number][] = [];
  for (const reply of replies)
    for (const [field, value] of pairs(reply)) {
      const { day, category, ms } = bucketOf(field.toString(), integer(value));
      if (ms !== 0 && day >= from && day <= to) rows.push([day, category, ms]);
    }
  const days = new Map<string, Map<CategoryId, number>>();
  for (const [day, category, ms] of rows.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) {
    const categories = days.get(day);
    if (categories === undefined) days.set(day, new Map([[category, ms]]));
    else categories.set(category, ms);
  }
  return days;
};

/** The months `yyyymm` whose buckets make the totals of a period: that of its month, and another one when its week is in two. */
export const monthsOfPeriod = ({ weekFrom, weekTo, monthFrom, monthTo }: TotalsPeriod): readonly string[] => [
  ...new Set([monthFrom, monthTo, weekFrom, weekTo].map(monthOfDay)),
];

/** Of a field of a days hash. @throws CorruptData */
export const bucketOf = (field: string, ms: number): DayDelta => {
  if (!isBucket(field)) throw new CorruptData('days: not a bucket');
  return { day: field.slice(0, 8), category: categoryId(field.slice(9)), ms };
};

/** Is it `yyyymmdd:category`? */
export const isBucket = (field: string): boolean => BUCKET.test(field);

const BUCKET = /^\d{8}:/;
