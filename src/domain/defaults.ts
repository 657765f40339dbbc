import { z } from 'zod';
import data from '../../data/defaults.json' with { type: 'json' };
import { CATEGORY_LIMITS, type Category } from './category.js';
import { categoryId, isGuildSpace, type SpaceId } from './ids.js';
import { settingsWith } from './settings.js';
import type { SpaceConfig } from './space.js';

const category = z.strictObject({
  id: z.string().regex(/^[a-z]{1,20}$/),
  /** Locale -> name; English is what the others fall back to. Names are stored with the space, not translated later. */
  name: z.object({ en: z.string().min(1) }).catchall(z.string().min(1)),
  colour: z.string().regex(/^#[0-9a-f]{6}$/),
  emoji: z.string().min(1),
  weight: z.int().min(CATEGORY_LIMITS.weightMin).max(CATEGORY_LIMITS.weightMax),
});
const categories = z.array(category).max(CATEGORY_LIMITS.activeMax).parse(data.guildCategories);

/** The configuration of a space that has none stored: a first set of categories for a guild, none for a person's own space. `version` 0. */
export const defaultConfig = (
  space: SpaceId,
  { locale, timeZone }: { readonly locale: string; readonly timeZone: string },
): SpaceConfig => ({
  version: 0,
  settings: { ...settingsWith({ locale, timeZone }), removedAt: null },
  categories: isGuildSpace(space) ? guildCategories(locale) : [],
  grants: {},
  suspensions: [],
});

const guildCategories = (locale: string): readonly Category[] =>
  categories.map((entry, order) => ({
    id: categoryId(entry.id),
    name: entry.name[locale] ?? entry.name[locale.split('-')[0] ?? ''] ?? entry.name.en,
    colour: Number.parseInt(entry.colour.slice(1), 16),
    emoji: entry.emoji,
    description: null,
    weight: entry.weight,
    order,
    role: null,
    requires: null,
    archived: false,
  }));
