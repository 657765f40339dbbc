import type { CategoryId } from '../domain/ids.js';
import { Dice } from './dice.js';

/** How somebody of a made-up team works. */
export interface Habits {
  /** `early`, `office` and `late` by day, `night` over midnight, `part`: some days in the afternoon. */
  readonly shift: 'early' | 'office' | 'late' | 'night' | 'part';
  /** Where they live, IANA name. */
  readonly zone: string;
  /** Weekdays on which they work: 1 Monday to 7 Sunday. */
  readonly weekdays: readonly number[];
  /** Minutes after midnight at which they begin, and minutes that they work; both as a rule. */
  readonly startsAt: number;
  readonly works: number;
  /** What they work on, the most frequent first. */
  readonly categories: readonly CategoryId[];
  /** How probable a note is. */
  readonly writes: number;
  /** How probable it is that they forget to clock out. */
  readonly forgets: number;
}

const SHIFTS = ['office', 'early', 'late', 'office', 'night', 'part', 'office'] as const;
const START: Readonly<Record<Habits['shift'], number>> = { early: 360, office: 540, late: 780, night: 1_320, part: 840 };
const WORKWEEK = [1, 2, 3, 4, 5];

/**
 * @param place the person's place in the team, from 0: every team of five or more has people of each shift, and every third lives elsewhere
 * @param zones where the team is, and where the others live
 * @param categories what there is to do; not empty
 */
export const habitsOf = (
  seed: number,
  place: number,
  zones: readonly [home: string, away: string],
  categories: readonly CategoryId[],
): Habits => {
  const dice = Dice.of(seed, 'habits', place);
  const shift = SHIFTS[place % SHIFTS.length] ?? 'office';
  const favourite = dice.whole(0, categories.length - 1);
  const turned = [...categories.slice(favourite), ...categories.slice(0, favourite)];
  return {
    shift,
    zone: place % 3 === 2 ? zones[1] : zones[0],
    weekdays: shift === 'part' ? [1, 3, 5] : shift === 'night' ? [3, 4, 5, 6, 7] : WORKWEEK,
    startsAt: START[shift] + dice.whole(-4, 4) * 15,
    works: shift === 'part' ? dice.whole(200, 260) : dice.whole(440, 500),
    categories: turned.slice(0, Math.min(4, turned.length)),
    writes: dice.between(0.15, 0.7),
    forgets: dice.between(0.005, 0.03),
  };
};
