import { z } from 'zod';
import { categoryId } from '../../../domain/ids.js';
import type { ClockReminder } from '../../../domain/reminders/clock-reminder.js';
import { isTimeZone } from '../../../domain/time-zone.js';
import { defineDocument } from '../document-kind.js';

const day = z.string().regex(/^\d{8}$/);
const common = { id: z.string().min(1).max(26), locale: z.string() };

const one: z.ZodType<ClockReminder> = z.discriminatedUnion('kind', [
  z.looseObject({
    ...{ ...common, kind: z.literal('absent') },
    minute: z.int().min(0).max(1_439),
    days: z.array(z.int().min(0).max(6)).min(1),
    zone: z.string().refine(isTimeZone),
    told: day.nullable(),
  }),
  z.looseObject({
    ...{ ...common, kind: z.literal('target') },
    percent: z.int().min(1).max(100),
    category: z.string().transform(categoryId).nullable(),
    told: day.nullable(),
  }),
  z.looseObject({ ...common, kind: z.literal('break'), afterMinutes: z.int().min(1), told: z.int().nullable() }),
]);
const list: z.ZodType<readonly ClockReminder[]> = z.array(one);

/** What a member of a space wants to be told about the clock. */
export const clockReminderList = defineDocument({
  name: 'clock-reminders',
  scope: 'member',
  fields: { list: list.default([]) },
});
