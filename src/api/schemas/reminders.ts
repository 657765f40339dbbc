import { z } from 'zod';
import { REMINDER_TEXT_MAX } from '../../domain/reminders/reminder.js';
import { Moment } from './common.js';

const text = z.string().trim().min(1).max(REMINDER_TEXT_MAX);
const when = z
  .string()
  .min(1)
  .max(100)
  .meta({ description: 'In words as in Discord, or ISO 8601', examples: ['every weekday at 8:45', '2026-12-24T18:00+01:00'] });
const id = z.string().regex(/^\d{1,20}$/);

/** Where a reminder goes. */
const Target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('direct') }),
  /** `role` is mentioned; null: nobody is. */
  z.strictObject({ kind: z.literal('channel'), channel: id, role: id.nullable().default(null) }),
]);

export const Reminder = z.object({
  id: z.string(),
  text: z.string(),
  /** When it comes next. */
  next: Moment,
  /** How often: `1d`, `2w04` (Mondays and Fridays of every other week; 0 is Monday), `1m31` (the last day of each month); null: once. */
  repeat: z.string().nullable(),
  /** The time by the clock, `hh:mm`, and the zone of a repeat; null for one that comes once. */
  time: z.string().nullable(),
  timeZone: z.string().nullable(),
  target: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('direct') }),
    z.object({ kind: z.literal('channel'), channel: id, role: id.nullable() }),
    z.object({ kind: z.literal('notion'), page: z.string(), people: z.array(z.string()) }),
  ]),
});
export const ReminderList = z.object({ reminders: z.array(Reminder) });
export const ReminderInput = z.strictObject({ text, when, target: Target.default({ kind: 'direct' }) });
export const ReminderPatch = z.strictObject({ text: text.optional(), when: when.optional() });
