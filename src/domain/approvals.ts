import type { EntryEdit, EntryFields } from './commands.js';
import { domainError, type DomainError } from './errors.js';
import { sessionId, type ChannelId, type MessageId, type RequestId, type SessionId, type UserId } from './ids.js';
import { err, ok, type Result } from './result.js';
import { isSameTime } from './same-session.js';
import type { OwnChange, SelfEditLimit } from './self-edit.js';
import type { Session } from './session.js';

/*
 * Requests for approval: changes of a member's own time beyond what they may change alone. Each is answered once by somebody who may approve, and
 * leaves the list when its member has been told.
 */

/** What is asked for: a command of the engine, without what only the moment of its approval decides. */
export type ApprovalChange =
  | { readonly type: 'addEntry'; readonly entry: EntryFields; readonly also?: EntryEdit }
  | ({ readonly type: 'editEntry'; readonly also?: EntryEdit } & EntryEdit)
  | { readonly type: 'deleteEntry'; readonly session: SessionId }
  | { readonly type: 'adjust'; readonly session: SessionId; readonly effectiveMs: number | null }
  | { readonly type: 'reopen'; readonly session: SessionId };

export interface Approved {
  readonly kind: 'approved';
  readonly by: UserId;
  /** ms; with `applyAs` it makes every try of the change the same request of the engine. */
  readonly at: number;
  readonly reason: string | null;
  /** Has the engine made the change? It may have been stopped in between. */
  readonly isApplied: boolean;
}

export interface Declined {
  readonly kind: 'declined';
  readonly by: UserId;
  /** ms */
  readonly at: number;
  readonly reason: string;
}

export type ApprovalAnswer = Approved | Declined;

export interface ApprovalRequest extends OwnChange {
  readonly id: RequestId;
  /** ms */
  readonly askedAt: number;
  /** What the member says about it. */
  readonly reason: string | null;
  /** Why they may not do it alone. */
  readonly limit: SelfEditLimit;
  readonly change: ApprovalChange;
  /** Another entry that is cut with it. */
  readonly cut: { readonly before: Session; readonly after: Session } | null;
  /** The request of the engine under which the change is made. */
  readonly applyAs: RequestId;
  /** Where it is shown to those who may approve; null: it could not be posted yet. */
  readonly posted: { readonly channel: ChannelId; readonly message: MessageId } | null;
  readonly state: { readonly kind: 'open' } | ApprovalAnswer;
}

export type ApprovalRequests = readonly ApprovalRequest[];
type Changed = Result<ApprovalRequests, DomainError>;

/** How many of a member wait for an answer at once, and characters of a reason. */
export const APPROVAL_LIMITS = { waiting: 10, reason: 200 } as const;

/** Is it approved, with the change still to be made? */
export const isToBeMade = ({ state }: ApprovalRequest): boolean => state.kind === 'approved' && !state.isApplied;

/** Is there nothing more to do but to tell the member? */
export const isSettled = (request: ApprovalRequest): request is ApprovalRequest & { readonly state: ApprovalAnswer } =>
  request.state.kind !== 'open' && !isToBeMade(request);

const aboutSessions = ({ before, cut }: ApprovalRequest): readonly SessionId[] =>
  [before, cut?.before ?? null].flatMap((session) => (session === null ? [] : [session.id]));

/** With one more. REQUESTS_FULL with `max`; REQUEST_PENDING when another one about the same entry waits. */
export const withRequest = (requests: ApprovalRequests, request: ApprovalRequest): Changed => {
  const waiting = requests.filter((one) => !isSettled(one));
  const about = new Set(aboutSessions(request));
  if (waiting.some((one) => aboutSessions(one).some((id) => about.has(id)))) return err(domainError('REQUEST_PENDING'));
  if (waiting.length >= APPROVAL_LIMITS.waiting) return err(domainError('REQUESTS_FULL', { max: APPROVAL_LIMITS.waiting }));
  return ok([...requests, request]);
};

/** The same list when `change` gives back what it was given. REQUEST_NOT_FOUND, and what `change` refuses. */
const changeOne = (
  requests: ApprovalRequests,
  id: RequestId,
  change: (request: ApprovalRequest) => Result<ApprovalRequest, DomainError>,
): Changed => {
  const found = requests.find((one) => one.id === id);
  if (found === undefined) return err(domainError('REQUEST_NOT_FOUND'));
  const changed = change(found);
  if (!changed.ok) return changed;
  return ok(changed.value === found ? requests : requests.map((one) => (one === found ? changed.value : one)));
};

/** Where it is shown from now on. REQUEST_NOT_FOUND. */
export const withPosted = (requests: ApprovalRequests, id: RequestId, posted: NonNullable<ApprovalRequest['posted']>): Changed =>
  changeOne(requests, id, (request) => ok({ ...request, posted }));

/** Answered, once. REQUEST_NOT_FOUND, REQUEST_ANSWERED. */
export const withAnswer = (requests: ApprovalRequests, id: RequestId, answer: ApprovalAnswer): Changed =>
  changeOne(requests, id, (request) =>
    request.state.kind === 'open' ? ok({ ...request, state: answer }) : err(domainError('REQUEST_ANSWERED')),
  );

/** The change that `answer` approved was made, whatever somebody else has found out meanwhile. REQUEST_NOT_FOUND. */
export const withApplied = (requests: ApprovalRequests, id: RequestId, answer: Approved): Changed =>
  changeOne(requests, id, (request) => ok(isSettled(request) ? request : { ...request, state: { ...answer, isApplied: true } }));

/** The change cannot be made: the request is open again, unless it was made after all. REQUEST_NOT_FOUND. */
export const withReopened = (requests: ApprovalRequests, id: RequestId): Changed =>
  changeOne(requests, id, (request) => ok(isToBeMade(request) ? { ...request, state: { kind: 'open' } } : request));

/** Taken back by its member. REQUEST_NOT_FOUND, REQUEST_ANSWERED. */
export const withoutRequest = (requests: ApprovalRequests, id: RequestId): Changed => {
  const found = requests.find((one) => one.id === id);
  if (found === undefined) return err(domainError('REQUEST_NOT_FOUND'));
  return found.state.kind === 'open' ? ok(requests.filter((one) => one !== found)) : err(domainError('REQUEST_ANSWERED'));
};

/** Without those whose members have been told; the same list when none of them is in it. */
export const withoutTold = (requests: ApprovalRequests, told: ReadonlySet<RequestId>): ApprovalRequests => {
  const left = requests.filter((one) => !(told.has(one.id) && isSettled(one)));
  return left.length === requests.length ? requests : left;
};

/** Does the change set a note? */
const setsNote = ({ change }: ApprovalRequest): boolean => change.type === 'editEntry' && change.patch.note !== undefined;

/** Has a session, as it is now, the time that the request shows? That it was confirmed meanwhile, or noted where no note changes, is no matter. */
const isAs = (shown: Session, now: Session | null, withNote: boolean): boolean =>
  now !== null && isSameTime(shown, now) && (!withNote || shown.note === now.note);

/** Are the entries still as the request shows them? `find` says what a session is now. */
export const isAsAsked = async (request: ApprovalRequest, find: (id: SessionId) => Promise<Session | null>): Promise<boolean> => {
  const { before, cut, applyAs } = request;
  // A new entry has the id of the request that made it.
  if (before === null && (await find(sessionId(applyAs))) !== null) return false;
  if (before !== null && !isAs(before, await find(before.id), setsNote(request))) return false;
  return cut === null || isAs(cut.before, await find(cut.before.id), false);
};
