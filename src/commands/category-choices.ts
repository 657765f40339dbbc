import { choiceLabel, searchCategories } from '../domain/category-search.js';
import type { SpaceConfig } from '../domain/space.js';
import { plainText } from '../i18n/user-text.js';
import type { Autocomplete } from './kit/options.js';

const CHOICES_MAX = 25;

const choices = (config: SpaceConfig, typed: string) =>
  searchCategories(config, typed, CHOICES_MAX).map((category) => ({
    name: plainText(choiceLabel(category)),
    value: category.id,
  }));

/** Categories that can be clocked in to; sends their ids. */
export const activeChoices: Autocomplete = async (ctx, typed, { spaces }) => choices(await spaces.get(ctx.space), typed);

/** Archived ones, found in the same way. */
export const archivedChoices: Autocomplete = async (ctx, typed, { spaces }) => {
  const config = await spaces.get(ctx.space);
  const archived = config.categories.filter((category) => category.archived);
  return choices({ ...config, categories: archived.map((category) => ({ ...category, archived: false })) }, typed);
};
