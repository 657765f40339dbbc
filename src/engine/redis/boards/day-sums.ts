import { categoryId, type CategoryId, type SpaceId, type UserId } from '../../../domain/ids.js';
import type { Guarded } from '../guarded.js';
import { keys } from '../keys.js';
import { scripts } from '../scripts.js';
import { boardName, forgetAt } from './names.js';

/** What all members did on a day for one category, ms. */
interface CategoryOfDay {
  readonly day: string;
  readonly category: string;
  readonly ms: number;
}

interface DaySum {
  readonly name: string;
  /** Seconds since the epoch. */
  readonly forgetAt: number | null;
  /** Category, as it stands in the sorted set -> ms. */
  readonly categories: ReadonlyMap<string, number>;
}

const periodOf = (day: string): string => `c${day}`;

/**
 * The sums of a day by category are kept as one more board, on which the categories stand instead of members: so they are folded, forgotten and made
 * anew in the same way. Names of categories may have spaces in them, at which the reply of a board is cut.
 */
export const daySumName = (day: string): string => boardName(null, periodOf(day));
export const fieldOf = (category: string): string => category.replaceAll('%', '%25').replaceAll(' ', '%20');
export const categoryIn = (field: string): CategoryId => categoryId(field.replaceAll('%20', ' ').replaceAll('%25', '%'));

/** Deltas of days and categories, added up for each day. */
export const daySumsOf = (deltas: Iterable<CategoryOfDay>): readonly DaySum[] => {
  const days = new Map<string, Map<string, number>>();
  for (const { day, category, ms } of deltas) {
    const sums = days.get(day) ?? new Map<string, number>();
    days.set(day, sums.set(fieldOf(category), (sums.get(fieldOf(category)) ?? 0) + ms));
  }
  return [...days].map(([day, categories]) => ({
    name: daySumName(day),
    forgetAt: forgetAt(periodOf(day), day),
    categories,
  }));
};

/** The category and day of a board that ranks members in one category on one day; null for any other board. */
const dayBoardIn = (name: string): { readonly category: string; readonly day: string } | null => {
  const [, written = '*', day = ''] = /^(.*):d(\d{8})$/s.exec(name) ?? [];
  if (written === '*') return null;
  return { category: written.startsWith('*') ? written.slice(1) : written, day };
};

/** Takes a member off boards of a space, and what the member did off the sums of the days. */
export const takeOff = async (redis: Guarded, space: SpaceId, user: UserId, names: readonly string[]): Promise<void> => {
  await redis.write((connection) =>
    Promise.all(
      names.map((name) => {
        const of = dayBoardIn(name);
        const board = keys.board(space, name);
        if (of === null) return connection.send('ZREM', [board, user]);
        const sums = keys.board(space, daySumName(of.day));
        return connection.run(scripts.takeOffDay, [board, sums], [user, fieldOf(of.category)]);
      }),
    ),
  );
};
