import { z } from 'zod';
import { defineDocument } from '../document-kind.js';

/** What a member of a space lets others see of them. */
export const sharing = defineDocument({
  name: 'sharing',
  scope: 'member',
  fields: {
    /** On the boards? null: as the space says of those who have not said anything. */
    boards: z.boolean().nullable().default(null),
    /** May those with the capability see insights? */
    insights: z.boolean().default(false),
  },
});
