import { z } from 'zod';
import type { Given } from '../../../domain/capabilities.js';
import { roleId, userId } from '../../../domain/ids.js';
import { WITH_NOBODY } from '../../../domain/insight-sharing.js';
import { defineDocument } from '../document-kind.js';

const id = z.string().regex(/^\d{1,20}$/);
const given: z.ZodType<Given> = z.looseObject({
  roles: z.array(id.transform(roleId)).default([]),
  members: z.array(id.transform(userId)).default([]),
});

/** What a member of a space lets others see of them. */
export const sharing = defineDocument({
  name: 'sharing',
  scope: 'member',
  fields: {
    /** On the boards? null: as the space says of those who have not said anything. */
    boards: z.boolean().nullable().default(null),
    /** Has the member agreed that insights are made of their time? Nobody else sees them by that alone. */
    insights: z.boolean().default(false),
    /** Who else sees them (domain/insight-sharing.ts). */
    insightsFor: given.default(WITH_NOBODY),
  },
});
