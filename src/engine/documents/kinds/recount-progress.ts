import { z } from 'zod';
import { userId } from '../../../domain/ids.js';
import { defineDocument } from '../document-kind.js';

/** A recount of a space's entries that is under way, or the last one; so that it goes on after a restart. */
export const recount = defineDocument({
  name: 'recount',
  scope: 'space',
  inBackups: false,
  fields: {
    isRunning: z.boolean().default(false),
    /** When it was asked for, ms. */
    askedAt: z.int().nullable().default(null),
    /** Who asked for it. */
    actor: z.string().transform(userId).nullable().default(null),
    /** Entries booked anew, and the time that counts for another day since, ms. */
    entries: z.int().default(0),
    movedMs: z.int().default(0),
  },
});
