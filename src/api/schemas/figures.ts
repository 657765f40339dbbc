import { z } from 'zod';
import { TROUBLES } from '../../actions/service.js';
import { Day, Moment, Seconds, UserIdText } from './common.js';

const Figures = z.array(Seconds.nullable());

/** Null where fewer people than `least` worked, or where it would tell of those. */
export const ServerStats = z.object({
  from: Day,
  to: Day,
  /** A sum of fewer people is never told. */
  least: z.number().int(),
  /** Null: fewer people worked, of whom nothing is told. */
  stats: z
    .object({
      people: z.number().int(),
      seconds: Seconds,
      days: z.array(Day),
      byDay: Figures,
      categories: z.array(z.object({ category: z.string(), seconds: Seconds, byDay: Figures })),
      other: z.object({ count: z.number().int(), seconds: Seconds }).nullable(),
      /** By weekday (0 is Monday) and hour of the day. */
      heat: z.array(Figures),
      /** How many people were on the clock at each hour on average. */
      coverage: z.array(z.number().nullable()),
      targets: z.object({ set: z.number().int(), met: z.number().int() }).nullable(),
      openRequests: z.number().int(),
      /** Of so many members the figures are, where there are more; null: of all. */
      cut: z.number().int().nullable(),
    })
    .nullable(),
});

const Numbers = z.record(z.string(), z.unknown());

/** What /insights shows, as numbers: hours, and chances from 0 to 1. */
export const InsightsAnswer = z.object({
  member: UserIdText,
  days: z.number().int(),
  category: z.string().nullable(),
  zone: z.string(),
  weekStart: z.string(),
  /** Hours of today up to now, and of the last days, the newest last. */
  done: z.number(),
  lately: z.array(z.number()),
  /** Score, comparison of weeks, hours of the week, categories and remarks; parts that have too little say what is missing. */
  insights: Numbers,
  forecast: Numbers.nullable(),
  targets: z.array(
    z.object({
      category: z.string(),
      target: z.number(),
      outlook: z.object({ missing: z.number(), chance: z.number() }).nullable(),
    }),
  ),
  streak: Numbers.nullable(),
  stand: z.object({ rank: z.number().int(), of: z.number().int() }).nullable(),
  /** By which bounds the figures are made, for whoever explains them. */
  bounds: z.object({
    suspectHours: z.number(),
    scoreDays: z.number().int(),
    referenceDays: z.number().int(),
    weeksCompared: z.number().int(),
    heat: z.object({ days: z.number().int(), hours: z.number() }),
    categoryWeeks: z.number().int(),
    remarkWeeks: z.number().int(),
    outlook: z.object({ days: z.number().int(), active: z.number().int() }),
  }),
});

/** Members who show whoever asks their insights. */
export const InsightsShown = z.object({ members: z.array(z.object({ user: UserIdText, name: z.string().nullable() })) });

/**
 * `redis`: changes waited in the journal. `journal`: changes could not be kept. `discord`: not all of Discord was reached. `other`: something that somebody
 * has to see to.
 */
const TroubleName = z.enum(TROUBLES);

/** How the service was in the last day, for everybody: nothing in it is of a server or a person. */
export const StatusHistory = z.object({
  status: z.enum(['ok', 'degraded', 'unavailable']),
  /** What is wrong now. */
  troubles: z.array(TroubleName),
  /** Since when this process runs. */
  since: Moment,
  /** From when on incidents are known. */
  knownFrom: Moment,
  incidents: z.array(
    z.object({
      what: TroubleName,
      from: Moment,
      /** Null: it goes on. */
      to: Moment.nullable(),
    }),
  ),
  now: Moment,
});
export type StatusHistory = z.output<typeof StatusHistory>;

/** What /admin system shows to whoever runs the bot; for reading by people, so its parts may change. */
export const SystemAnswer = z.object({ panel: Numbers });
