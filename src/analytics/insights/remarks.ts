import { localDay } from '../../domain/calendar.js';
import { weekdayIndex } from '../../domain/day-number.js';
import type { CategoryId } from '../../domain/ids.js';
import { mean } from '../numbers.js';
import { daysIn, type Facts, type ScoredDay } from '../score/facts.js';
import type { CategoryShares } from './categories.js';
import { unlessMissing, type Part } from './part.js';
import { canCompare, firstDay, windowOf, type Compared } from './past.js';
import { compare } from './statistics.js';
import type { WeekComparison } from './week.js';

export const REMARKS_MAX = 3;
/**
 * What is said although there is nothing to it: once in twenty times at most that somebody looks who stays as they are, over all remarks together. Each kind
 * has its part of that, and within a kind each candidate its own (Bonferroni).
 */
const BY_CHANCE = 0.05;
/** Weeks since the first day with time that remarks need. */
export const REMARKS_NEED_WEEKS = 4;

/** Hours of a week; hours of a day; minutes of the clock; minutes of a stretch: how fine each is written down at best. */
const GRAIN = { week: 0.5, day: 0.25, clock: 10, stretch: 5 } as const;
/** A difference must be at least this large to be worth a word, however sure it is. */
const WORTH = { weekHours: 1, dayHours: 0.5, share: 0.05, clockMinutes: 15, stretchMinutes: 5, ratio: 0.1 } as const;
/** Days of a weekday, and others, that a remark about it needs; days with time on either side for one about the time of day. */
const DAYS_NEEDED = { weekday: 4, others: 8, clock: 8, stretch: 8 } as const;

interface Told {
  /** How often chance alone would bring as much, 0–1, for this remark alone. */
  readonly chance: number;
}

/** A statement with its number. `now` is about the days that are asked about, `before` about as many before them. */
export type Remark = Told &
  (
    | { readonly kind: 'week'; readonly hours: number; readonly usual: number }
    /** Hours of an average week. */
    | { readonly kind: 'level'; readonly now: number; readonly before: number }
    /** Shares of the average week, 0–1. */
    | { readonly kind: 'category'; readonly category: CategoryId; readonly now: number; readonly before: number }
    /** Hours of an average day with time on this weekday (0 is Monday), and on the others. */
    | { readonly kind: 'weekday'; readonly weekday: number; readonly hours: number; readonly others: number }
    /** When the first stretch of an average day begins, minutes after its midnight. */
    | { readonly kind: 'start'; readonly now: number; readonly before: number }
    /** Minutes of an average stretch between two breaks. */
    | { readonly kind: 'stretch'; readonly now: number; readonly before: number }
  );

export interface RemarkInput {
  readonly days: number;
  /** Of whom it is about, IANA name: times of day are told by its clocks. */
  readonly zone: string;
  readonly compared: Compared;
  readonly week: Part<WeekComparison>;
  readonly categories: Part<CategoryShares>;
}

/** What stands out, the surest first, at most REMARKS_MAX; none is an answer too. */
export const remarksOf = (facts: Facts, input: RemarkInput): Part<readonly Remark[]> => {
  const weeks = Math.floor((facts.today - firstDay(facts)) / 7);
  return unlessMissing([{ of: 'weeks', count: REMARKS_NEED_WEEKS - weeks }], () => {
    const kinds = [weekRemarks, levelRemarks, categoryRemarks, weekdayRemarks, startRemarks, stretchRemarks];
    const sure = kinds.flatMap((of) => {
      const candidates = of(facts, input);
      const bound = BY_CHANCE / kinds.length / Math.max(1, candidates.length);
      return candidates.flatMap(({ remark, isWorth }) => (isWorth && remark.chance < bound ? [remark] : []));
    });
    return sure.toSorted((a, b) => a.chance - b.chance || (a.kind < b.kind ? -1 : 1)).slice(0, REMARKS_MAX);
  });
};

/** Something that could be said; all of a kind count as looked at, worth a word or not. */
interface Candidate {
  readonly remark: Remark;
  readonly isWorth: boolean;
}

const differs = (now: number, before: number, by: number): boolean =>
  Math.abs(now - before) >= Math.max(by, WORTH.ratio * Math.max(now, before));

type Look = (facts: Facts, input: RemarkInput) => readonly Candidate[];

