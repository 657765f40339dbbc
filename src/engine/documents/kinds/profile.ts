import { z } from 'zod';
import { roleId } from '../../../domain/ids.js';
import { defineDocument } from '../document-kind.js';

/** Characters of Discord's names, with room. */
export const NAME_MAX = 64;

/** What is known of a member in their server, as far as boards need it. */
export const profile = defineDocument({
  name: 'profile',
  scope: 'member',
  fields: {
    /** As the server shows them; null as long as no board does: then nobody reads it. */
    name: z.string().max(NAME_MAX).nullable().default(null),
    /** Has left the server. */
    left: z.boolean().default(false),
    /** The role for which they were seen to be kept off the boards; null: seen without it. */
    keptOffBy: z
      .string()
      .regex(/^\d{1,20}$/)
      .transform(roleId)
      .nullable()
      .default(null),
  },
});
