import { z } from 'zod';
import type { Season } from '../../../domain/seasons.js';
import { defineDocument } from '../document-kind.js';

const day = z.string().regex(/^\d{8}$/);
const season = z.looseObject({
  id: z.string().regex(/^\d{1,6}$/),
  name: z.string().min(1).max(100),
  from: day,
  to: day.nullable(),
});
const list: z.ZodType<readonly Season[]> = z.array(season);

/** The seasons of a space, in the order in which they were declared. */
export const seasons = defineDocument({
  name: 'seasons',
  scope: 'space',
  fields: {
    list: list.default([]),
    /** How many were ever declared: no id is given twice, also after one was taken away. */
    declared: z.int().min(0).default(0),
  },
});
