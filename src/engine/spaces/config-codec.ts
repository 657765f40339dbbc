import { z } from 'zod';
import { isTimeZone } from '../../domain/time-zone.js';
import { categoryId, roleId } from '../../domain/ids.js';
import type { Category } from '../../domain/category.js';
import type { SpaceConfig, SpaceSettings } from '../../domain/space.js';
import { CorruptData } from '../codec/blob.js';
import { splitVersion, versioned } from '../codec/versioned.js';

/** UTF-16 units: as many as the rules ever let pass. Discord would refuse to show longer ones. */
const TEXT = { name: 100, emoji: 64, description: 400 } as const;

const role = z
  .string()
  .regex(/^\d{1,20}$/)
  .transform(roleId)
  .nullable();

const settings: z.ZodType<SpaceSettings> = z.object({
  locale: z.string(),
  timeZone: z.string().refine(isTimeZone),
  onRole: role,
  breakRole: role,
  retentionDays: z.int().min(0),
  removedAt: z.int().nullable(),
});

const category: z.ZodType<Category> = z.object({
  id: z.string().transform(categoryId),
  name: z.string().min(1).max(TEXT.name),
  colour: z.int().min(0).max(0xffffff).nullable(),
  emoji: z.string().max(TEXT.emoji).nullable(),
  description: z.string().max(TEXT.description).nullable(),
  weight: z.number(),
  order: z.int(),
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
