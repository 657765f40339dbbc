import type { DomainError } from '../domain/errors.js';
import { requestId, type UserId } from '../domain/ids.js';
import { ok, type Result } from '../domain/result.js';
import { changesByOthers, UNTOLD_MAX, type ChangeByOther } from '../engine/documents/kinds/changes-by-others.js';
import type { Actor } from './actor.js';
import type { Means } from './means.js';

type AnnouncingMeans = Pick<Means, 'documents' | 'ids' | 'log'>;
type Announcing = Pick<Actor, 'id' | 'space' | 'user' | 'occurredAt' | 'source'>;

/**
 * Makes a change of somebody else's time by `send`, so that the member hears of it. The notice is kept before the change is made: a process that is stopped in
 * between leaves a notice without a change, which is never shown, and not a change that nobody is told of.
 * @param made called once the change was made, for telling the member at once where they agreed to that
 */
export const announced = async <T>(
  actor: Announcing,
  { member, reason }: { readonly member: UserId; readonly reason: string },
  deps: AnnouncingMeans,
  send: () => Promise<Result<T, DomainError>>,
  made: (change: ChangeByOther) => void,
): Promise<Result<T, DomainError>> => {
  if (member === actor.user) return send();
  const { space, id: request, user: by, occurredAt: at } = actor;
  const change: ChangeByOther = { id: request, by, at, reason, imported: null };
  const origin = { actor: by, requestId: request, at, event: 'changedByOther', source: actor.source };
  const kept = await deps.documents.of(changesByOthers).update({ space, user: member }, origin, (document) => {
    if (document.untold.some(({ id }) => id === request)) return ok(document);
    return ok({ ...document, untold: [...document.untold, change].slice(-UNTOLD_MAX) });
  });
  if (!kept.ok) return kept;
  const changed = await send();
  if (changed.ok) made(change);
  // Of a change that may have been made all the same, the ledger will know.
  else if (changed.error.code !== 'COMMIT_UNCERTAIN') await forget(actor, member, change, deps);
  return changed;
};

const forget = async (
  { space, user, occurredAt, source }: Announcing,
  member: UserId,
  { id: request }: ChangeByOther,
  { documents, ids, log }: AnnouncingMeans,
): Promise<void> => {
  const origin = { actor: user, requestId: requestId(ids.next()), at: occurredAt, event: 'notChanged', source };
  const forgotten = await documents
    .of(changesByOthers)
    .update({ space, user: member }, origin, (document) =>
      ok({ ...document, untold: document.untold.filter(({ id }) => id !== request) }),
    );
  if (!forgotten.ok) log.info({ code: forgotten.error.code }, 'a notice stays without a change; it is never shown');
};
