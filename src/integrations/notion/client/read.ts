import { z } from 'zod';
import type { NotionDatabase, NotionDataSource, NotionPage, NotionPerson, NotionSelf } from '../api/api.js';
import type { NotionDate, PropertyDefinition, PropertyValue, SelectOption } from '../api/values.js';

/*
 * Answers of Notion, as far as we read them. What is of a kind that we do not know becomes `other`, so that something new at Notion does no harm; what is not as
 * Notion describes it does not parse.
 */

const text = z
  .array(z.looseObject({ plain_text: z.string() }))
  .transform((pieces) => pieces.map((piece) => piece.plain_text).join(''));
const moment = z.iso.datetime({ offset: true }).transform((value) => Date.parse(value));
const option = z
  .looseObject({ id: z.string(), name: z.string(), color: z.string().optional() })
  .transform(({ id, name, color }): SelectOption => ({ id, name, colour: color ?? null }));
const options = z.looseObject({ options: z.array(option) }).transform((value) => value.options);
const nameOrNull = z.looseObject({ name: z.string() }).nullable();
const date = z
  .looseObject({ start: z.string(), end: z.string().nullish(), time_zone: z.string().nullish() })
  .transform(({ start, end, time_zone }): NotionDate => ({ start, end: end ?? null, timeZone: time_zone ?? null }));
const ids = z.array(z.looseObject({ id: z.string() })).transform((list) => list.map(({ id }) => id));

const formula = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('string'), string: z.string().nullish() }).transform((value) => value.string ?? null),
  z.looseObject({ type: z.literal('number'), number: z.number().nullish() }).transform((value) => value.number ?? null),
  z.looseObject({ type: z.literal('boolean'), boolean: z.boolean().nullish() }).transform((value) => value.boolean ?? null),
  z.looseObject({ type: z.literal('date'), date: date.nullish() }).transform((value) => value.date ?? null),
]);

/** Readers of values, by Notion's word for the kind. */
const VALUES: Readonly<Record<string, z.ZodType<PropertyValue>>> = {
  title: z.looseObject({ title: text }).transform((value): PropertyValue => ({ type: 'text', text: value.title })),
  rich_text: z.looseObject({ rich_text: text }).transform((value): PropertyValue => ({ type: 'text', text: value.rich_text })),
  number: z.looseObject({ number: z.number().nullable() }).transform(({ number }): PropertyValue => ({ type: 'number', number })),
  select: z
    .looseObject({ select: nameOrNull })
    .transform(({ select }): PropertyValue => ({ type: 'choice', name: select?.name ?? null })),
  status: z
    .looseObject({ status: nameOrNull })
    .transform(({ status }): PropertyValue => ({ type: 'choice', name: status?.name ?? null })),
  multi_select: z
    .looseObject({ multi_select: z.array(z.looseObject({ name: z.string() })) })
    .transform((value): PropertyValue => ({ type: 'choices', names: value.multi_select.map(({ name }) => name) })),
  date: z.looseObject({ date: date.nullable() }).transform((value): PropertyValue => ({ type: 'date', date: value.date })),
  checkbox: z
    .looseObject({ checkbox: z.boolean() })
    .transform((value): PropertyValue => ({ type: 'checkbox', checked: value.checkbox })),
  relation: z
    .looseObject({ relation: ids, has_more: z.boolean().optional() })
    .transform((value): PropertyValue => ({ type: 'relation', pageIds: value.relation, hasMore: value.has_more ?? false })),
  people: z.looseObject({ people: ids }).transform((value): PropertyValue => ({ type: 'people', userIds: value.people })),
  formula: z
    .looseObject({ formula: z.unknown() })
    .transform((value): PropertyValue => ({ type: 'formula', value: formula.safeParse(value.formula).data ?? null })),
};

const value = z.looseObject({ id: z.string(), type: z.string() }).transform((raw, context) => {
  const reader = VALUES[raw.type];
  const read = reader?.safeParse(raw);
  if (read?.success === false)
    context.addIssue({ code: 'custom', message: `a value of the kind ${raw.type} is not as described` });
  const found: PropertyValue = read?.data ?? { type: 'other', kind: raw.type };
  return { id: raw.id, type: raw.type, value: found };
});

export const page: z.ZodType<NotionPage> = z
  .looseObject({
    object: z.literal('page'),
    id: z.string(),
    url: z.string().default(''),
    created_time: moment,
    last_edited_time: moment,
    created_by: z.looseObject({ id: z.string() }),
    last_edited_by: z.looseObject({ id: z.string() }),
    in_trash: z.boolean().default(false),
    parent: z.looseObject({ data_source_id: z.string().optional() }),
    properties: z.record(z.string(), value),
  })
  .transform((raw): NotionPage => {
    const properties = Object.values(raw.properties);
    const title = properties.find(({ type }) => type === 'title')?.value;
    return {
      ...{ id: raw.id, url: raw.url, title: title?.type === 'text' ? title.text : '' },
      ...{ dataSourceId: raw.parent.data_source_id ?? null, inTrash: raw.in_trash },
      ...{ createdAt: raw.created_time, editedAt: raw.last_edited_time },
      ...{ createdBy: raw.created_by.id, editedBy: raw.last_edited_by.id },
      properties: new Map(properties.map((property) => [property.id, property.value])),
    };
  });

