import { z } from 'zod';
import { defineDocument } from '../document-kind.js';

const week = z.string().regex(/^\d{8}$/);
const trying = z.looseObject({ week, at: z.int() }).nullable();

/** The weekly digest of a member of a space. Weeks are named by their first day, `yyyymmdd`. */
export const digest = defineDocument({
  name: 'digest',
  scope: 'member',
  fields: {
    /** Has the member asked for it? */
    isOn: z.boolean().default(false),
    /** The last week that the member was told of. */
    told: week.nullable().default(null),
    /** The week whose digest is being sent, and since when, ms: after a crash it may have arrived. */
    trying: trying.default(null),
    /** How often the digest of the week could not be delivered. */
    failures: z.int().min(0).default(0),
    /** It was turned off since it could not be delivered, and the member does not know yet. */
    isGivenUp: z.boolean().default(false),
  },
});
