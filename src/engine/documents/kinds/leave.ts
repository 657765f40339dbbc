import { z } from 'zod';
import { LEAVE_KINDS, type Leave } from '../../../domain/leave.js';
import { isDay } from '../../../domain/week.js';
import type { DocumentRow } from '../../ledger/kinds/document.js';
import { defineDocument } from '../document-kind.js';

const day = z.string().refine(isDay, 'is not a day');
const one: z.ZodType<Leave> = z.looseObject({
  id: day,
  from: day,
  to: day,
  /** A kind of a newer version is read as another one, and its days count all the same. */
  kind: z.enum(LEAVE_KINDS).catch('other'),
  note: z.string().max(1_000),
});
const list: z.ZodType<readonly Leave[]> = z.array(one);

/** Days on which a member of a space does not work. */
export const leave = defineDocument({
  name: 'leave',
  scope: 'member',
  fields: {
    /** In the order of their days; no two share one. */
    leaves: list.default([]),
  },
});

/** What may have changed: the whole document, the list in it, or one element of the list. */
const changed = z.union([
  one.transform((single): readonly Leave[] => [single]),
  list,
  z.looseObject({ leaves: list }).transform(({ leaves }) => leaves),
]);

/** The leave that a row of the ledger tells of as added or removed; null for a row that is about something else. */
export const leaveInRow = ({
  document,
  changes,
}: DocumentRow): { readonly of: 'added' | 'removed'; readonly leave: Leave } | null => {
  if (document !== leave.name) return null;
  const all = (side: 'before' | 'after'): readonly Leave[] =>
    changes.flatMap((change) => changed.safeParse(change[side]).data ?? []);
  const [before, after] = [all('before'), all('after')];
  const lacks = (others: readonly Leave[]) => (wanted: Leave) => !others.some(({ id }) => id === wanted.id);
  const [added, removed] = [after.find(lacks(before)), before.find(lacks(after))];
  if (added !== undefined) return { of: 'added', leave: added };
  return removed === undefined ? null : { of: 'removed', leave: removed };
};
