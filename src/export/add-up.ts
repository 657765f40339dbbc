import { addDays } from '../domain/calendar.js';
import { targetsOf, type Target } from '../domain/targets.js';
import { weekOf, type Week } from '../domain/week.js';
import type { Entries } from './columns-of-entries.js';
import type { CategorySum, DaySum, MemberSum, ReportHead, ReportSums, WeekSum } from './report.js';
import { amountOf, groupBy, print, sumAlone, sumOf, sumOfParts, type Sum } from './sums.js';

const MINUTE = 60_000;

/** What is added up of a category, or of a day and a category. */
interface Share {
  readonly category: number;
  readonly sum: Sum;
}

/** All sums of a report. Every table is printed from its own total down, and all totals are the same; what is printed of the parts is set too. */
export const addUp = (entries: Entries, order: Uint32Array, head: ReportHead, targets: readonly Target[]): ReportSums => {
  const { categories } = entries;
  const isRounded = head.rounding !== null;

  const shares = sharesOf(entries);
  const ofDays = groupBy(shares, ({ day }) => day);
  const sorted = [...ofDays.keys()].sort();
  let at = 0;
  const weeks = weeksOf(head).map((week) => {
    const from = at;
    while (at < sorted.length && (sorted[at] ?? '') <= week.to) at += 1;
    const days = sorted.slice(from, at).map((day) => {
      const own = ofDays.get(day) ?? [];
      return { day, shares: own, sum: sumOf(own.map(({ sum }) => sum)) };
    });
    return { week, days, sum: sumOf(days.map(({ sum }) => sum)) };
  });
  const total = sumOf(weeks.map(({ sum }) => sum));
  print(total, isRounded);

  const namedSums = (of: readonly Share[]): readonly CategorySum[] =>
    of
      .flatMap(({ category, sum }): readonly CategorySum[] => {
        const named = categories[category];
        return named === undefined ? [] : [{ ...named, amount: amountOf(sum) }];
      })
      .toSorted((a, b) => b.amount.ms - a.amount.ms);

  const byCategory = new Shares();
  for (const { category, sum } of shares) byCategory.add(category, sum.ms, sum.printedMs);
  const ofCategories = byCategory.all();
  print(sumOf(ofCategories.map(({ sum }) => sum)), isRounded);

  const byMember = membersOf(entries, order);
  print(sumOf(byMember.map(({ sum }) => sum)), isRounded);

  const targetOf = targetsIn(head, targets, entries);
  return {
    total: amountOf(total),
    categories: namedSums(ofCategories),
    weeks: weeks.map(({ week, sum }): WeekSum => ({ ...week, amount: amountOf(sum), targetMs: targetOf(week)?.ms ?? null })),
    days: weeks.flatMap(({ days }) =>
      days.map(({ day, sum, shares: own }): DaySum => ({ day, amount: amountOf(sum), categories: namedSums(own) })),
    ),
    members: entries.members
      .flatMap(({ id, name }, at): readonly MemberSum[] => {
        const of = byMember[at];
        if (of === undefined) return [];
        return [{ user: id, name, amount: amountOf(of.sum), categories: namedSums(of.shares), entries: of.entries }];
      })
      .toSorted((a, b) => b.amount.ms - a.amount.ms),
    target: allTargets(weeks.flatMap(({ week }) => targetOf(week) ?? [])),
  };
};

/** Adds up by category, in the order in which the categories first come. */
class Shares {
  private readonly sums = new Map<number, { ms: number; printedMs: number }>();

  add(category: number, ms: number, printedMs: number): void {
    let sum = this.sums.get(category);
    if (sum === undefined) this.sums.set(category, (sum = { ms: 0, printedMs: 0 }));
    sum.ms += ms;
    sum.printedMs += printedMs;
  }

  all(): readonly Share[] {
    return [...this.sums].map(([category, { ms, printedMs }]) => ({ category, sum: sumAlone(ms, printedMs) }));
  }
}

/** What a category counts on a day `yyyymmdd`. */
interface DayShare extends Share {
  readonly day: string;
}

