import { foldName, parseCategoryName } from '../../../domain/category-name.js';
import type { Category } from '../../../domain/category.js';
import type { CategoryId } from '../../../domain/ids.js';
import type { Agreed } from './memory.js';

/** A page of the table of categories. */
export interface OptionPage {
  readonly id: string;
  readonly name: string;
  readonly archived: boolean;
  /** Of our category; '' for a page that somebody made at Notion. */
  readonly optionId: string;
}

export type OptionStep =
  /** A category gets its page. */
  | { readonly do: 'makePage'; readonly category: Category }
  /** A page becomes as the category is; also one that somebody made for it. */
  | { readonly do: 'writePage'; readonly page: OptionPage; readonly category: Category }
  /** A page that somebody made becomes a category. */
  | { readonly do: 'addCategory'; readonly page: OptionPage }
  /** What somebody changed at Notion is changed here. */
  | { readonly do: 'changeCategory'; readonly page: OptionPage; readonly category: Category; readonly to: Partial<Agreed> };

const FIELDS = ['name', 'archived'] as const;

/** What was changed at Notion alone since both agreed. Where both sides changed, or nothing is known of before, ours stands. */
const changedThere = (category: Category, page: OptionPage, agreed: Agreed | undefined): Partial<Agreed> => {
  if (agreed === undefined) return {};
  const changed = FIELDS.filter((field) => page[field] !== agreed[field] && category[field] === agreed[field]);
  return Object.fromEntries(changed.map((field) => [field, page[field]]));
};

const isSame = (category: Category, page: OptionPage): boolean => FIELDS.every((field) => category[field] === page[field]);

/** The first page of each id: copies that somebody made of a page are left alone. */
const byOption = (pages: readonly OptionPage[]): ReadonlyMap<string, OptionPage> => {
  const found = new Map<string, OptionPage>();
  for (const page of pages) if (page.optionId !== '' && !found.has(page.optionId)) found.set(page.optionId, page);
  return found;
};

/** Pages that somebody made at Notion, by the name as categories compare names; those without a name are still being written. */
const madeThere = (pages: readonly OptionPage[]): Map<string, OptionPage> => {
  const found = new Map<string, OptionPage>();
  for (const page of pages) {
    if (page.optionId !== '') continue;
    const name = parseCategoryName(page.name);
    if (name.ok && !found.has(foldName(name.value))) found.set(foldName(name.value), page);
  }
  return found;
};

/**
 * What has to be done so that categories and pages are the same, by what both agreed on last. A page that was taken away by hand is not made again, and a category
 * of an earlier page that is archived is not made at all.
 */
export const reconcile = (
  categories: readonly Category[],
  pages: readonly OptionPage[],
  agreed: Readonly<Record<CategoryId, Agreed>>,
): readonly OptionStep[] => {
  const linked = byOption(pages);
  const fresh = madeThere(pages);
  const steps: OptionStep[] = [];
  for (const category of categories) {
    const before = agreed[category.id];
    const page = linked.get(category.id);
    const folded = foldName(category.name);
    if (page === undefined) {
      const made = fresh.get(folded);
      fresh.delete(folded);
      if (made !== undefined) steps.push({ do: 'writePage', page: made, category });
      else if (before === undefined && !category.archived) steps.push({ do: 'makePage', category });
      continue;
    }
    const to = changedThere(category, page, before);
    if (Object.keys(to).length > 0) steps.push({ do: 'changeCategory', page, category, to });
    else if (!isSame(category, page)) steps.push({ do: 'writePage', page, category });
  }
  for (const page of fresh.values()) if (!page.archived) steps.push({ do: 'addCategory', page });
  return steps;
};
