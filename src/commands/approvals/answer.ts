import {
  APPROVAL_LIMITS,
  isToBeMade,
  withAnswer,
  type ApprovalAnswer,
  type ApprovalRequest,
  type Approved,
} from '../../domain/approvals.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import type { RequestId, UserId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import { suspensionError, suspensionOf } from '../../domain/suspensions.js';
import { plainText } from '../../i18n/user-text.js';
import { blockedView } from '../../views/approvals/blocked.js';
import { goneView } from '../../views/approvals/request-card.js';
import type { Deps } from '../deps.js';
import { clocksIn } from '../../actions/entries/limits.js';
import { defineButton } from '../kit/component.js';
import type { Context } from '../kit/context.js';
import { field } from '../kit/fields/index.js';
import { inGuild, needs, type ArgsGuard } from '../kit/guards.js';
import { defineModal } from '../kit/modal.js';
import { failure, message, refreshed, update, type Reply } from '../kit/reply.js';
import { visible } from './ask.js';
import { APPROVAL_IDS } from './custom-ids.js';
import { byInteraction, changeRequests, requestOf, type Asker } from './kept.js';
import { isStillAsAsked, makeChange, type MakingDeps } from './make-change.js';
import { cardOf, showInChannel } from './post.js';
import { tellDirectly, type TellingDeps } from './told.js';

export type AnsweringDeps = MakingDeps & TellingDeps & Pick<Deps, 'messages'>;

interface Target {
  readonly member: UserId;
  readonly request: RequestId;
}

/** REQUEST_OWN: nobody answers what they asked for themselves. */
const ofSomebodyElse: ArgsGuard<Pick<Target, 'member'>> = {
  by: 'args',
  check: (ctx, { member }) => (member === ctx.user ? err(domainError('REQUEST_OWN')) : ok(undefined)),
};

/** Who answers requests. Asked on every click and form. */
export const guards = [inGuild, needs('approve'), ofSomebodyElse];

const askerOf = ({ space }: Context, { member }: Target): Asker => ({ space, user: member });

/** The message of a request that is no longer kept: nothing on it can be done any more, and nothing of it is known. */
const gone = (ctx: Context): Reply => update(goneView(ctx.tPublic));

const shown = (ctx: Context, { member }: Target, request: ApprovalRequest, deps: AnsweringDeps) =>
  cardOf(ctx, member, request, deps);

/** The request as it is by now, on the message that was clicked; `error` says privately why nothing more was done. */
const asItIs = async (ctx: Context, target: Target, error: DomainError, deps: AnsweringDeps): Promise<Reply> => {
  const now = await requestOf(askerOf(ctx, target), target.request, deps);
  return now.ok ? refreshed(await shown(ctx, target, now.value, deps), error) : gone(ctx);
};

/** MEMBER_SUSPENDED, MEMBER_SUSPENDED_UNTIL: time on the clock that the member may not have now. Which roles they have, nobody says here. */
const mayHave = async (
  ctx: Context,
  { member }: Target,
  request: ApprovalRequest,
  { spaces }: Pick<Deps, 'spaces'>,
): Promise<Result<void, DomainError>> => {
  const { suspensions } = await spaces.get(ctx.space);
  const suspension = clocksIn(request) ? suspensionOf(suspensions, member, ctx.occurredAt) : null;
  return suspension === null ? ok(undefined) : err(suspensionError(suspension));
};

/** Makes what was approved, and shows what came of it. */
const finish = async (
  ctx: Context,
  target: Target,
  request: ApprovalRequest,
  approved: Approved,
  deps: AnsweringDeps,
): Promise<Reply> => {
  const asker = askerOf(ctx, target);
  const { made, request: now } = await makeChange(asker, request, approved, deps);
  if (made.kind === 'refused') {
    ctx.log.info({ code: made.error.code, request: request.id }, 'an approved change could not be made');
    // A message that says that it is approved has to say again that it is open.
    if (isToBeMade(request)) await showInChannel(ctx, now, await shown(ctx, target, now, deps), deps);
    return message(blockedView(made.error, ctx.t));
  }
  if (made.kind === 'applied') void tellDirectly(ctx, asker, now, deps);
  const view = await shown(ctx, target, now, deps);
  return made.kind === 'later' && made.error !== null ? refreshed(view, made.error) : update(view);
};

