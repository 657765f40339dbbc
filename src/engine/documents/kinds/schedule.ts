import { z } from 'zod';
import { isErrorCode, type ErrorCode } from '../../../domain/errors.js';
import type { WorkSpan } from '../../../domain/work-hours.js';
import { defineDocument } from '../document-kind.js';

const hours: z.ZodType<WorkSpan> = z.looseObject({ from: z.int().min(0).max(1440), to: z.int().min(1).max(2880) });
const days: z.ZodType<readonly (readonly WorkSpan[])[]> = z.array(z.array(hours)).length(7);

/** How tasks of a person are planned: kept as their tasks are. What is null is as the installation has it. */
export const schedule = defineDocument({
  name: 'schedule',
  scope: 'member',
  // Whoever has the address of a calendar can read it.
  concealed: ['busyUrl'],
  fields: {
    /** Is it planned by itself? */
    isOn: z.boolean().default(false),
    /** IANA name: what it was where its member last asked for a plan. One's own choice for everywhere goes first. */
    zone: z.string().max(64).nullable().default(null),
    /** Monday first. */
    days: days.nullable().default(null),
    slotMinutes: z.int().min(5).max(120).nullable().default(null),
    daysAhead: z.int().min(1).max(60).nullable().default(null),
    rankOrder: z.enum(['high', 'low']).nullable().default(null),
    split: z.boolean().nullable().default(null),
    /** Of tasks elsewhere of which nobody says how long they take. */
    defaultMinutes: z.int().min(5).max(1440).nullable().default(null),
    /** Names of statuses that are left out elsewhere. */
    leftOut: z.array(z.string().max(100)).max(20).nullable().default(null),
    /** The address of a calendar whose events are busy; whoever knows it can read that calendar. */
    busyUrl: z.string().max(2000).nullable().default(null),
    /** Why the last run by itself failed; null when it did not. */
    problem: z
      .string()
      .transform((code): ErrorCode => (isErrorCode(code) ? code : 'UNEXPECTED'))
      .nullable()
      .default(null),
  },
});