/** What several kinds of properties are, by Notion's word for them. */
const PLAIN = { title: 'title', rich_text: 'text', date: 'date', checkbox: 'checkbox', people: 'people' } as const;
const isPlain = (type: string): type is keyof typeof PLAIN => Object.hasOwn(PLAIN, type);

const dual = z.looseObject({ synced_property_id: z.string().optional(), synced_property_name: z.string().optional() });
const numbers = z.looseObject({ number: z.looseObject({ format: z.string().optional() }) });
const selects = z.looseObject({ select: options });
const statuses = z.looseObject({ status: options });
const formulas = z.looseObject({ formula: z.looseObject({ expression: z.string() }) });
const relations = z.looseObject({
  relation: z.looseObject({ data_source_id: z.string().optional(), dual_property: dual.optional() }),
});

const definition = z.looseObject({ id: z.string(), name: z.string(), type: z.string() }).transform((raw): PropertyDefinition => {
  const { id, name, type } = raw;
  const other: PropertyDefinition = { id, name, type: 'other', kind: type };
  if (isPlain(type)) return { id, name, type: PLAIN[type] };
  if (type === 'number') return { id, name, type, format: numbers.safeParse(raw).data?.number.format ?? 'number' };
  if (type === 'formula') return { id, name, type, expression: formulas.safeParse(raw).data?.formula.expression ?? '' };
  if (type === 'select') {
    const read = selects.safeParse(raw).data;
    return read === undefined ? other : { id, name, type: 'choice', options: read.select };
  }
  if (type === 'status') {
    const read = statuses.safeParse(raw).data;
    return read === undefined ? other : { id, name, type, options: read.status };
  }
  if (type === 'relation') {
    const { data_source_id, dual_property } = relations.safeParse(raw).data?.relation ?? {};
    if (data_source_id === undefined) return other;
    const [syncedId, syncedName] = [dual_property?.synced_property_id ?? null, dual_property?.synced_property_name ?? null];
    return { id, name, type, dataSourceId: data_source_id, syncedId, syncedName };
  }
  return other;
});

export const dataSource: z.ZodType<NotionDataSource> = z
  .looseObject({
    object: z.literal('data_source'),
    id: z.string(),
    title: text.default(''),
    url: z.string().default(''),
    in_trash: z.boolean().default(false),
    parent: z.looseObject({ database_id: z.string() }),
    properties: z.record(z.string(), definition),
  })
  .transform((raw): NotionDataSource => ({
    ...{ id: raw.id, databaseId: raw.parent.database_id, title: raw.title, url: raw.url, inTrash: raw.in_trash },
    properties: Object.values(raw.properties),
  }));

export const database: z.ZodType<NotionDatabase> = z
  .looseObject({
    object: z.literal('database'),
    id: z.string(),
    title: text.default(''),
    url: z.string().default(''),
    in_trash: z.boolean().default(false),
    data_sources: z.array(z.looseObject({ id: z.string(), name: z.string() })),
  })
  .transform(({ id, title, url, in_trash: inTrash, data_sources }): NotionDatabase => ({
    ...{ id, title, url, inTrash },
    dataSources: data_sources.map((source) => ({ id: source.id, name: source.name })),
  }));

/** A block of a page; null for everything but a database. */
export const childDatabase: z.ZodType<{ readonly id: string; readonly title: string } | null> = z
  .looseObject({
    id: z.string(),
    type: z.string().optional(),
    in_trash: z.boolean().default(false),
    child_database: z.looseObject({ title: z.string() }).optional(),
  })
  .transform(({ id, in_trash, child_database: child }) => (child === undefined || in_trash ? null : { id, title: child.title }));

const owner = z.looseObject({ type: z.string(), user: z.looseObject({ id: z.string() }).optional() });
export const self: z.ZodType<NotionSelf> = z
  .looseObject({
    object: z.literal('user'),
    id: z.string(),
    name: z.string().nullish(),
    bot: z.looseObject({ owner: owner.optional(), workspace_name: z.string().nullish() }).optional(),
    person: z.unknown().optional(),
  })
  .transform((raw): NotionSelf => {
    const ofPerson = raw.bot?.owner?.type === 'user' ? (raw.bot.owner.user?.id ?? null) : null;
    return {
      ...{ botId: raw.id, name: raw.name ?? '', workspace: raw.bot?.workspace_name ?? '' },
      ownerId: raw.bot === undefined && raw.person !== undefined ? raw.id : ofPerson,
    };
  });

export const person: z.ZodType<NotionPerson | null> = z
  .looseObject({ id: z.string(), type: z.string().optional(), name: z.string().nullish() })
  .transform(({ id, type, name }) => (type === 'person' ? { id, name: name ?? '' } : null));

/** A page of a list, of whatever; what is in it is read one by one. */
export const listOf = <Item>(item: z.ZodType<Item>) =>
  z.looseObject({
    results: z.array(item),
    has_more: z.boolean(),
    next_cursor: z.string().nullable(),
    request_status: z.looseObject({ type: z.string() }).optional(),
  });