const weekRemarks: Look = (_facts, { week }) => {
  if (!week.enough) return [];
  const { done, usual, chance } = week.value;
  return [{ remark: { kind: 'week', hours: done, usual, chance }, isWorth: differs(done, usual, WORTH.weekHours) }];
};

const levelRemarks: Look = (_facts, { compared }) => {
  if (!canCompare(compared)) return [];
  const [now, before] = [compared.now, compared.before].map((blocks) => blocks.map(({ hours }) => hours));
  if (now === undefined || before === undefined) return [];
  const { chance } = compare(now, before, GRAIN.week);
  const [level, earlier] = [mean(now), mean(before)];
  return [{ remark: { kind: 'level', now: level, before: earlier, chance }, isWorth: differs(level, earlier, WORTH.weekHours) }];
};

const categoryRemarks: Look = (_facts, { categories }) => {
  if (!categories.enough || categories.value.shares.length < 2) return [];
  return categories.value.shares.flatMap(({ category, change }) => {
    if (change === null) return [];
    const { now, before, chance } = change;
    return [{ remark: { kind: 'category', category, now, before, chance }, isWorth: Math.abs(now - before) >= WORTH.share }];
  });
};

/** Weekdays differ from each other, so one is held against all others; only days with time, and none that is not over. */
const weekdayRemarks: Look = (facts, { days }) => {
  const worked = daysIn(facts, { ...windowOf(facts, days), to: facts.today });
  return Array.from({ length: 7 }, (_, weekday) => weekday).flatMap((weekday): readonly Candidate[] => {
    const isOf = ({ number }: ScoredDay): boolean => weekdayIndex(number) === weekday;
    const own = worked.filter(isOf).map(({ hours }) => hours);
    const others = worked.filter((day) => !isOf(day)).map(({ hours }) => hours);
    if (own.length < DAYS_NEEDED.weekday || others.length < DAYS_NEEDED.others) return [];
    const { chance } = compare(own, others, GRAIN.day);
    const [hours, rest] = [mean(own), mean(others)];
    return [{ remark: { kind: 'weekday', weekday, hours, others: rest, chance }, isWorth: differs(hours, rest, WORTH.dayHours) }];
  });
};

const daysOf = ({ now, before }: Compared): readonly [now: readonly ScoredDay[], before: readonly ScoredDay[]] => [
  now.flatMap(({ days }) => days),
  before.flatMap(({ days }) => days),
];

const startRemarks: Look = (facts, { compared, zone }) => {
  const { dayStart } = facts.input.usual;
  const startsOf = (days: readonly ScoredDay[]): readonly number[] =>
    days.flatMap(({ stretches: [first] }) => (first === undefined ? [] : [minutesOfDay(first.start, zone, dayStart)]));
  const [now, before] = daysOf(compared).map(startsOf);
  if (now === undefined || before === undefined || Math.min(now.length, before.length) < DAYS_NEEDED.clock) return [];
  const { difference, chance } = compare(now, before, GRAIN.clock);
  const remark: Remark = { kind: 'start', now: mean(now), before: mean(before), chance };
  return [{ remark, isWorth: Math.abs(difference) >= WORTH.clockMinutes }];
};

/** Minutes after midnight by the zone's clocks; what is before the start of the day belongs to the night before, and is more than 24 hours. */
const minutesOfDay = (moment: number, zone: string, dayStart: number): number => {
  const { start } = localDay(moment, zone, dayStart);
  return dayStart + (moment - start) / 60_000;
};

/** One number a day, since the stretches of a day depend on each other. */
const stretchRemarks: Look = (_facts, { compared }) => {
  const lengthsOf = (days: readonly ScoredDay[]): readonly number[] =>
    days.flatMap(({ stretches }) =>
      stretches.length === 0 ? [] : [mean(stretches.map(({ start, end }) => (end - start) / 60_000))],
    );
  const [now, before] = daysOf(compared).map(lengthsOf);
  if (now === undefined || before === undefined || Math.min(now.length, before.length) < DAYS_NEEDED.stretch) return [];
  const { chance } = compare(now, before, GRAIN.stretch);
  const [length, earlier] = [mean(now), mean(before)];
  const remark: Remark = { kind: 'stretch', now: length, before: earlier, chance };
  return [{ remark, isWorth: differs(length, earlier, WORTH.stretchMinutes) }];
};
