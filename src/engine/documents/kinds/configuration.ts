import { z } from 'zod';
import type { Category } from '../../../domain/category.js';
import { CAPABILITIES, type Grants } from '../../../domain/capabilities.js';
import { categoryId, roleId, userId } from '../../../domain/ids.js';
import { SETTING_FIELDS } from '../../../domain/settings.js';
import type { SpaceSettings } from '../../../domain/space.js';
import type { Suspension } from '../../../domain/suspensions.js';
import { defineDocument } from '../document-kind.js';

/** UTF-16 units: as many as the rules ever let pass. Discord would refuse to show longer ones. */
const TEXT = { name: 100, emoji: 64, description: 400 } as const;

const snowflake = z.string().regex(/^\d{1,20}$/);

const settings: z.ZodType<SpaceSettings, object> = z.looseObject({
  ...SETTING_FIELDS,
  removedAt: z.int().nullable().default(null),
});

const category: z.ZodType<Category, object> = z.looseObject({
  id: z.string().transform(categoryId),
  name: z.string().min(1).max(TEXT.name),
  colour: z.int().min(0).max(0xffffff).nullable(),
  emoji: z.string().max(TEXT.emoji).nullable(),
  description: z.string().max(TEXT.description).nullable(),
  weight: z.number(),
  order: z.int(),
  role: snowflake.transform(roleId).nullable(),
  requires: snowflake.transform(roleId).nullable().default(null),
  requiresSince: z.exactOptional(z.int().nullable()),
  reminderAfter: z.exactOptional(z.int().min(0).nullable()),
  archived: z.boolean(),
});

const categories: z.ZodType<readonly Category[], readonly object[]> = z.array(category);

const given = z
  .looseObject({
    roles: z.array(snowflake.transform(roleId)).default([]),
    members: z.array(snowflake.transform(userId)).default([]),
  })
  .prefault({});
const grant = z.looseObject({ allow: given, deny: given });
const grants: z.ZodType<Grants, object> = z.looseObject(
  Object.fromEntries(CAPABILITIES.map((capability) => [capability, grant.optional()])),
);
const suspension: z.ZodType<Suspension> = z.looseObject({
  member: snowflake.transform(userId),
  reason: z.string().max(TEXT.description),
  by: snowflake.transform(userId),
  at: z.int(),
  until: z.int().nullable(),
});

const suspensions: z.ZodType<readonly Suspension[]> = z.array(suspension);

/** Settings, categories and permissions of a space: the first kind of document, and the most read. */
export const configuration = defineDocument({
  name: 'configuration',
  scope: 'space',
  shelf: 'cfg',
  fields: {
    settings: settings.prefault({}),
    categories: categories.default([]),
    grants: grants.prefault({}),
    suspensions: suspensions.default([]),
  },
});
