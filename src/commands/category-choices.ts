import { choiceLabel, searchCategories } from '../domain/category-search.js';
import { mayUse } from '../domain/category.js';
import type { SpaceConfig } from '../domain/space.js';
import { plainText } from '../i18n/user-text.js';
import type { Autocomplete } from './kit/options.js';

const CHOICES_MAX = 25;

const choices = (config: SpaceConfig, typed: string) =>
  searchCategories(config, typed, CHOICES_MAX).map((category) => ({
    name: plainText(choiceLabel(category)),
    value: category.id,
  }));

/** Categories that whoever asks can clock in to; sends their ids. */
export const usableChoices: Autocomplete = async (ctx, typed, { spaces }) => {
  const config = await spaces.get(ctx.space);
  return choices({ ...config, categories: config.categories.filter((one) => mayUse(one, ctx.memberRoles)) }, typed);
};

/** All that are not archived; sends their ids. */
export const activeChoices: Autocomplete = async (ctx, typed, { spaces }) => choices(await spaces.get(ctx.space), typed);

/** Archived ones, found in the same way. */
export const archivedChoices: Autocomplete = async (ctx, typed, { spaces }) => {
  const config = await spaces.get(ctx.space);
  const archived = config.categories.filter((category) => category.archived);
  return choices({ ...config, categories: archived.map((category) => ({ ...category, archived: false })) }, typed);
};
