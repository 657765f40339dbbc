import { z } from 'zod';
import { Day, Moment, pageOf, Seconds, UserIdText } from './common.js';
import { REASON_MAX } from './entries.js';

/** A member of a team at a glance. Notes are not in it. */
export const TeamLine = z.object({
  user: UserIdText,
  /** As the server calls them; null: not known. */
  name: z.string().nullable(),
  /** They are no longer in the server. */
  left: z.boolean(),
  /** The last day of the leave that they have now; null: none, or the server shows that to nobody. */
  onLeaveUntil: Day.nullable(),
  /** Null: off the clock. */
  active: z
    .object({
      /** To clock them out by: another session that runs by then is left alone. */
      session: z.string(),
      category: z.string(),
      since: Moment,
      pausedSince: Moment.nullable(),
      effectiveSeconds: Seconds,
    })
    .nullable(),
  /** With what runs. */
  todaySeconds: Seconds,
  weekSeconds: Seconds,
  /** What they want to do this week in all categories; null: no target. */
  targetSeconds: Seconds.nullable(),
  gaps: z.array(Day).meta({
    description:
      'Days of the last two weeks without time, although there was some on the same day of the week in three of the four weeks before. Days of leave are none where the server shows leave; else nothing is said of why',
  }),
  unconfirmed: z.object({ count: z.number().int(), seconds: Seconds }).meta({ description: 'Entries of the last six weeks' }),
  /** Requests for approval that wait for an answer. */
  requests: z.number().int(),
  /** Sessions that ended by themselves, of which the member has not said yet what is right. */
  claims: z.number().int(),
  /** When the last of their time ended; now while they are on the clock, null: never. */
  lastSeen: Moment.nullable(),
});
export type TeamLine = z.output<typeof TeamLine>;

export const TeamPage = pageOf(TeamLine).extend({
  /** The day that it is in the server, and its week, both days in it. */
  today: Day,
  week: z.object({ from: Day, to: Day }),
  now: Moment,
});
export type TeamPage = z.output<typeof TeamPage>;

export const TeamQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: UserIdText.optional().meta({ description: '`next` of the page before' }),
  members: z
    .string()
    .regex(/^\d{1,20}(,\d{1,20}){0,49}$/)
    .transform((text) => text.split(','))
    .optional()
    .meta({
      description:
        'Only these, by their ids with commas between them: what a page asks for again when something of them has changed',
    }),
});

export const ClockOutOf = z.strictObject({
  session: z.string().min(1).max(60).optional().meta({
    description: 'Only this one is ended; whatever runs unless told',
  }),
  endedAt: Moment.nullable()
    .default(null)
    .meta({ description: 'When it ended, not before it began; now unless told. Breaks after it never were' }),
  reason: z.string().trim().max(REASON_MAX).default('').meta({ description: 'Why: the member is told, and the ledger keeps it' }),
});
