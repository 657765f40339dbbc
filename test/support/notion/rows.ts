import type { LinkedTable } from '../../../src/domain/notion.js';
import type { NotionEmulator } from './emulator.js';

/** A page of one of our tables. */
export interface Row {
  readonly id: string;
  readonly inTrash: boolean;
  /** By our name of a property: texts, numbers, names of options, boxes, moments in ms; formulas as what they come to. */
  readonly of: (name: string) => string | number | boolean | null;
}

/** All pages of a table of ours, oldest first, those in the trash too. */
export const rowsOf = ({ workspace }: NotionEmulator, table: LinkedTable): readonly Row[] => {
  const source = workspace.source(table.dataSourceId);
  return workspace.pagesOf(source.id).map((page) => ({
    ...{ id: page.id, inTrash: page.inTrash },
    of: (name) => {
      const property = source.properties.find(({ id }) => id === table.properties[name]);
      const value = property === undefined ? null : workspace.valueOf(page, property);
      return value instanceof Date ? value.getTime() : value;
    },
  }));
};
