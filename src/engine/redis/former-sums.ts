import { categoryId, type SpaceId } from '../../domain/ids.js';
import { CorruptData } from '../codec/blob.js';
import type { FormerTotal } from '../store.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { integer, pairs } from './replies.js';
import { scripts } from './scripts.js';

/**
 * What erased members had stays as sums by month and category. They say nothing of who it was, so two databases could not tell which
 * erasures both of them count. Therefore each sum belongs to a lineage: what one database counted without a restore in between. Sums of
 * different lineages count different erasures and add up; of the same lineage the greater one is the later one (merge-former.lua).
 */

/** `<lineage>:<yyyymm>:<category>` and ms. */
export type FormerSum = readonly [field: string, ms: number];

/** Names the lineage that erasures add to. A backup does not have it, so what is erased after a restore begins another one. */
const CURRENT = '@';
const FIELD = /^[\w.-]{1,160}:(\d{6}):(.*)$/s;

/** Is it `<lineage>:<yyyymm>:<category>`? */
export const isFormerField = (field: string): boolean => FIELD.test(field);

export const formerField = (lineage: string, month: string, category: string): string => `${lineage}:${month}:${category}`;

/** Of a reply that has the whole hash. @throws CorruptData */
export const formerSumsOf = (reply: unknown): readonly FormerSum[] =>
  [...pairs(reply)].flatMap(([name, ms]): readonly FormerSum[] => {
    const field = name.toString();
    if (field === CURRENT) return [];
    if (!isFormerField(field)) throw new CorruptData('former: not a sum');
    return [[field, integer(ms)]];
  });

/** The sums of all lineages for months in [from, to], `yyyymm`, by month and category. @throws CorruptData */
export const readFormerTotals = async (
  redis: Guarded,
  space: SpaceId,
  from: string,
  to: string,
): Promise<readonly FormerTotal[]> => {
  const sums = formerSumsOf(await redis.read((connection) => connection.send('HGETALL', [keys.former(space)])));
  const totals = new Map<string, FormerTotal>();
  for (const [field, ms] of sums) {
    const [, month = '', category = ''] = FIELD.exec(field) ?? [];
    if (month < from || month > to) continue;
    const name = `${month}:${category}`;
    totals.set(name, { month, category: categoryId(category), ms: ms + (totals.get(name)?.ms ?? 0) });
  }
  return [...totals]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, total]) => total)
    .filter(({ ms }) => ms !== 0);
};

/** Brings the sums of a space to at least these, in one step; sums of other lineages stay. */
export const mergeFormer = async (redis: Guarded, space: SpaceId, sums: readonly FormerSum[]): Promise<void> => {
  if (sums.length === 0) return;
  await redis.write((connection) => connection.run(scripts.mergeFormer, [keys.former(space)], sums.flat()));
};
