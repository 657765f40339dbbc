import { z } from 'zod';
import { categoryId } from '../../../domain/ids.js';
import { TARGET_MAX_MINUTES, type Target } from '../../../domain/targets.js';
import { defineDocument } from '../document-kind.js';

const target: z.ZodType<Target> = z.looseObject({
  id: z.string().min(1),
  category: z.string().transform(categoryId),
  minutes: z.int().min(0).max(TARGET_MAX_MINUTES).nullable(),
  from: z.string().regex(/^\d{8}$/),
});
const list: z.ZodType<readonly Target[]> = z.array(target);

/** What a member of a space wants to spend on its categories each week. */
export const targets = defineDocument({
  name: 'targets',
  scope: 'member',
  fields: {
    /** In the order of their first weeks. */
    targets: list.default([]),
  },
});
