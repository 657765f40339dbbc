import { z } from 'zod';
import { isErrorCode, type ErrorCode } from '../../../domain/errors.js';
import { EXPORT_INTERVALS, SCHEDULED_DETAILS, type ExportSchedule } from '../../../domain/export-schedules.js';
import { categoryId, channelId } from '../../../domain/ids.js';
import { defineDocument } from '../document-kind.js';

const schedule = z.looseObject({
  id: z.string().regex(/^\d{1,6}$/),
  channel: z
    .string()
    .regex(/^\d{1,20}$/)
    .transform(channelId),
  // A format of another version is a problem when it is due.
  format: z.string().max(20),
  detail: z.enum(SCHEDULED_DETAILS),
  every: z.enum(EXPORT_INTERVALS),
  category: z.string().max(100).transform(categoryId).nullable(),
  next: z.string().regex(/^\d{8}$/),
  // A code of another version is a problem as well.
  problem: z
    .string()
    .transform((code): ErrorCode => (isErrorCode(code) ? code : 'UNEXPECTED'))
    .nullable()
    .default(null),
});
const list: z.ZodType<readonly ExportSchedule[]> = z.array(schedule);

/** Exports of a space that are posted by themselves. */
export const exportSchedules = defineDocument({
  name: 'export-schedules',
  scope: 'space',
  fields: {
    list: list.default([]),
    /** How many were ever declared: no id is given twice. */
    declared: z.int().min(0).default(0),
  },
});
