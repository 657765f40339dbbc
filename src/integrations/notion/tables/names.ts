import type { NotionTable } from '../../../domain/notion.js';
import type { MessageKey, Translator } from '../../../i18n/translator.js';
import { SHAPES, type Wanted } from './shapes.js';

export const tableTitle = (table: NotionTable, t: Translator): string => t(`notion.table.${table}`);

/** A property of one of our tables: our name, what it is, and the key of what people call it. */
export interface NamedProperty {
  readonly key: string;
  readonly wanted: Wanted;
  readonly text: MessageKey;
}

/** Each property has a text, which the type of `SHAPES` and the locale tests hold together. */
const textOf = (table: NotionTable, key: string): MessageKey => `notion.property.${table}.${key}` as MessageKey;

export const propertiesOf = (table: NotionTable): readonly NamedProperty[] =>
  Object.entries<Wanted>(SHAPES[table]).map(([key, wanted]) => ({ key, wanted, text: textOf(table, key) }));

/** By what a table of ours is known: its column with our ids. */
export const idProperty = { timers: 'entryId', rollups: 'rollupId', options: 'optionId' } as const;
