import { z } from 'zod';
import { defineDocument } from '../document-kind.js';

const week = z.string().regex(/^\d{8}$/);
const trying = z.looseObject({ week, at: z.int() }).nullable();

/** The weekly digest of a server, in the channel of the setting `digestChannel`. Weeks are named by their first day, `yyyymmdd`. */
export const serverDigest = defineDocument({
  name: 'server-digest',
  scope: 'space',
  fields: {
    /** The last week that was told of. */
    told: week.nullable().default(null),
    /** The week whose digest is being posted, and since when, ms. */
    trying: trying.default(null),
    /** Code of the reason for which the last one could not be posted; null: it was, or there was none. It is told once. */
    problem: z.string().max(60).nullable().default(null),
  },
});
