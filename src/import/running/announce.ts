import type { DomainError } from '../../domain/errors.js';
import { requestId, type UserId } from '../../domain/ids.js';
import type { Clock, Ids } from '../../domain/ports.js';
import { ok, type Result } from '../../domain/result.js';
import type { Documents } from '../../engine/documents-api.js';
import { changesByOthers, UNTOLD_MAX, type ChangeByOther } from '../../engine/documents/kinds/changes-by-others.js';
import type { Task } from './plan-file.js';

/** Announces to a member that somebody else stores time of theirs, or takes it back. As `documents.update`. */
export type Announce = (task: Task, member: UserId) => Promise<Result<unknown, DomainError>>;

/**
 * One notice for each member and run, however many entries there are. As with every change by somebody else it is kept before the first of them is stored, so none is stored
 * of which the member would not hear; what it came to is read when it is told.
 */
export const announcing =
  ({ documents, clock, ids }: { readonly documents: Documents; readonly clock: Clock; readonly ids: Ids }): Announce =>
  ({ kind, id: run, space, by, source }, member) => {
    const what = kind === 'store' ? 'stored' : 'takenBack';
    const change: ChangeByOther = { id: requestId(`${run}.${what}`), by, at: clock.now(), reason: '', imported: { run, what } };
    const origin = { actor: by, requestId: requestId(ids.next()), at: change.at, event: 'changedByOther', source };
    return documents.of(changesByOthers).update({ space, user: member }, origin, (document) => {
      if (document.untold.some(({ id }) => id === change.id)) return ok(document);
      return ok({ ...document, untold: [...document.untold, change].slice(-UNTOLD_MAX) });
    });
  };
