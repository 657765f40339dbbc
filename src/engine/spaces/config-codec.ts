import { z } from 'zod';
import { categoryId, roleId } from '../../domain/ids.js';
import type { Category } from '../../domain/category.js';
import type { SpaceConfig, SpaceSettings } from '../../domain/space.js';
import { CorruptData } from '../redis/blob.js';
import { splitVersion, versioned } from '../redis/codec.js';

const role = z
  .string()
  .regex(/^\d{1,20}$/)
  .transform(roleId)
  .nullable();

const settings: z.ZodType<SpaceSettings> = z.object({
  locale: z.string(),
  timeZone: z.string(),
  onRole: role,
  breakRole: role,
  retentionDays: z.number(),
  removedAt: z.number().nullable(),
});

const category: z.ZodType<Category> = z.object({
  id: z.string().transform(categoryId),
  name: z.string(),
  colour: z.number().nullable(),
  emoji: z.string().nullable(),
  description: z.string().nullable(),
  weight: z.number(),
  order: z.number(),
  role,
  archived: z.boolean(),
});

const stored = z.object({ schema: z.literal(1), settings, categories: z.array(category) });

/** `<version>:<JSON>`. Configurations are few and rarely read, so they may be readable. */
export const encodeConfig = ({ version, settings, categories }: SpaceConfig): Buffer =>
  versioned(version, Buffer.from(JSON.stringify({ schema: 1, settings, categories })));

/** @throws CorruptData */
export const decodeConfig = (value: Buffer): SpaceConfig => {
  const { version, blob } = splitVersion(value, 'configuration');
  let json: unknown;
  try {
    json = JSON.parse(blob.toString());
  } catch (cause) {
    throw new CorruptData('configuration: not readable', { cause });
  }
  const parsed = stored.safeParse(json);
  if (!parsed.success) throw new CorruptData(`configuration: ${z.prettifyError(parsed.error)}`);
  return { version, settings: parsed.data.settings, categories: parsed.data.categories };
};
