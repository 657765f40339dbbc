import { z } from 'zod';
import type { Property } from './configs.js';
import { invalid } from './problem.js';
import { findProperty } from './schema.js';
import { minute } from './values.js';
import type { Page, Source, Workspace } from './workspace.js';

type Test = (page: Page) => boolean;

const one = z.record(z.string(), z.unknown());

/** Compares one condition; the kind of the property decides which there are. */
const TEXT: Readonly<Record<string, (value: string, than: string) => boolean>> = {
  equals: (value, than) => value === than,
  does_not_equal: (value, than) => value !== than,
  contains: (value, than) => value.toLowerCase().includes(than.toLowerCase()),
  does_not_contain: (value, than) => !value.toLowerCase().includes(than.toLowerCase()),
  starts_with: (value, than) => value.toLowerCase().startsWith(than.toLowerCase()),
  ends_with: (value, than) => value.toLowerCase().endsWith(than.toLowerCase()),
};
const NUMBER: Readonly<Record<string, (value: number, than: number) => boolean>> = {
  equals: (value, than) => value === than,
  does_not_equal: (value, than) => value !== than,
  greater_than: (value, than) => value > than,
  less_than: (value, than) => value < than,
  greater_than_or_equal_to: (value, than) => value >= than,
  less_than_or_equal_to: (value, than) => value <= than,
};
const DATE: Readonly<Record<string, (value: number, than: number) => boolean>> = {
  equals: (value, than) => value === than,
  before: (value, than) => value < than,
  after: (value, than) => value > than,
  on_or_before: (value, than) => value <= than,
  on_or_after: (value, than) => value >= than,
};

const emptiness = (operator: string, operand: unknown, isEmpty: boolean): boolean | null => {
  if (operator !== 'is_empty' && operator !== 'is_not_empty') return null;
  if (operand !== true) throw invalid(`${operator} takes true`);
  return (operator === 'is_empty') === isEmpty;
};

const known = <Compare>(table: Readonly<Record<string, Compare>>, operator: string): Compare => {
  const found = table[operator];
  if (found === undefined) throw invalid(`body failed validation: ${operator} is not a condition here`);
  return found;
};

const KINDS: Readonly<Record<string, z.ZodType>> = {
  ...{
    title: z.string(),
    rich_text: z.string(),
    url: z.string(),
    email: z.string(),
    phone_number: z.string(),
    string: z.string(),
  },
  ...{ number: z.number(), checkbox: z.boolean() },
  ...{ select: z.union([z.string(), z.array(z.string())]), status: z.union([z.string(), z.array(z.string())]) },
  ...{ date: z.string(), created_time: z.string(), last_edited_time: z.string() },
  ...{ relation: z.string(), people: z.string(), multi_select: z.string() },
};

/** Does a value meet `{<operator>: <operand>}`? `ids`: of a relation, people or several options. */
const meets = (kind: string, value: unknown, ids: readonly string[], condition: unknown): boolean => {
  const entries = Object.entries(one.parse(condition));
  const [[operator, operand] = ['', null]] = entries;
  if (entries.length !== 1) throw invalid('body failed validation: a filter has one condition');
  const isList = kind === 'relation' || kind === 'people' || kind === 'multi_select';
  const empty = emptiness(operator, operand, isList ? ids.length === 0 : value === null || value === '');
  if (empty !== null) return empty;
  const schema = KINDS[kind];
  if (schema?.safeParse(operand).success !== true)
    throw invalid(`body failed validation: ${kind}.${operator} cannot be ${JSON.stringify(operand)}`);
  if (isList) {
    const has = ids.includes(String(operand));
    if (operator === 'contains') return has;
    if (operator === 'does_not_contain') return !has;
    throw invalid(`body failed validation: ${operator} is not a condition of ${kind}`);
  }
  switch (kind) {
    case 'number':
      return typeof value === 'number' && known(NUMBER, operator)(value, Number(operand));
    case 'checkbox': {
      if (operator !== 'equals' && operator !== 'does_not_equal')
        throw invalid(`body failed validation: ${operator} of a checkbox`);
      return (operator === 'equals') === (value === operand);
    }
    case 'date':
    case 'created_time':
    case 'last_edited_time': {
      const compare = known(DATE, operator);
      if (!(value instanceof Date)) return false;
      const at = kind === 'date' ? value.getTime() : Date.parse(minute(value.getTime()));
      const text = String(operand);
      if (Number.isNaN(Date.parse(text))) throw invalid(`body failed validation: ${text} is not a date`);
      return compare(text.length === 10 ? Math.floor(at / 86_400_000) * 86_400_000 : at, Date.parse(text));
    }
    case 'select':
    case 'status': {
      const wanted = Array.isArray(operand) ? operand : [operand];
      if (operator !== 'equals' && operator !== 'does_not_equal')
        throw invalid(`body failed validation: ${operator} of a ${kind}`);
      return (operator === 'equals') === wanted.includes(value);
    }
    default:
      return known(TEXT, operator)(typeof value === 'string' ? value : '', String(operand));
  }
};

