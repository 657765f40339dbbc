import type { ApprovalRequest, ApprovalRequests } from '../../domain/approvals.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { requestId, type RequestId, type SpaceId, type UserId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { ChangeOrigin } from '../../engine/documents-api.js';
import { approvalRequests } from '../../engine/documents/kinds/approval-requests.js';
import type { Actor } from '../actor.js';
import type { Means } from '../means.js';

/** Whose requests these are, and where. */
export interface Asker {
  readonly space: SpaceId;
  readonly user: UserId;
}

type Documents = Pick<Means, 'documents'>;

/** All that is kept of a member's requests. Rejects with `StoreUnavailable`. */
export const requestsOf = async ({ space, user }: Asker, { documents }: Documents): Promise<ApprovalRequests> =>
  (await documents.of(approvalRequests).get({ space, user })).requests;

/** How many requests of a member wait for an answer. Rejects with `StoreUnavailable`. */
export const openRequests = async (space: SpaceId, user: UserId, deps: Documents): Promise<number> =>
  (await requestsOf({ space, user }, deps)).filter(({ state }) => state.kind === 'open').length;

/** One of them. REQUEST_NOT_FOUND; rejects with `StoreUnavailable`. */
export const requestOf = async (asker: Asker, id: RequestId, deps: Documents): Promise<Result<ApprovalRequest, DomainError>> => {
  const found = (await requestsOf(asker, deps)).find((one) => one.id === id);
  return found === undefined ? err(domainError('REQUEST_NOT_FOUND')) : ok(found);
};

/** Changes the list by compare-and-set. What `change` refuses, and as `DocumentsOf.update`. */
export const changeRequests = async (
  { space, user }: Asker,
  by: ChangeOrigin,
  change: (requests: ApprovalRequests) => Result<ApprovalRequests, DomainError>,
  { documents }: Documents,
): Promise<Result<ApprovalRequests, DomainError>> => {
  const changed = await documents.of(approvalRequests).update({ space, user }, by, (document) => {
    const next = change(document.requests);
    if (!next.ok) return next;
    return ok(next.value === document.requests ? document : { ...document, requests: next.value });
  });
  return changed.ok ? ok(changed.value.requests) : changed;
};

/** What the ledger says of a change that somebody asks for. */
export const byActor = (actor: Actor, event: string): ChangeOrigin => ({
  actor: actor.user,
  requestId: actor.id,
  at: actor.occurredAt,
  event,
  source: actor.source,
});

/** The same of what the bot notes by itself. */
export const byBot = (event: string, { ids, clock }: Pick<Means, 'ids' | 'clock'>): ChangeOrigin => ({
  actor: null,
  requestId: requestId(ids.next()),
  at: clock.now(),
  event,
  source: 'approval',
});
