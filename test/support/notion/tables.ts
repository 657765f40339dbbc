import { NOTION_PROPERTIES, type LinkedTable, type NotionTable } from '../../../src/domain/notion.js';
import type { NotionApi } from '../../../src/integrations/notion/api/api.js';
import type { NewProperty } from '../../../src/integrations/notion/api/values.js';
import { SHAPES, type Wanted } from '../../../src/integrations/notion/tables/shapes.js';

/** A property by its shape; relations are made from the days to the timers, and show on both. */
const propertyOf = (wanted: Wanted, timers: string | null): NewProperty | null => {
  switch (wanted) {
    case 'choice':
      return { type: 'choice', options: [] };
    case 'formula':
      return { type: 'formula', expression: '0' };
    case 'relation':
      return timers === null ? null : { type: 'relation', dataSourceId: timers, syncedName: 'day' };
    default:
      return { type: wanted };
  }
};

/** Makes one of our tables below a page, with our own names of the properties. */
export const makeTable = async (
  api: NotionApi,
  pageId: string,
  table: NotionTable,
  timers: string | null = null,
): Promise<LinkedTable> => {
  const shapes: Readonly<Record<string, Wanted>> = SHAPES[table];
  const properties = Object.fromEntries(
    NOTION_PROPERTIES[table].flatMap((name) => {
      const wanted = shapes[name];
      const property = wanted === undefined ? null : propertyOf(wanted, timers);
      return property === null ? [] : [[name, property]];
    }),
  );
  const database = await api.createDatabase(pageId, table, properties);
  const [source] = database.dataSources;
  if (source === undefined) throw new Error('a database without a table');
  return linked(api, database.id, source.id);
};

/** The table as the connection keeps it, once all of its properties are there. */
export const linked = async (api: NotionApi, databaseId: string, dataSourceId: string): Promise<LinkedTable> => {
  const { properties } = await api.dataSource(dataSourceId);
  return { databaseId, dataSourceId, url: '', properties: Object.fromEntries(properties.map(({ id, name }) => [name, id])) };
};
