import { parseDuration } from './duration.js';
import { domainError, type DomainError } from './errors.js';
import type { CategoryId } from './ids.js';
import { err, ok, type Result } from './result.js';
import { addDays } from './calendar.js';
import { middleOf, type Week } from './week.js';

/** What a member wants to spend on a category each week, from a week on until another target of the category takes its place. */
export interface Target {
  /** Names it among the others, so that the ledger tells of a change only what is new. */
  readonly id: string;
  readonly category: CategoryId;
  /** 0 to TARGET_MAX_MINUTES; null: from that week on there is no target. */
  readonly minutes: number | null;
  /** The first day of the first week, `yyyymmdd`. */
  readonly from: string;
}

const MINUTE = 60_000;
/** All hours of a week. */
export const TARGET_MAX_MINUTES = 168 * 60;
/** A member changes some targets in a week; older ones are forgotten when there are more than this. */
export const TARGETS_KEPT = 1_000;

/** `37`, `7,5` and `7½` are hours here, since nobody plans a week in minutes. */
const BARE = /^(?:\d+(?:[.,]\d+)?|\d* ?[½¼¾])$/;

/** Reads a weekly target, in whole minutes: a plain number is hours, everything else is a duration. TARGET_INVALID with `input`. */
export const parseTarget = (input: string): Result<number, DomainError> => {
  const text = input.trim();
  const parsed = parseDuration(BARE.test(text) ? `${text}h` : text);
  const minutes = parsed.ok ? Math.floor(parsed.value / MINUTE) : Infinity;
  return parsed.ok && parsed.value <= TARGET_MAX_MINUTES * MINUTE
    ? ok(minutes)
    : err(domainError('TARGET_INVALID', { input: text.slice(0, 40) }));
};

/**
 * The last target of the category that has begun by the week. The middle of the week (`middleOf`) decides, so that a target keeps its week when the
 * space lets its weeks begin on another day.
 */
const latest = (targets: readonly Target[], category: CategoryId, middle: string): Target | undefined => {
  let best: Target | undefined;
  for (const target of targets)
    if (target.category === category && target.from <= middle && (best === undefined || target.from >= best.from)) best = target;
  return best;
};

/** The targets that hold in a week, minutes by category. */
export const targetsOf = (targets: readonly Target[], week: Week): ReadonlyMap<CategoryId, number> => {
  const held = new Map<CategoryId, number>();
  const middle = middleOf(week);
  for (const category of new Set(targets.map((target) => target.category))) {
    const minutes = latest(targets, category, middle)?.minutes ?? null;
    if (minutes !== null) held.set(category, minutes);
  }
  return held;
};

/** The next change of a category's target after the week; null when there is none. */
export const nextChange = (targets: readonly Target[], category: CategoryId, week: Week): Target | null => {
  const middle = middleOf(week);
  let first: Target | null = null;
  for (const target of targets)
    if (target.category === category && target.from > middle && (first === null || target.from < first.from)) first = target;
  return first;
};

/**
 * The targets with this one of `category` from `week` on (null: none). Weeks before it keep theirs, and so do later ones that have a target of their own.
 * Gives back what it was given when that says the same already.
 */
export const withTarget = (
  targets: readonly Target[],
  category: CategoryId,
  minutes: number | null,
  week: Week,
): readonly Target[] => {
  const middle = middleOf(week);
  if ((latest(targets, category, middle)?.minutes ?? null) === minutes) return targets;
  const before = addDays(middle, -7);
  const others = targets.filter(({ category: of, from }) => of !== category || from > middle || from <= before);
  const isCarried = (latest(others, category, middle)?.minutes ?? null) === minutes;
  const all = isCarried ? others : [...others, { id: `${week.from}.${category}`, category, minutes, from: week.from }];
  return forgetOldest(all.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0)));
};

/** Leaves out the oldest of those that a later one of their category has replaced, until no more than TARGETS_KEPT are left. `sorted` by week. */
const forgetOldest = (sorted: readonly Target[]): readonly Target[] => {
  let excess = sorted.length - TARGETS_KEPT;
  return sorted.filter((target, at) => {
    const isReplaced = excess > 0 && sorted.slice(at + 1).some(({ category }) => category === target.category);
    if (isReplaced) excess -= 1;
    return !isReplaced;
  });
};
