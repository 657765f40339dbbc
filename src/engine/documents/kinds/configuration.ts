import { z } from 'zod';
import type { Category } from '../../../domain/category.js';
import { categoryId, roleId } from '../../../domain/ids.js';
import { SETTINGS } from '../../../domain/settings.js';
import type { SpaceSettings } from '../../../domain/space.js';
import { defineDocument } from '../document-kind.js';

/** UTF-16 units: as many as the rules ever let pass. Discord would refuse to show longer ones. */
const TEXT = { name: 100, emoji: 64, description: 400 } as const;

const settings: z.ZodType<SpaceSettings, object> = z.looseObject({ ...SETTINGS, removedAt: z.int().nullable().default(null) });

const category: z.ZodType<Category> = z.looseObject({
  id: z.string().transform(categoryId),
  name: z.string().min(1).max(TEXT.name),
  colour: z.int().min(0).max(0xffffff).nullable(),
  emoji: z.string().max(TEXT.emoji).nullable(),
  description: z.string().max(TEXT.description).nullable(),
  weight: z.number(),
  order: z.int(),
  role: z
    .string()
    .regex(/^\d{1,20}$/)
    .transform(roleId)
    .nullable(),
  archived: z.boolean(),
});

const categories: z.ZodType<readonly Category[]> = z.array(category);

/** Settings and categories of a space: the first kind of document, and the most read. */
export const configuration = defineDocument({
  name: 'configuration',
  scope: 'space',
  shelf: 'cfg',
  fields: { settings: settings.prefault({}), categories: categories.default([]) },
});
