import { keepRequest } from '../../actions/approvals/ask.js';
import { APPROVAL_LIMITS, type ApprovalChange } from '../../domain/approvals.js';
import { adjustEnded, reopenEnded } from '../../domain/decide/ended-rules.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Session } from '../../domain/session.js';
import { plainText } from '../../i18n/user-text.js';
import type { ShownRequest } from '../../views/approvals/request-card.js';
import { askedCard } from '../../views/approvals/own-requests.js';
import { readDraft } from '../entries/draft.js';
import { findSession } from '../../actions/entries/find.js';
import { limitOn } from '../../actions/entries/limits.js';
import { review, type SavingDeps } from '../entries/save.js';
import { weigh, type EntryCommand } from '../entries/weigh.js';
import { defineButton } from '../kit/component.js';
import type { Context } from '../kit/context.js';
import { field } from '../kit/fields/index.js';
import { inGuild, ownedBy } from '../kit/guards.js';
import { defineModal } from '../kit/modal.js';
import { failure, update, type Reply } from '../kit/reply.js';
import { APPROVAL_IDS } from './custom-ids.js';
import { changeIn, type EndedChange } from './offer.js';
import { lookIn, post, type PostingDeps } from './post.js';

export type AskingDeps = SavingDeps & PostingDeps;

const guards = [ownedBy('owner'), inGuild];
const reason = field.text({
  label: 'approvals.form.label',
  description: 'approvals.form.description',
  max: APPROVAL_LIMITS.reason,
  paragraph: true,
  required: false,
});

/** What can be seen of a reason that may be left out; null when that is nothing. */
export const visible = (typed: string | null): string | null => plainText(typed ?? '') || null;

/** Keeps the request, and shows it to those who may approve. As `keepRequest`. */
const make = async (ctx: Context, asked: ShownRequest, why: string | null, deps: AskingDeps): Promise<Reply> => {
  const kept = await keepRequest(ctx, asked, why, deps);
  if (!kept.ok) return failure(kept.error);
  const { request, channel } = kept.value;
  const posted = await post(ctx, ctx, request, { channel, nonce: request.id }, deps);
  if (!posted.ok) ctx.log.info({ code: posted.error.code }, 'a request waits to be posted');
  const shown = posted.ok ? posted.value : request;
  return update(askedCard({ request: shown, look: await lookIn(deps, ctx), channel }, ctx.t));
};

const changeOf = (command: EntryCommand): ApprovalChange => {
  const also = command.also === undefined ? {} : { also: command.also };
  return command.type === 'addEntry'
    ? { type: 'addEntry', entry: command.entry, ...also }
    : { type: 'editEntry', session: command.session, patch: command.patch, ...also };
};

/** Asks for what a draft says, weighed anew: what can be stored alone by now, or is in the way, is shown instead. */
export const askForm = defineModal({
  route: APPROVAL_IDS.askForm,
  guards,
  title: 'approvals.form.title',
  fields: { reason },
  async run(ctx, ids, typed, deps: AskingDeps) {
    const draft = await readDraft(ctx, ids, deps);
    if (!draft.ok) return failure(draft.error);
    const weighed = await weigh(ctx, draft.value, deps);
    if (!weighed.ok) return failure(weighed.error);
    const { value } = weighed;
    if (value.kind === 'clash' || value.needsApproval === null) return review(ctx, draft.value, deps, update);
    const { before, after, cut, command, needsApproval: limit } = value;
    return make(ctx, { change: changeOf(command), before, after, cut, limit }, visible(typed.reason), deps);
  },
});

/** What becomes of an entry; null: it is deleted. As the rules of the engine. */
const afterOf = (change: EndedChange, session: Session, at: number): Result<Session | null, DomainError> => {
  switch (change.type) {
    case 'deleteEntry':
      return session.endedAt === null ? err(domainError('SESSION_NOT_ENDED')) : ok(null);
    case 'adjust':
      return adjustEnded(session, change.effectiveMs);
    case 'reopen':
      return reopenEnded(session, at);
  }
};

export const askChangeForm = defineModal({
  route: APPROVAL_IDS.askChangeForm,
  guards,
  title: 'approvals.form.title',
  fields: { reason },
  async run(ctx, ids, typed, deps: AskingDeps) {
    const change = changeIn(ids);
    const [found, config] = await Promise.all([findSession(ctx, change.session, deps), deps.spaces.get(ctx.space)]);
    if (!found.ok) return failure(found.error);
    const before = found.value.session;
    const after = afterOf(change, before, ctx.occurredAt);
    if (!after.ok) return failure(after.error);
    const limit = limitOn(ctx, [{ before, after: after.value }], config);
    if (!limit.ok) return failure(limit.error);
    // The settings let the member do it alone by now: the card that offered it is out of date.
    if (limit.value === null) return failure(domainError('STALE_CONTROL'));
    const asked = { change, before, after: after.value, cut: null, limit: limit.value };
    return make(ctx, asked, visible(typed.reason), deps);
  },
});

export const askComponents = [
  defineButton({ route: APPROVAL_IDS.ask, guards, run: (ctx, ids) => Promise.resolve(askForm.open(ctx, ids)) }),
  askForm,
  defineButton({ route: APPROVAL_IDS.askChange, guards, run: (ctx, ids) => Promise.resolve(askChangeForm.open(ctx, ids)) }),
  askChangeForm,
];
