import { z } from 'zod';

/** Queues of the bot that must not grow, as /healthz tells them. */
export const QUEUES = ['journal', 'lanes', 'roles'] as const;
export type Queue = (typeof QUEUES)[number];

/** How often the bot is looked at, s. */
export const EVERY_S = 10;

/** What was seen at one moment. `at` in s since the warm-up ended; sizes in bytes, times in ms. */
export const Sample = z.object({
  at: z.number(),
  /** Of the bot. */
  rss: z.number(),
  heapUsed: z.number(),
  external: z.number(),
  /** Changes that Redis has not confirmed; that wait in the writer's lanes; role changes that wait for Discord. */
  queues: z.object({ journal: z.number(), lanes: z.number(), roles: z.number() }),
  /** Refused since the start because a lane was full. */
  laneRefused: z.number(),
  loopP99: z.number(),
  journalBytes: z.number(),
  redisUsed: z.number(),
  redisAof: z.number(),
  /** Deltas that the boards do not hold yet, in all spaces. */
  unfolded: z.number(),
});
export type Sample = z.output<typeof Sample>;

/** What is in use after all garbage was collected, bytes. */
export const Live = z.object({ at: z.number(), rss: z.number(), heapUsed: z.number(), external: z.number() });
export type Live = z.output<typeof Live>;

/** What a click was answered. */
export const OUTCOMES = ['in', 'out', 'recorded', 'deferred', 'refused', 'unanswered'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const Outcomes = z.object({
  in: z.number(),
  out: z.number(),
  recorded: z.number(),
  deferred: z.number(),
  refused: z.number(),
  unanswered: z.number(),
});
export type Outcomes = z.output<typeof Outcomes>;

/** Clicks that were answered since the last look. */
export const Slice = z.object({
  /** s since the warm-up ended */
  at: z.number(),
  /** ms from when the click was due to its answer */
  ms: z.array(z.number()),
  outcomes: Outcomes,
  /** Beginnings of answers that were refusals. */
  refusals: z.array(z.string()),
});
export type Slice = z.output<typeof Slice>;

/** All that a run brought. */
export interface SoakData {
  readonly minutes: number;
  readonly rate: number;
  /** How long people really clicked. */
  readonly seconds: number;
  readonly samples: readonly Sample[];
  readonly live: readonly Live[];
  readonly slices: readonly Slice[];
  /** Looks at the bot that it did not answer within 5 s. */
  readonly missed: number;
  /** Times that its gateway connection broke and came back. */
  readonly resumes: number;
  /** Warnings and errors in the bot's log. */
  readonly complaints: readonly { readonly what: string; readonly count: number; readonly first: string }[];
  /** What was left in the queues when nobody clicked any more. */
  readonly left: Readonly<Record<Queue, number>>;
}
