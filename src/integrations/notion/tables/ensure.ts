import { domainError } from '../../../domain/errors.js';
import { NOTION_TABLES, type LinkedTable, type NotionTable } from '../../../domain/notion.js';
import type { Translator } from '../../../i18n/translator.js';
import type { NotionApi, NotionDatabase, NotionDataSource, PropertyPatch } from '../api/api.js';
import { NotionError } from '../api/errors.js';
import type { NewProperty, PropertyDefinition } from '../api/values.js';
import { idProperty, propertiesOf, tableTitle, type NamedProperty } from './names.js';

/** What a set-up cannot go on with, as an error for people. */
export class TableProblem extends Error {
  readonly error;
  constructor(error: ReturnType<typeof domainError>) {
    super(error.code);
    this.error = error;
  }
}

/** Where tables are to be, and in which words. */
export interface Place {
  readonly api: NotionApi;
  readonly pageId: string;
  /** Of whoever sets it up: what is new is called so. */
  readonly t: Translator;
  /** Of every language: somebody else may have set it up before. */
  readonly languages: readonly Translator[];
  /** What was there at the beginning. */
  readonly found: Found;
}

const namesOf = ({ text }: NamedProperty, languages: readonly Translator[]): readonly string[] => languages.map((t) => t(text));

/** The properties by our names, as far as they are there under a name of ours, or were linked before. */
const linked = (
  table: NotionTable,
  source: NotionDataSource,
  languages: readonly Translator[],
  before: Readonly<Record<string, string>> = {},
): ReadonlyMap<string, PropertyDefinition> =>
  new Map(
    propertiesOf(table).flatMap((property) => {
      const found =
        source.properties.find(({ id }) => id === before[property.key]) ??
        source.properties.find(({ name }) => namesOf(property, languages).includes(name)) ??
        (property.wanted === 'title' ? source.properties.find(({ type }) => type === 'title') : undefined);
      return found === undefined ? [] : [[property.key, found] as const];
    }),
  );

/** Our tables that lie on the page already: each is known by the column with our ids. */
export type Found = ReadonlyMap<NotionTable, NotionDataSource>;

const isOurs = (table: NotionTable, { properties, inTrash }: NotionDataSource, languages: readonly Translator[]): boolean => {
  const own = propertiesOf(table).find(({ key }) => key === idProperty[table]);
  const names = own === undefined ? [] : namesOf(own, languages);
  return !inTrash && properties.some(({ name, type }) => type === 'text' && names.includes(name));
};

export const findTables = async ({ api, pageId, languages }: Pick<Place, 'api' | 'pageId' | 'languages'>): Promise<Found> => {
  const found = new Map<NotionTable, NotionDataSource>();
  for (const { id } of await api.databasesOn(pageId)) {
    const database = await api.database(id);
    for (const { id: sourceId } of database.dataSources) {
      const source = await api.dataSource(sourceId);
      const table = NOTION_TABLES.find((each) => !found.has(each) && isOurs(each, source, languages));
      if (table !== undefined) found.set(table, source);
    }
  }
  return found;
};

/** Null for what the other side of a relation makes by itself. */
const newProperty = ({ key, wanted }: NamedProperty, t: Translator, days: string | null): NewProperty | null => {
  switch (wanted) {
    case 'choice':
      return { type: 'choice', options: [] };
    // Nothing is summed before a category is used.
    case 'formula':
      return { type: 'formula', expression: '0' };
    case 'relation':
      return key === 'day' && days !== null
        ? { type: 'relation', dataSourceId: days, syncedName: t('notion.property.rollups.timers') }
        : null;
    case 'title':
    case 'text':
    case 'number':
    case 'date':
    case 'checkbox':
      return { type: wanted };
  }
};

const missing = (
  table: NotionTable,
  known: ReadonlyMap<string, PropertyDefinition>,
  { t }: Pick<Place, 't'>,
  days: string | null,
): Readonly<Record<string, NewProperty>> =>
  Object.fromEntries(
    propertiesOf(table).flatMap((property) => {
      const made = known.has(property.key) ? null : newProperty(property, t, days);
      return made === null ? [] : [[t(property.text), made]];
    }),
  );

/** Makes the database, and finds it again when the answer was lost: it must not be made twice. */
const make = async (table: NotionTable, place: Place, days: string | null): Promise<NotionDataSource> => {
  const { api, pageId, t } = place;
  let made: NotionDatabase;
  try {
    made = await api.createDatabase(pageId, tableTitle(table, t), missing(table, new Map(), place, days));
  } catch (error) {
    if (!(error instanceof NotionError) || !error.facts.mayHaveHappened) throw error;
    const there = (await findTables(place)).get(table);
    if (there === undefined) throw error;
    return there;
  }
  const [first] = made.dataSources;
  if (first === undefined) throw new NotionError('unexpected', { code: 'database_without_data_source' });
  return api.dataSource(first.id);
};

/**
 * One of our tables on the page, with every property that it has to have: found, made, or completed. People's own columns stay.
 * @param days the data source of the days, which entries refer to; null: there is none
 * @param before as it was linked until now
 * Rejects with `NotionError`, and with `TableProblem` for a column that is of another kind.
 */
export const ensureTable = async (
  table: NotionTable,
  place: Place,
  days: string | null,
  before: LinkedTable | undefined,
): Promise<LinkedTable> => {
  const { api, languages, t } = place;
  let source = place.found.get(table) ?? (await make(table, place, days));
  // What was linked in another table says nothing of this one.
  const ids = before?.dataSourceId === source.id ? before.properties : {};
  const lacking = missing(table, linked(table, source, languages, ids), place, days);
  if (Object.keys(lacking).length > 0) {
    const patches = Object.entries(lacking).map(([name, each]): readonly [string, PropertyPatch] => [name, { make: each }]);
    source = await api.updateDataSource(source.id, Object.fromEntries(patches));
  }
  const known = linked(table, source, languages, ids);
  for (const { key, wanted, text } of propertiesOf(table)) {
    const found = known.get(key);
    if (found !== undefined && found.type !== wanted)
      throw new TableProblem(domainError('NOTION_COLUMN_KIND', { column: found.name, table: source.title || t(text) }));
  }
  // Sums of categories are not in the shape, and stay linked.
  const sums = Object.entries(ids).filter(
    ([key, id]) => key.startsWith('sum:') && source.properties.some((each) => each.id === id),
  );
  const properties = { ...Object.fromEntries(sums), ...Object.fromEntries([...known].map(([key, { id }]) => [key, id])) };
  return { databaseId: source.databaseId, dataSourceId: source.id, url: source.url, properties };
};

/** The days, once entries refer to them: the column that shows there by itself. */
export const withOtherSide = async (api: NotionApi, days: LinkedTable, timers: LinkedTable): Promise<LinkedTable> => {
  const source = await api.dataSource(days.dataSourceId);
  const other = source.properties.find((each) => each.type === 'relation' && each.dataSourceId === timers.dataSourceId);
  return other === undefined ? days : { ...days, properties: { ...days.properties, timers: other.id } };
};
