import { z } from 'zod';
import { Day, Moment, pageOf, Seconds, SpaceIdText, UserIdText } from './common.js';

export const Break = z.object({ start: Moment, end: Moment });

/** A session: on the clock, or an entry that has ended. */
export const Entry = z
  .object({
    id: z.string(),
    category: z.string(),
    status: z.enum(['RUNNING', 'PAUSED', 'ENDED_UNCONFIRMED', 'ENDED_CONFIRMED']),
    note: z.string().nullable(),
    start: Moment,
    /** Null while it is on the clock. */
    end: Moment.nullable(),
    breaks: z.array(Break),
    /** Since when there is a break; null without one. */
    pausedSince: Moment.nullable(),
    /** Effective time set by hand; null: what was measured counts. */
    overrideSeconds: Seconds.nullable(),
    /** What counts, up to now while it is on the clock. */
    effectiveSeconds: Seconds,
    pausedSeconds: Seconds,
    endReason: z.string().nullable(),
    /** For `If-Match`: changes with each change of the entry. */
    version: z.string(),
  })
  .meta({ id: 'Entry' });
export type Entry = z.output<typeof Entry>;

export const EntryPage = pageOf(Entry);

/** An entry to be made, or what is to be changed of one. */
export const EntryInput = z.strictObject({
  category: z.string().min(1).max(100),
  note: z.string().max(200).nullable().default(null),
  start: Moment,
  end: Moment,
  breaks: z.array(Break).max(100).default([]),
  overrideSeconds: Seconds.min(0).nullable().default(null),
});
export type EntryInput = z.input<typeof EntryInput>;
export const EntryPatch = z.strictObject({
  category: z.string().min(1).max(100).optional(),
  note: z.string().max(200).nullable().optional(),
  start: Moment.optional(),
  end: Moment.optional(),
  breaks: z.array(Break).max(100).optional(),
  overrideSeconds: Seconds.min(0).nullable().optional(),
});

export const Category = z
  .object({
    id: z.string(),
    name: z.string(),
    /** `#rrggbb` */
    colour: z.string().nullable(),
    emoji: z.string().nullable(),
    description: z.string().nullable(),
    weight: z.number(),
    order: z.number().int(),
    role: z.string().nullable(),
    requires: z.string().nullable(),
    archived: z.boolean(),
    /** May whoever asks put time on it? */
    usable: z.boolean(),
  })
  .meta({ id: 'Category' });
export type Category = z.output<typeof Category>;

export const CategorySeconds = z.object({ category: z.string(), seconds: Seconds });

export const Space = z
  .object({
    id: SpaceIdText,
    kind: z.enum(['server', 'own']),
    name: z.string(),
    /** IANA name. */
    zone: z.string(),
    locale: z.string(),
    weekStart: z.string(),
    /** What whoever asks may do here: names of domain/capabilities.ts. */
    capabilities: z.array(z.string()),
  })
  .meta({ id: 'Space' });
export type Space = z.output<typeof Space>;

/** What a member's status shows. */
export const Status = z
  .object({
    space: SpaceIdText,
    user: UserIdText,
    active: Entry.nullable(),
    /** The entry that ended last. */
    last: Entry.nullable(),
    /** Ended sessions; null when they could not be read. The running one is not in them. */
    totals: z
      .object({ day: Day, today: z.array(CategorySeconds), week: z.array(CategorySeconds), month: z.array(CategorySeconds) })
      .nullable(),
    /** Read from memory while the store is away: it may be behind. */
    possiblyStale: z.boolean(),
    now: Moment,
    version: z.string(),
  })
  .meta({ id: 'Status' });
export type Status = z.output<typeof Status>;

/** What came of a change. */
export const Changed = z
  .object({
    entry: Entry.nullable(),
    status: Status,
    /** `stored`, or `journaled`: recorded, and will be in the store when that is back. */
    durability: z.enum(['stored', 'journaled']),
    /** The same request had been made before. */
    replayed: z.boolean(),
  })
  .meta({ id: 'Changed' });
export type Changed = z.output<typeof Changed>;

/** Totals by the days of a period, and of the period as a whole. */
export const TotalsBy = z
  .object({
    from: Day,
    to: Day,
    zone: z.string(),
    by: z.enum(['day', 'week', 'month']),
    rows: z.array(z.object({ from: Day, to: Day, seconds: Seconds, categories: z.array(CategorySeconds) })),
    seconds: Seconds,
    categories: z.array(CategorySeconds),
  })
  .meta({ id: 'TotalsBy' });
export type TotalsBy = z.output<typeof TotalsBy>;

export const Target = z.object({ category: z.string(), minutes: z.number().int().nullable(), from: Day });
