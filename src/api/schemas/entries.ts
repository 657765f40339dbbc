import { z } from 'zod';
import { Moment, Seconds, UserIdText } from './common.js';
import { EntryInput, EntryPatch } from './time.js';

export const REASON_MAX = 200;
const reason = z.string().trim().min(1).max(REASON_MAX).meta({ description: 'Why: the member is told, and the ledger keeps it' });

export const EntryParams = z.object({ space: z.string(), entry: z.string().min(1).max(60) });
export const MemberParams = z.object({ space: z.string(), user: UserIdText });
export const MemberEntryParams = MemberParams.extend({ entry: z.string().min(1).max(60) });

const cursor = z
  .string()
  .regex(/^\d{1,16}\.[\w-]{1,60}$/)
  .meta({ description: '`next` of the page before' });

/** An entry belongs to the period in which it ended; one on the clock to none. */
export const EntryQuery = z.object({
  from: Moment.optional().meta({ description: 'Entries that ended at this moment or later; 31 days before `to` unless told' }),
  to: Moment.optional().meta({ description: 'Entries that ended before this moment; in a day from now unless told' }),
  category: z.string().max(100).optional().meta({ description: 'Only those of this category, by its id' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: cursor.optional(),
});
export const Adjust = z.strictObject({ effectiveSeconds: Seconds.min(0).nullable() });
export const MemberEntryInput = EntryInput.extend({ reason });
export const MemberEntryPatch = EntryPatch.extend({ reason });
export const Reason = z.object({ reason });
