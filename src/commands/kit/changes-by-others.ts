import { z } from 'zod';
import { requestId, type RequestId } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import { changesByOthers, type ChangeByOther } from '../../engine/documents/kinds/changes-by-others.js';
import { imports } from '../../engine/documents/kinds/imports.js';
import { leave, leaveInRow } from '../../engine/documents/kinds/leave.js';
import type { DocumentRow } from '../../engine/ledger/kinds/document.js';
import { StoreUnavailable } from '../../engine/store.js';
import { changedWithDocument } from '../../engine/tracker/take-back.js';
import { isUnderWay } from '../../import/running/kept-runs.js';
import type { ChangedByOther, DoneByOther } from '../../views/entries/changed-by-others.js';
import type { Deps } from '../deps.js';
import { configOrNull, lookOf } from '../present.js';
import type { Context } from './context.js';

type Needs = Pick<Deps, 'documents' | 'timesheet' | 'spaces'>;
type Who = Pick<Context, 'space' | 'user'>;

/** What the member has not been told yet of changes by others; none while Redis is away. Nearly always it is in memory that there are none. */
export const untoldChanges = async (
  { space, user }: Who,
  { documents }: Pick<Deps, 'documents'>,
): Promise<readonly ChangeByOther[]> => {
  try {
    return (await documents.of(changesByOthers).get({ space, user })).untold;
  } catch (error) {
    if (error instanceof StoreUnavailable) return [];
    throw error;
  }
};

/** A change as the ledger tells it; without rows when it does not, or not yet. An import is one row. */
export interface DescribedChange {
  readonly change: ChangeByOther;
  readonly rows: readonly DoneByOther[];
  /** There is nothing to tell of it (any more); else it may still be made, or goes on. */
  readonly isOver: boolean;
}

/** An import by what is kept of it: told as one when it has ended, and never when nothing was stored of this member, or nobody knows of it any more. */
const describeImport = async (
  { space, user }: Who,
  { run, what }: NonNullable<ChangeByOther['imported']>,
  { by, at }: ChangeByOther,
  { documents }: Needs,
): Promise<Omit<DescribedChange, 'change'>> => {
  const kept = (await documents.of(imports).get({ space, user: by })).list.find(({ id }) => id === run);
  if (kept !== undefined && isUnderWay(kept.state)) return { rows: [], isOver: false };
  const own = kept?.others.find((one) => one.user === user);
  // It was stopped or refused, and may be begun anew.
  if (own === undefined || (what === 'takenBack' && kept?.state !== 'undone')) return { rows: [], isOver: true };
  const { entries, ms, from, to } = own;
  return { rows: [{ imported: what, at, by, entries, ms, from, to }], isOver: true };
};

/** These changes as the ledger tells them. Rejects with `StoreUnavailable`. */
export const describeChanges = async (
  { space, user }: Who,
  changes: readonly ChangeByOther[],
  deps: Needs,
): Promise<readonly DescribedChange[]> => {
  const config = await configOrNull(deps, space);
  return Promise.all(
    changes.map(async (change) => {
      const { by, reason, imported } = change;
      if (imported !== null) return { change, ...(await describeImport({ space, user }, imported, change, deps)) };
      const found = await changedWithDocument(deps.timesheet, { space, user }, change.id, leave.name);
      const rows = found.flatMap((row): ChangedByOther[] => {
        const { event, at } = row;
        if (row.kind === 'document') {
          const told = leaveInRow(row);
          return told === null ? [] : [{ ...told, at, by, reason }];
        }
        const { before, after } = row;
        const session = after ?? before;
        return session === null ? [] : [{ event, at, by, reason, before, after, category: lookOf(config, session.category) }];
      });
      return { change, rows, isOver: rows.length > 0 };
    }),
  );
};

const announced = z.looseObject({ id: z.string().transform(requestId), reason: z.string() });
/** What may have changed: the whole document, the list in it, or one element of the list. */
const news = z.union([
  announced.transform((one) => [one]),
  z.array(announced),
  z.looseObject({ untold: z.array(announced) }).transform(({ untold }) => untold),
]);

/** The reasons of changes that a row of the ledger announces, by the changes' requests. */
export const reasonsIn = ({ document, changes }: DocumentRow): readonly (readonly [RequestId, string])[] => {
  if (document !== changesByOthers.name) return [];
  return changes.flatMap(({ after }) => (news.safeParse(after).data ?? []).map(({ id, reason }) => [id, reason] as const));
};

/** So long a change that was announced may still be made, ms. */
const ANNOUNCED_FOR_MS = 3_600_000;

/**
 * What is done with once these were shown. A change that the ledger does not tell was announced and is not made yet, or never was because the process
 * was stopped in between: after a while that is certain.
 */
export const settledChanges = (described: readonly DescribedChange[], now: number): readonly ChangeByOther[] =>
  described
    .filter(({ change, isOver }) => isOver || (change.imported === null && change.at < now - ANNOUNCED_FOR_MS))
    .map(({ change }) => change);

/** The member knows of these now. */
export const changesTold = async (
  { space, user }: Who,
  told: readonly ChangeByOther[],
  { documents, ids, clock }: Pick<Deps, 'documents' | 'ids' | 'clock'>,
): Promise<void> => {
  if (told.length === 0) return;
  const requests = new Set(told.map(({ id }) => id));
  const by = { actor: null, requestId: requestId(ids.next()), at: clock.now(), event: 'changesTold', source: 'notice' };
  await documents.of(changesByOthers).update({ space, user }, by, (kept) => {
    const untold = kept.untold.filter(({ id }) => !requests.has(id));
    return ok(untold.length === kept.untold.length ? kept : { ...kept, untold });
  });
};