const FORMULA_KINDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  checkbox: (value) => typeof value === 'boolean',
  date: (value) => value instanceof Date,
};

const idsOf = (workspace: Workspace, page: Page, property: Property): readonly string[] => {
  const stored = page.values.get(property.id);
  if (stored?.type === 'relation' || stored?.type === 'people') return stored.value.map(({ id }) => id);
  if (stored?.type === 'multi_select') return String(workspace.valueOf(page, property)).split(', ');
  return [];
};

const propertyTest = (workspace: Workspace, source: Source, filter: Readonly<Record<string, unknown>>): Test => {
  const { property: named, type, ...rest } = filter;
  const property = findProperty(source, String(named));
  if (property === undefined) throw invalid(`Could not find property with name or id: ${String(named)}`);
  const [kind = '', ...others] = Object.keys(rest);
  // Filters of texts may be called by either name.
  const fits =
    kind === property.type || (kind === 'rich_text' && ['title', 'url', 'email', 'phone_number'].includes(property.type));
  if (others.length > 0 || !fits || (type !== undefined && type !== kind))
    throw invalid(`database property ${property.type} does not match filter ${kind}`);
  if (kind !== 'formula')
    return (page) => meets(kind, workspace.valueOf(page, property), idsOf(workspace, page, property), rest[kind]);
  const inner = Object.entries(one.parse(rest['formula']));
  const [[result, condition] = ['', null]] = inner;
  const isOfKind = FORMULA_KINDS[result];
  if (inner.length !== 1 || isOfKind === undefined) throw invalid(`body failed validation: a formula is not ${result}`);
  return (page) => {
    const value = workspace.valueOf(page, property);
    return (value === null || isOfKind(value)) && meets(result, value, [], condition);
  };
};

/** Reads a filter as it is sent; throws what Notion would refuse. */
export const readFilter = (workspace: Workspace, source: Source, input: unknown, depth = 0): Test => {
  if (depth > 2) throw invalid('body failed validation: filters are nested two levels deep at most');
  const parsed = one.safeParse(input);
  if (!parsed.success) throw invalid('body failed validation: filter');
  const filter = parsed.data;
  for (const word of ['and', 'or'] as const) {
    const list = filter[word];
    if (!Array.isArray(list)) continue;
    if (Object.keys(filter).length > 1) throw invalid(`body failed validation: ${word} stands alone`);
    const tests = list.map((each) => readFilter(workspace, source, each, depth + 1));
    return word === 'and' ? (page) => tests.every((test) => test(page)) : (page) => tests.some((test) => test(page));
  }
  const { timestamp } = filter;
  if (timestamp !== 'created_time' && timestamp !== 'last_edited_time') return propertyTest(workspace, source, filter);
  const { timestamp: _timestamp, type: _type, [timestamp]: condition, ...rest } = filter;
  if (Object.keys(rest).length > 0) throw invalid(`body failed validation: ${Object.keys(rest).join(', ')} in a filter`);
  return (page) => meets(timestamp, new Date(timestamp === 'created_time' ? page.createdAt : page.editedAt), [], condition);
};

const sort = z.union([
  z.strictObject({ property: z.string(), direction: z.enum(['ascending', 'descending']) }),
  z.strictObject({ timestamp: z.enum(['created_time', 'last_edited_time']), direction: z.enum(['ascending', 'descending']) }),
]);
export const sorts = z.array(sort).max(10);

const compare = (a: unknown, b: unknown): number => {
  if (a === b) return 0;
  // What is empty stands last, as Notion shows it.
  if (a === null || a === undefined) return 1;
  if (b === null || b === undefined) return -1;
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  return a < b ? -1 : a > b ? 1 : 0;
};

/** Orders pages; without sorts the newest come first. */
export const sortPages = (workspace: Workspace, source: Source, pages: readonly Page[], by: z.infer<typeof sorts>): Page[] => {
  const keys = by.map((each) => {
    const sign = each.direction === 'ascending' ? 1 : -1;
    if ('timestamp' in each) {
      const at = (page: Page): string => minute(each.timestamp === 'created_time' ? page.createdAt : page.editedAt);
      return { sign, of: at };
    }
    const property = findProperty(source, each.property);
    if (property === undefined) throw invalid(`Could not find sort property with name or id: ${each.property}`);
    return { sign, of: (page: Page) => workspace.valueOf(page, property) };
  });
  const newestFirst = (a: Page, b: Page): number => (a.id < b.id ? 1 : -1);
  return [...pages].sort((a, b) => {
    for (const { sign, of } of keys) {
      const order = compare(of(a), of(b));
      if (order !== 0) return sign * order;
    }
    return newestFirst(a, b);
  });
};
