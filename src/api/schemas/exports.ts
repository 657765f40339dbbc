import { z } from 'zod';
import { EXPORT_TIMEFRAMES } from '../../domain/export-period.js';
import { FORMAT_NAMES, type FormatName } from '../../export/formats.js';
import { DETAILS } from '../../export/report.js';
import { AskedDay, Moment, UserIdText } from './common.js';

const formats = FORMAT_NAMES as unknown as readonly [FormatName, ...FormatName[]];

/** What is to be exported; a timeframe, or days. */
export const ExportInput = z.strictObject({
  format: z.enum(formats),
  timeframe: z.enum(EXPORT_TIMEFRAMES).nullable().default(null),
  from: AskedDay.nullable().default(null),
  to: AskedDay.nullable().default(null),
  category: z.string().min(1).max(100).nullable().default(null),
  detail: z.enum(DETAILS).nullable().default(null),
  /** Whose time: your own (null), that of a member, or of all. */
  of: z
    .union([UserIdText, z.literal('team')])
    .nullable()
    .default(null),
});
export const ExportState = z.object({
  id: z.string(),
  state: z.enum(['waiting', 'running', 'ready', 'failed']),
  /** So many go first. */
  place: z.number().int().nullable(),
  /** Entries that were read or written, and of how many; null: not known. */
  rows: z.number().int().nullable(),
  of: z.number().int().nullable(),
  /** Of what is ready: its name, bytes, and until when it can be fetched. */
  file: z.object({ name: z.string(), contentType: z.string(), bytes: z.number().int(), until: Moment }).nullable(),
  /** Why it failed. */
  code: z.string().nullable(),
});
