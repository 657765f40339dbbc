import type { Category } from '../../core/contract.js';

/** What is filled in: as it stands in the fields. */
export interface CategoryFields {
  readonly name: string;
  readonly emoji: string;
  /** `#rrggbb`, or '' for none. */
  readonly colour: string;
  readonly description: string;
  readonly weight: number;
}

export const fieldsOf = (category: Category | null): CategoryFields => ({
  name: category?.name ?? '',
  emoji: category?.emoji ?? '',
  colour: category?.colour ?? '',
  description: category?.description ?? '',
  weight: category?.weight ?? 3,
});

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** What the API is sent of a new one. */
export const newCategory = ({ name, emoji, colour, description, weight }: CategoryFields) => ({
  name: name.trim(),
  emoji: orNull(emoji),
  colour: orNull(colour),
  description: orNull(description),
  weight,
});

type NewCategory = ReturnType<typeof newCategory>;

/** Only what is different from before; empty when nothing is. */
export function changedCategory(before: Category, fields: CategoryFields): Partial<NewCategory> {
  const after = newCategory(fields);
  const was: NewCategory = newCategory(fieldsOf(before));
  return Object.fromEntries(Object.entries(after).filter(([key, value]) => was[key as keyof NewCategory] !== value));
}
