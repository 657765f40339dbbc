import { z } from 'zod';
import { CATEGORY_LIMITS } from '../../domain/category.js';
import { Category } from './time.js';

const text = z.string().max(300);
const role = z
  .string()
  .regex(/^\d{1,20}$/)
  .nullable();
const fields = {
  /** `#rrggbb` or a CSS name. */
  colour: text.nullable().optional(),
  emoji: text.nullable().optional(),
  description: text.nullable().optional(),
  weight: z.number().min(CATEGORY_LIMITS.weightMin).max(CATEGORY_LIMITS.weightMax).optional(),
  /** Only members with this role use it; null: everybody does. */
  requires: role.optional(),
};

export const CategoryList = z.object({ categories: z.array(Category), version: z.string() });
export const CategoryInput = z.strictObject({ name: text.min(1), ...fields });
export const CategoryPatch = z.strictObject({
  name: text.min(1).optional(),
  ...fields,
  /** Takes it out of use, or puts it back; its history stays. */
  archived: z.boolean().optional(),
});
export const CategoryOrder = z.strictObject({
  /** Ids of all categories that are in use, in the order that they are to have. */
  order: z.array(z.string().min(1).max(100)).min(1).max(CATEGORY_LIMITS.activeMax),
});
export const CategoryParams = z.object({ space: z.string(), category: z.string().min(1).max(100) });
