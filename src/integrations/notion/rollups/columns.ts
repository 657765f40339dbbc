import type { CategoryId, SpaceId } from '../../../domain/ids.js';
import { requestId } from '../../../domain/ids.js';
import { sumProperty, type LinkedTable, type NotionConnection } from '../../../domain/notion.js';
import type { Clock, Ids } from '../../../domain/ports.js';
import { ok } from '../../../domain/result.js';
import type { Documents } from '../../../engine/documents-api.js';
import { notion } from '../../../engine/documents/kinds/notion.js';
import type { NotionApi, NotionDataSource, PropertyPatch } from '../api/api.js';
import { NotionError } from '../api/errors.js';

export interface ColumnMeans {
  readonly documents: Documents;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Ids;
}

/** A category that days are to have a sum of. */
export interface SummedCategory {
  readonly id: CategoryId;
  readonly name: string;
}

const SUM = 'sum:';

/** The sum of these properties, by their names at Notion. What is empty counts as nothing. */
export const totalExpression = (names: readonly string[]): string => {
  const terms = names.map((name) => {
    const property = `prop("${name.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}")`;
    return `if(empty(${property}), 0, ${property})`;
  });
  return terms.length === 0 ? '0' : terms.join(' + ');
};

/** A name that no other property has. */
const freeName = (wanted: string, taken: ReadonlySet<string>): string => {
  let name = wanted;
  for (let n = 2; taken.has(name); n += 1) name = `${wanted} (${n})`;
  return name;
};

/** The table's sums by category -> the id of the property, as far as they still stand there. */
const standing = (table: LinkedTable, source: NotionDataSource): ReadonlyMap<string, string> => {
  const there = new Set(source.properties.map(({ id }) => id));
  return new Map(Object.entries(table.properties).filter(([ours, id]) => ours.startsWith(SUM) && there.has(id)));
};

/** What a table lacks of these sums, with names for new ones. A number of that name which is nobody's was made before, and not remembered. */
const plan = (table: LinkedTable, source: NotionDataSource, categories: readonly SummedCategory[]) => {
  const has = standing(table, source);
  const linked = new Set(Object.values(table.properties));
  const taken = new Set(source.properties.map(({ name }) => name));
  const adopted = new Map<string, string>();
  const made = new Map<string, string>();
  for (const { id, name } of categories) {
    const ours = sumProperty(id);
    if (has.has(ours)) continue;
    const orphan = source.properties.find((one) => one.type === 'number' && !linked.has(one.id) && one.name === name);
    if (orphan !== undefined) {
      adopted.set(ours, orphan.id);
      linked.add(orphan.id);
      continue;
    }
    const free = freeName(name, taken);
    taken.add(free);
    made.set(ours, free);
  }
  return { has, adopted, made };
};

const totalOf = (source: NotionDataSource, sums: ReadonlySet<string>): string =>
  totalExpression(source.properties.filter(({ id }) => sums.has(id)).map(({ name }) => name));

/**
 * The table of days with a column for each of these categories, and all of them in the formula of the total. Asks Notion only when a column is missing; what
 * was made is kept in the document of the connection. Rejects with `NotionError`.
 */
export const withSumColumns = async (
  { space, connection, api }: { readonly space: SpaceId; readonly connection: NotionConnection; readonly api: NotionApi },
  categories: readonly SummedCategory[],
  { documents, clock, ids }: ColumnMeans,
): Promise<LinkedTable> => {
  const table = connection.tables.rollups;
  if (table === undefined) throw new NotionError('refused', { code: 'rollups_missing' });
  if (categories.every(({ id }) => table.properties[sumProperty(id)] !== undefined)) return table;
  let source = await api.dataSource(table.dataSourceId);
  const { has, adopted, made } = plan(table, source, categories);
  const patches: Record<string, PropertyPatch> = {};
  for (const name of made.values()) patches[name] = { make: { type: 'number' } };
  if (made.size > 0) source = await api.updateDataSource(source.id, patches);
  const sums = new Map([...has, ...adopted]);
  for (const [ours, name] of made) {
    const property = source.properties.find((one) => one.name === name);
    if (property !== undefined) sums.set(ours, property.id);
  }
  const total = source.properties.find(({ id }) => id === table.properties['total']);
  const expression = totalOf(source, new Set(sums.values()));
  // Notion tells formulas in its own words, so one that was written before may be written once more.
  if (total?.type === 'formula' && total.expression !== expression)
    await api.updateDataSource(source.id, { [total.id]: { expression } });
  return remember(space, table.dataSourceId, sums, { documents, clock, ids });
};

const remember = async (
  space: SpaceId,
  dataSourceId: string,
  sums: ReadonlyMap<string, string>,
  { documents, clock, ids }: ColumnMeans,
): Promise<LinkedTable> => {
  const by = { actor: null, requestId: requestId(ids.next()), at: clock.now(), event: 'notionColumnsAdded', source: 'notion' };
  const kept = await documents.of(notion).update(space, by, (current) => {
    const table = current.tables.rollups;
    // Set up anew meanwhile: then this is about a table of the past.
    if (table?.dataSourceId !== dataSourceId) return ok(current);
    const others = Object.entries(table.properties).filter(([ours]) => !ours.startsWith(SUM));
    const properties = Object.fromEntries([...others, ...sums]);
    return ok({ ...current, tables: { ...current.tables, rollups: { ...table, properties } } });
  });
  if (!kept.ok) throw new Error(`the columns of days could not be kept: ${kept.error.code}`);
  const table = kept.value.tables.rollups;
  if (table?.dataSourceId !== dataSourceId) throw new NotionError('conflict', { code: 'set_up_anew' });
  return table;
};
