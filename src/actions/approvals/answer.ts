import {
  isToBeMade,
  withAnswer,
  withoutRequest,
  type ApprovalAnswer,
  type ApprovalRequest,
  type Approved,
} from '../../domain/approvals.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import type { RequestId, UserId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import { suspensionError, suspensionOf } from '../../domain/suspensions.js';
import type { Actor } from '../actor.js';
import { clocksIn } from '../entries/limits.js';
import type { Means } from '../means.js';
import { byActor, changeRequests, requestOf, type Asker } from './kept.js';
import { isStillAsAsked, makeChange, type Made, type MakingDeps } from './make-change.js';

/** A request, and whose it is. */
export interface Target {
  readonly member: UserId;
  readonly request: RequestId;
}

const askerOf = ({ space }: Actor, { member }: Target): Asker => ({ space, user: member });

/** REQUEST_OWN: nobody answers what they asked for themselves. */
export const mayAnswer = ({ user }: Pick<Actor, 'user'>, { member }: Pick<Target, 'member'>): Result<void, DomainError> =>
  member === user ? err(domainError('REQUEST_OWN')) : ok(undefined);

/** MEMBER_SUSPENDED, MEMBER_SUSPENDED_UNTIL: time on the clock that the member may not have now. Which roles they have, nobody says here. */
const mayHave = async (
  { space, occurredAt }: Actor,
  { member }: Target,
  request: ApprovalRequest,
  { spaces }: Pick<Means, 'spaces'>,
): Promise<Result<void, DomainError>> => {
  const { suspensions } = await spaces.get(space);
  const suspension = clocksIn(request) ? suspensionOf(suspensions, member, occurredAt) : null;
  return suspension === null ? ok(undefined) : err(suspensionError(suspension));
};

/** Answers it, if nobody has. REQUEST_NOT_FOUND, REQUEST_ANSWERED. */
const answer = async (
  actor: Actor,
  target: Target,
  given: ApprovalAnswer,
  deps: Pick<Means, 'documents'>,
): Promise<Result<ApprovalRequest, DomainError>> => {
  const by = byActor(actor, given.kind === 'approved' ? 'approvalGiven' : 'approvalDeclined');
  const changed = await changeRequests(
    askerOf(actor, target),
    by,
    (requests) => withAnswer(requests, target.request, given),
    deps,
  );
  if (!changed.ok) return changed;
  const found = changed.value.find(({ id }) => id === target.request);
  return found === undefined ? err(domainError('REQUEST_NOT_FOUND')) : ok(found);
};

/** What came of an approval. */
export interface Approval {
  readonly made: Made;
  /** As it is kept then. */
  readonly request: ApprovalRequest;
  /** It had been approved before, and its change was still to be made. */
  readonly wasApproved: boolean;
}

const finish = async (
  actor: Actor,
  target: Target,
  request: ApprovalRequest,
  approved: Approved,
  deps: MakingDeps,
): Promise<Approval> => ({
  ...(await makeChange(askerOf(actor, target), request, approved, deps)),
  wasApproved: isToBeMade(request),
});

/**
 * Approves a request and makes its change; one that is approved already and waits for its change is finished. REQUEST_NOT_FOUND, REQUEST_ANSWERED,
 * MEMBER_SUSPENDED, MEMBER_SUSPENDED_UNTIL, REQUEST_CHANGED, and what the store refuses. Rejects with `StoreUnavailable`.
 */
export const approveRequest = async (
  actor: Actor,
  target: Target,
  reason: string | null,
  deps: MakingDeps,
): Promise<Result<Approval, DomainError>> => {
  const asker = askerOf(actor, target);
  const found = await requestOf(asker, target.request, deps);
  if (!found.ok) return found;
  const request = found.value;
  const { state } = request;
  if (state.kind === 'approved' && !state.isApplied) return ok(await finish(actor, target, request, state, deps));
  if (state.kind !== 'open') return err(domainError('REQUEST_ANSWERED'));
  const may = await mayHave(actor, target, request, deps);
  if (!may.ok) return may;
  if (!(await isStillAsAsked(asker, request, deps))) return err(domainError('REQUEST_CHANGED'));
  const approved: Approved = { kind: 'approved', by: actor.user, at: actor.occurredAt, reason, isApplied: false };
  const answered = await answer(actor, target, approved, deps);
  return answered.ok ? ok(await finish(actor, target, request, approved, deps)) : answered;
};

/** Declines it, with a reason. REQUEST_NOT_FOUND, REQUEST_ANSWERED. */
export const declineRequest = (
  actor: Actor,
  target: Target,
  reason: string,
  deps: Pick<Means, 'documents'>,
): Promise<Result<ApprovalRequest, DomainError>> =>
  answer(actor, target, { kind: 'declined', by: actor.user, at: actor.occurredAt, reason }, deps);

/** Takes back what one has asked for; as it was. REQUEST_NOT_FOUND, REQUEST_ANSWERED. */
export const withdrawRequest = async (
  actor: Actor,
  id: RequestId,
  deps: Pick<Means, 'documents'>,
): Promise<Result<ApprovalRequest, DomainError>> => {
  const found = await requestOf(actor, id, deps);
  if (!found.ok) return found;
  const by = byActor(actor, 'approvalWithdrawn');
  const changed = await changeRequests(actor, by, (requests) => withoutRequest(requests, id), deps);
  return changed.ok ? found : changed;
};
