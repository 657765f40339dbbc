import { z } from 'zod';
import type { SpaceConfig } from '../../domain/space.js';
import { exportOfOthers, type ExportOfOthers } from '../../engine/documents/kinds/exported.js';
import type { KeyChange } from '../../engine/ledger/diff.js';
import type { DocumentRow } from '../../engine/ledger/kinds/document.js';
import type { LogEvent } from '../../views/activity-log/event.js';
import { lookOf } from '../present.js';

const List = z.array(exportOfOthers);
const Document = z.looseObject({ list: List });

const listIn = (value: unknown, depth: number): readonly ExportOfOthers[] => {
  if (depth === 0) return Document.safeParse(value).data?.list ?? [];
  if (depth === 1) return List.safeParse(value).data ?? [];
  const one = exportOfOthers.safeParse(value);
  return one.success ? [one.data] : [];
};

/** Those that came by the change of one key: the first one of a document is stored with everything around it. */
const addedBy = ({ path, before, after }: KeyChange): readonly ExportOfOthers[] => {
  if (path.length > 2) return [];
  const known = new Set(listIn(before, path.length).map(({ id }) => id));
  return listIn(after, path.length).filter(({ id }) => !known.has(id));
};

/** What a row tells of exports of somebody's time by others: who made which, of whose time. What was in it stands nowhere. */
export const exportEvents = (row: DocumentRow, config: SpaceConfig): readonly LogEvent[] =>
  row.changes.flatMap(addedBy).map(({ by, at, format, from, to, category }) => ({
    ...({ of: 'export', kind: 'exports', at, by, user: row.user, format, from, to } as const),
    category: category === null ? null : lookOf(config, category),
  }));
