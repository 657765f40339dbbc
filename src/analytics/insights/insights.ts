import type { WeekStart } from '../../domain/calendar.js';
import type { CategoryId } from '../../domain/ids.js';
import type { Session } from '../../domain/session.js';
import { historyOf, type MemberHistory } from '../forecast/series.js';
import { factsOf, isSuspect, type Facts, type ScoreInput } from '../score/facts.js';
import { scoreOf, type ScoreAnswer } from '../score/score.js';
import { aheadOf } from './ahead.js';
import { categoriesOf, type CategoryShares } from './categories.js';
import { heatMapOf, type HeatMap } from './hours.js';
import type { Part } from './part.js';
import { comparedOf, firstDay, windowOf } from './past.js';
import { remarksOf, type Remark } from './remarks.js';
import { weekOf, type WeekComparison } from './week.js';

/** Days that may be asked about. */
export const INSIGHT_DAYS = [28, 90, 365] as const;
export type InsightDays = (typeof INSIGHT_DAYS)[number];

/** What insights are made of. Notes are no part of it. */
export interface InsightsInput extends Omit<ScoreInput, 'sessions'> {
  /** Ended ones of the last 14 months, in any order, and the one on the clock. */
  readonly sessions: readonly Session[];
  readonly weekStart: WeekStart;
  readonly days: InsightDays;
  /** Null: all of them. The score is always of all. */
  readonly category: CategoryId | null;
  /** Whose clocks tell times of the day: those of whom it is about, IANA name. Days and weeks are those by which entries were counted. */
  readonly zone: string;
}

/** What is known of a member. Each part says itself what is missing for it. */
export interface Insights {
  /** The days that are asked about, by number: [from, to), today among them. */
  readonly from: number;
  readonly to: number;
  /** The number of the first day with time; null when there is none. */
  readonly first: number | null;
  /** Days with time among those that are asked about, and their hours. */
  readonly activeDays: number;
  readonly hours: number;
  /** Entries over 16 hours: they are timers that were forgotten, and count as no work in anything here. */
  readonly suspects: number;
  readonly score: ScoreAnswer;
  readonly week: Part<WeekComparison>;
  readonly heat: Part<HeatMap>;
  readonly categories: Part<CategoryShares>;
  readonly remarks: Part<readonly Remark[]>;
}

/** A session that is on the clock, as if it ended now; others as they are. */
const endedNow = (session: Session, now: number): Session => {
  if (session.endedAt !== null) return session;
  const { pausedSince, pauses } = session;
  return {
    ...session,
    pauses: pausedSince === null ? pauses : [...pauses, { start: pausedSince, end: Math.max(now, pausedSince) }],
    pausedSince: null,
    endedAt: Math.max(now, session.startedAt),
  };
};

/** The facts of what is asked about: one category or all, what is on the clock included. */
const factsAsked = (input: InsightsInput): Facts =>
  factsOf({
    ...input,
    sessions: input.sessions
      .filter(({ category }) => input.category === null || category === input.category)
      .map((session) => endedNow(session, input.now)),
  });

/** Everything that can be told of a member without asking anybody else. Pure. */
export const insightsOf = (input: InsightsInput): Insights => {
  const facts = factsAsked(input);
  const { from, to } = windowOf(facts, input.days);
  const compared = comparedOf(facts, input.days);
  const week = weekOf(facts, input.weekStart);
  const categories = categoriesOf(facts, input.days, compared);
  const asked = [...facts.days.values()].filter(({ number }) => number >= from && number < to);
  return {
    from,
    to,
    first: facts.days.size === 0 ? null : firstDay(facts),
    activeDays: asked.length,
    hours: asked.reduce((sum, { hours }) => sum + hours, 0),
    suspects: [...facts.sessions.values()].flat().filter(isSuspect).length,
    score: scoreOf(input, input.days),
    week,
    heat: heatMapOf(facts, input.days, input.zone),
    categories,
    remarks: remarksOf(facts, { days: input.days, zone: input.zone, compared, week, categories }),
  };
};

/** What a forecast is made of. */
export interface Outlook extends MemberHistory {
  /** Which share of the usual hours lies after this time of the day, 0–1. */
  readonly ahead: number;
}

/** The days of a member, of one category or of all, for a forecast. */
export const outlookOf = (input: InsightsInput): Outlook => {
  const sessions = input.sessions.filter(({ category }) => input.category === null || category === input.category);
  return { ...historyOf({ ...input, sessions }), ahead: aheadOf(factsAsked(input)) };
};
