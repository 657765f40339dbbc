import { z } from 'zod';
import { isTimeZone } from '../../../domain/time-zone.js';
import { defineDocument } from '../document-kind.js';

/**
 * What a person has chosen, in the same way everywhere: it is kept in their own space (`personalSpace(user)`), as the document of its only member.
 */
export const preferences = defineDocument({
  name: 'preferences',
  scope: 'member',
  fields: {
    /** How what they type is read and their reports are written, IANA name; null: as the space they are in. */
    timeZone: z.string().refine(isTimeZone, 'is not a time zone').nullable().default(null),
    /** May the bot send them direct messages? */
    directMessages: z.boolean().default(false),
    /** Do voice channels clock them in and out, where a server has set some up? */
    voice: z.boolean().default(false),
  },
});