/** Answers it, if nobody has. */
const answer = async (
  ctx: Context,
  target: Target,
  given: ApprovalAnswer,
  deps: AnsweringDeps,
): Promise<Result<ApprovalRequest, DomainError>> => {
  const event = given.kind === 'approved' ? 'approvalGiven' : 'approvalDeclined';
  const changed = await changeRequests(
    askerOf(ctx, target),
    byInteraction(ctx, event),
    (requests) => withAnswer(requests, target.request, given),
    deps,
  );
  if (!changed.ok) return changed;
  const found = changed.value.find(({ id }) => id === target.request);
  return found === undefined ? err(domainError('REQUEST_NOT_FOUND')) : ok(found);
};

const afterRefusal = (ctx: Context, target: Target, error: DomainError, deps: AnsweringDeps): Promise<Reply> | Reply =>
  error.code === 'REQUEST_ANSWERED' || error.code === 'REQUEST_NOT_FOUND' ? asItIs(ctx, target, error, deps) : failure(error);

/** Approves a request and makes its change; one that is approved already and waits for its change is finished. */
const approve = async (ctx: Context, target: Target, reason: string | null, deps: AnsweringDeps): Promise<Reply> => {
  const asker = askerOf(ctx, target);
  const found = await requestOf(asker, target.request, deps);
  if (!found.ok) return gone(ctx);
  const request = found.value;
  const { state } = request;
  if (state.kind === 'approved' && !state.isApplied) return finish(ctx, target, request, state, deps);
  if (state.kind !== 'open') return asItIs(ctx, target, domainError('REQUEST_ANSWERED'), deps);
  const may = await mayHave(ctx, target, request, deps);
  if (!may.ok) return message(blockedView(may.error, ctx.t));
  if (!(await isStillAsAsked(asker, request, deps))) return failure(domainError('REQUEST_CHANGED'));
  const approved: Approved = { kind: 'approved', by: ctx.user, at: ctx.occurredAt, reason, isApplied: false };
  const answered = await answer(ctx, target, approved, deps);
  return answered.ok ? finish(ctx, target, request, approved, deps) : afterRefusal(ctx, target, answered.error, deps);
};

const decline = async (ctx: Context, target: Target, reason: string, deps: AnsweringDeps): Promise<Reply> => {
  const answered = await answer(ctx, target, { kind: 'declined', by: ctx.user, at: ctx.occurredAt, reason }, deps);
  if (!answered.ok) return afterRefusal(ctx, target, answered.error, deps);
  void tellDirectly(ctx, askerOf(ctx, target), answered.value, deps);
  return update(await shown(ctx, target, answered.value, deps));
};

export const approveForm = defineModal({
  route: APPROVAL_IDS.approveForm,
  guards,
  title: 'approvals.form.approve',
  fields: {
    comment: field.text({
      label: 'approvals.form.comment',
      description: 'approvals.form.commentText',
      max: APPROVAL_LIMITS.reason,
      paragraph: true,
      required: false,
    }),
  },
  run: (ctx, target, { comment }, deps: AnsweringDeps) => approve(ctx, target, visible(comment), deps),
});

export const declineForm = defineModal({
  route: APPROVAL_IDS.declineForm,
  guards,
  title: 'approvals.form.decline',
  fields: {
    reason: field.text({
      label: 'approvals.form.reason',
      description: 'approvals.form.commentText',
      max: APPROVAL_LIMITS.reason,
      paragraph: true,
    }),
  },
  run(ctx, target, { reason: typed }, deps: AnsweringDeps) {
    const reason = plainText(typed);
    return reason === ''
      ? Promise.resolve(failure(domainError('FIELD_REQUIRED', { field: ctx.t('approvals.form.reason') })))
      : decline(ctx, target, reason, deps);
  },
});

export const answerComponents = [
  defineButton({
    route: APPROVAL_IDS.approve,
    guards,
    run: (ctx, target, deps: AnsweringDeps) => approve(ctx, target, null, deps),
  }),
  defineButton({
    route: APPROVAL_IDS.approveWithReason,
    guards,
    run: (ctx, target) => Promise.resolve(approveForm.open(ctx, target)),
  }),
  approveForm,
  defineButton({
    route: APPROVAL_IDS.decline,
    guards,
    run: (ctx, target) => Promise.resolve(declineForm.open(ctx, target)),
  }),
  declineForm,
];
