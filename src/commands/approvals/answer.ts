import { approveRequest, declineRequest, mayAnswer, type Target } from '../../actions/approvals/answer.js';
import { requestOf, type Asker } from '../../actions/approvals/kept.js';
import type { MakingDeps } from '../../actions/approvals/make-change.js';
import { APPROVAL_LIMITS, type ApprovalRequest } from '../../domain/approvals.js';
import { domainError, type DomainError, type ErrorCode } from '../../domain/errors.js';
import { plainText } from '../../i18n/user-text.js';
import { blockedView } from '../../views/approvals/blocked.js';
import { goneView } from '../../views/approvals/request-card.js';
import type { Deps } from '../deps.js';
import { defineButton } from '../kit/component.js';
import type { Context } from '../kit/context.js';
import { field } from '../kit/fields/index.js';
import { inGuild, needs, type ArgsGuard } from '../kit/guards.js';
import { defineModal } from '../kit/modal.js';
import { failure, message, refreshed, update, type Reply } from '../kit/reply.js';
import { visible } from './ask.js';
import { APPROVAL_IDS } from './custom-ids.js';
import { cardOf, showInChannel } from './post.js';
import { tellDirectly, type TellingDeps } from './told.js';

export type AnsweringDeps = MakingDeps & TellingDeps & Pick<Deps, 'messages'>;

/** REQUEST_OWN: nobody answers what they asked for themselves. */
const ofSomebodyElse: ArgsGuard<Pick<Target, 'member'>> = {
  by: 'args',
  check: mayAnswer,
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

/** Nothing was done, for a reason that is no fault of whoever clicked: the member may not have the time now. */
const BLOCKED: ReadonlySet<ErrorCode> = new Set(['MEMBER_SUSPENDED', 'MEMBER_SUSPENDED_UNTIL']);

const refused = (ctx: Context, target: Target, error: DomainError, deps: AnsweringDeps): Promise<Reply> | Reply => {
  if (error.code === 'REQUEST_NOT_FOUND') return gone(ctx);
  if (error.code === 'REQUEST_ANSWERED') return asItIs(ctx, target, error, deps);
  return BLOCKED.has(error.code) ? message(blockedView(error, ctx.t)) : failure(error);
};

/** Approves it, and shows what came of it. */
const approve = async (ctx: Context, target: Target, reason: string | null, deps: AnsweringDeps): Promise<Reply> => {
  const approved = await approveRequest(ctx, target, reason, deps);
  if (!approved.ok) return refused(ctx, target, approved.error, deps);
  const { made, request, wasApproved } = approved.value;
  const view = await shown(ctx, target, request, deps);
  if (made.kind === 'refused') {
    ctx.log.info({ code: made.error.code, request: request.id }, 'an approved change could not be made');
    // A message that says that it is approved has to say again that it is open.
    if (wasApproved) await showInChannel(ctx, request, view, deps);
    return message(blockedView(made.error, ctx.t));
  }
  if (made.kind === 'applied') void tellDirectly(ctx, askerOf(ctx, target), request, deps);
  return made.kind === 'later' && made.error !== null ? refreshed(view, made.error) : update(view);
};

const decline = async (ctx: Context, target: Target, reason: string, deps: AnsweringDeps): Promise<Reply> => {
  const declined = await declineRequest(ctx, target, reason, deps);
  if (!declined.ok) return refused(ctx, target, declined.error, deps);
  void tellDirectly(ctx, askerOf(ctx, target), declined.value, deps);
  return update(await shown(ctx, target, declined.value, deps));
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