/** Shares of days in the order in which they first come; each has its parts. */
const sharesOf = ({ parts, category: categoryOf }: Entries): readonly DayShare[] => {
  const numbers = new Map<number, Map<number, number>>();
  const found: { readonly day: number; readonly category: number; size: number; end: number }[] = [];
  const shareOf = new Uint32Array(parts.count);
  for (let part = 0; part < parts.count; part += 1) {
    const [day, category] = [parts.day[part] ?? 0, categoryOf[parts.entry[part] ?? 0] ?? 0];
    let ofDay = numbers.get(day);
    if (ofDay === undefined) numbers.set(day, (ofDay = new Map<number, number>()));
    let share = ofDay.get(category);
    if (share === undefined) ofDay.set(category, (share = found.push({ day, category, size: 0, end: 0 }) - 1));
    shareOf[part] = share;
    const of = found[share];
    if (of !== undefined) of.size += 1;
  }
  // The parts of the first share, then those of the second, each in their order.
  let sum = 0;
  for (const share of found) {
    share.end = sum;
    sum += share.size;
  }
  const order = new Uint32Array(parts.count);
  for (let part = 0; part < parts.count; part += 1) {
    const share = found[shareOf[part] ?? 0];
    if (share !== undefined) order[share.end++] = part;
  }
  return found.map(({ day, category, size, end }) => ({
    day: String(day),
    category,
    sum: sumOfParts({ parts, order, from: end - size, to: end }),
  }));
};

interface MemberShares {
  readonly entries: number;
  readonly shares: readonly Share[];
  readonly sum: Sum;
}

/** By the number of the member. */
const membersOf = (entries: Entries, order: Uint32Array): readonly MemberShares[] => {
  const { parts, firstPart } = entries;
  const made = entries.members.map(() => ({ entries: 0, shares: new Shares() }));
  for (const entry of order) {
    const member = made[entries.member[entry] ?? 0];
    if (member === undefined) continue;
    member.entries += 1;
    for (let part = firstPart[entry] ?? 0; part < (firstPart[entry + 1] ?? 0); part += 1) {
      member.shares.add(entries.category[entry] ?? 0, parts.ms[part] ?? 0, parts.printedMs[part] ?? 0);
    }
  }
  return made.map(({ entries: count, shares }) => {
    const all = shares.all();
    return { entries: count, shares: all, sum: sumOf(all.map(({ sum }) => sum)) };
  });
};

/** Weeks that the report touches; of the first and the last one only the days in the report. */
const weeksOf = ({ from, to, weekStart }: Pick<ReportHead, 'from' | 'to' | 'weekStart'>): readonly Week[] => {
  const weeks: Week[] = [];
  for (let week = weekOf(from, weekStart); week.from <= to; week = weekOf(addDays(week.to, 1), weekStart))
    weeks.push({ from: week.from < from ? from : week.from, to: week.to > to ? to : week.to });
  return weeks;
};

interface InTarget {
  readonly ms: number;
  readonly workedMs: number;
}

/** What was to be done in a week, and what of that was done, as it is printed; null without targets, and for a week that is not there as a whole. */
const targetsIn = (
  { weekStart, about }: ReportHead,
  targets: readonly Target[],
  { parts, categories, category }: Entries,
): ((week: Week) => InTarget | null) => {
  const firstOf = new Map<number, string>();
  const weekly = new Map<string, number[]>();
  for (let part = 0; targets.length > 0 && part < parts.count; part += 1) {
    const day = parts.day[part] ?? 0;
    let first = firstOf.get(day);
    if (first === undefined) firstOf.set(day, (first = weekOf(String(day), weekStart).from));
    const known = weekly.get(first);
    if (known === undefined) weekly.set(first, [part]);
    else known.push(part);
  }
  return (week) => {
    if (about.kind === 'members' || addDays(week.from, 6) !== week.to) return null;
    const held = targetsOf(targets, week);
    if (held.size === 0) return null;
    let [ms, workedMs] = [0, 0];
    for (const minutes of held.values()) ms += minutes * MINUTE;
    for (const part of weekly.get(week.from) ?? []) {
      const named = categories[category[parts.entry[part] ?? 0] ?? 0];
      if (named !== undefined && held.has(named.id)) workedMs += parts.printedMs[part] ?? 0;
    }
    return { ms, workedMs };
  };
};

const allTargets = (weeks: readonly InTarget[]): ReportSums['target'] => {
  if (weeks.length === 0) return null;
  let [ms, workedMs] = [0, 0];
  for (const week of weeks) {
    ms += week.ms;
    workedMs += week.workedMs;
  }
  return { ms, workedMs, differenceMs: workedMs - ms };
};
