import { z } from 'zod';
import { isErrorCode, type ErrorCode } from '../../../domain/errors.js';
import { channelId, roleId } from '../../../domain/ids.js';
import type { Repeat, Series } from '../../../domain/reminders/recurrence.js';
import type { Reminder, ReminderTarget } from '../../../domain/reminders/reminder.js';
import { isTimeZone } from '../../../domain/time-zone.js';
import { defineDocument } from '../document-kind.js';

const id = z.string().regex(/^\d{1,20}$/);
/** ms */
const moment = z.int();
const every = z.int().min(1);
const repeat: z.ZodType<Repeat> = z.discriminatedUnion('unit', [
  z.looseObject({ unit: z.literal('day'), every }),
  z.looseObject({ unit: z.literal('week'), every, days: z.array(z.int().min(0).max(6)).min(1) }),
  z.looseObject({ unit: z.literal('month'), every, day: z.int().min(1).max(31) }),
]);
const series: z.ZodType<Series> = z.looseObject({
  from: z.string().regex(/^\d{8}$/),
  minute: z.int().min(0).max(1_439),
  zone: z.string().refine(isTimeZone),
  repeat,
});
const target: z.ZodType<ReminderTarget> = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('direct') }),
  z.looseObject({ kind: z.literal('channel'), channel: id.transform(channelId), role: id.transform(roleId).nullable() }),
  z.looseObject({ kind: z.literal('notion'), page: z.string(), people: z.array(z.string()) }),
]);
/** A code of a newer version says no more than that it did not arrive. */
const code: z.ZodType<ErrorCode | null> = z
  .string()
  .nullable()
  .transform((text) => (text !== null && isErrorCode(text) ? text : null));

const reminder: z.ZodType<Reminder> = z.looseObject({
  id: z.string().min(1).max(26),
  text: z.string(),
  locale: z.string(),
  target,
  series: series.nullable(),
  next: moment.nullable(),
  snoozed: z.array(z.looseObject({ due: moment, at: moment })),
  told: z.looseObject({ due: moment, at: moment }).nullable(),
  untold: z.looseObject({ due: moment, code }).nullable(),
  createdAt: moment,
});
const list: z.ZodType<readonly Reminder[]> = z.array(reminder);
const moments: z.ZodType<readonly number[]> = z.array(moment);

/** What a member of a space wants to be reminded of. (`reminders` is the name of what is kept of "Still working?".) */
export const reminderList = defineDocument({
  name: 'reminder-list',
  scope: 'member',
  fields: {
    list: list.default([]),
    /** When the last messages of the member went to channels, ms. */
    posts: moments.default([]),
  },
});
