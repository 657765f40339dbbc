import type { Category } from '../../core/contract.js';

/** What is filled in: as it stands in the fields. */
export interface CategoryFields {
  readonly name: string;
  readonly emoji: string;
  /** `#rrggbb`, or '' for none. */
  readonly colour: string;
  readonly description: string;
  readonly weight: number;
  /** The id of the role that one needs for it; '' for none. */
  readonly requires: string;
}

export const fieldsOf = (category: Category | null): CategoryFields => ({
  name: category?.name ?? '',
  emoji: category?.emoji ?? '',
  colour: category?.colour ?? '',
  description: category?.description ?? '',
  weight: category?.weight ?? 3,
  requires: category?.requires ?? '',
});

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

const sentOf = ({ name, emoji, colour, description, weight, requires }: CategoryFields) => ({
  name: name.trim(),
  emoji: orNull(emoji),
  colour: orNull(colour),
  description: orNull(description),
  weight,
  requires: orNull(requires),
});

/** What the API is sent of a category. `requires` is left out unless it says something new: who may not choose roles is refused with it. */
export type SentCategory = Omit<ReturnType<typeof sentOf>, 'requires'> & { readonly requires?: string | null };

/** What it is sent of a new one. */
export function newCategory(fields: CategoryFields): SentCategory {
  const { requires, ...others } = sentOf(fields);
  return requires === null ? others : { ...others, requires };
}

/** Only what is different from before; empty when nothing is. */
export function changedCategory(before: Category, fields: CategoryFields): Partial<SentCategory> {
  const was = sentOf(fieldsOf(before));
  return Object.fromEntries(Object.entries(sentOf(fields)).filter(([key, value]) => was[key as keyof typeof was] !== value));
}
