import { parseCategoryName, foldName } from '../../domain/category-name.js';
import { findCategory } from '../../domain/category-search.js';
import type { SpaceConfig } from '../../domain/space.js';
import { userId } from '../../domain/ids.js';
import {
  LABEL_FIELDS,
  type Answers,
  type CategoryChoice,
  type ImportFormat,
  type LabelField,
  type PersonChoice,
} from '../api.js';
import type { PersonFound, Summary } from '../recognise/summary.js';

/** What mostly says in files of a format what time was spent on; the first of them that the file has. */
const USUAL: Readonly<Record<ImportFormat, readonly LabelField[]>> = {
  timewarrior: ['tag'],
  toggl: ['project', 'task', 'tag'],
  clockify: ['project', 'task', 'activity', 'tag'],
  kimai: ['project', 'activity'],
  dynamodb: ['activity', 'category', 'project', 'task'],
  punchcard: ['category'],
  ics: ['category', 'activity'],
  csv: LABEL_FIELDS,
};

/** Fields that say something in at least one row. */
export const fieldsOf = ({ labels }: Pick<Summary, 'labels'>): readonly LabelField[] =>
  LABEL_FIELDS.filter((field) => labels[field] !== undefined);

export const labelFieldOf = (format: ImportFormat, summary: Pick<Summary, 'labels'>, said: LabelField | null): LabelField => {
  const there = fieldsOf(summary);
  const usual = USUAL[format];
  return said ?? usual.find((field) => there.includes(field)) ?? there[0] ?? usual[0] ?? 'category';
};

/** What becomes of time with a label: as it was said, else the category of that name, else a new one where those are wanted. Null: it is asked. */
export const categoryChoice = (
  label: string,
  { categories, newCategories }: Pick<Answers, 'categories' | 'newCategories'>,
  config: SpaceConfig,
): CategoryChoice | null => {
  const said = Object.hasOwn(categories, label) ? categories[label] : undefined;
  if (said !== undefined) return said;
  if (label === '') return null;
  const known = findCategory(config, label);
  if (known !== undefined) return { kind: 'existing', id: known.id };
  const name = newCategories ? parseCategoryName(label) : null;
  return name?.ok === true ? { kind: 'new', name: name.value } : null;
};

/** Whose the rows of somebody are: as it was said, or certain by an id of Discord. Others' rows are nobody's until somebody says whose. */
export const personChoice = (
  { name, userId: id }: Pick<PersonFound, 'name' | 'userId'>,
  { people }: Pick<Answers, 'people'>,
): PersonChoice | null => {
  const said = Object.hasOwn(people, name) ? people[name] : undefined;
  if (said !== undefined) return said;
  return id === null ? null : { kind: 'member', user: userId(id) };
};

/** Names of new categories that mean the same are one category. */
export const sameName = (a: string, b: string): boolean => foldName(a) === foldName(b);
