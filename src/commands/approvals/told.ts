import { isSettled, isToBeMade, withoutTold, type ApprovalRequest } from '../../domain/approvals.js';
import { personalSpace } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import { preferences } from '../../engine/documents/kinds/preferences.js';
import { StoreUnavailable } from '../../engine/store.js';
import { answersView, type Answered } from '../../views/approvals/answers.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import type { Delivery } from '../kit/deliver.js';
import { byBot, changeRequests, requestsOf, type Asker } from '../../actions/approvals/kept.js';
import { makeChange, type MakingDeps } from '../../actions/approvals/make-change.js';
import { cardOf, lookIn, showInChannel } from './post.js';

export type TellingDeps = Pick<Deps, 'documents' | 'spaces' | 'direct' | 'ids' | 'clock'>;
export type AnswerDeps = MakingDeps & Pick<Deps, 'messages'>;

/** The member knows these answers: they leave the list. */
const forget = async (
  asker: Asker,
  told: readonly Answered[],
  deps: Pick<Deps, 'documents' | 'ids' | 'clock'>,
): Promise<void> => {
  const ids = new Set(told.map(({ id }) => id));
  await changeRequests(asker, byBot('approvalTold', deps), (requests) => ok(withoutTold(requests, ids)), deps);
};

/** By direct message, to those alone who agreed to get any. Never rejects: whoever was not told now is told at their next reply. */
export const tellDirectly = async (
  { space, tPublic, log }: Pick<Context, 'space' | 'tPublic' | 'log'>,
  asker: Asker,
  request: ApprovalRequest,
  deps: TellingDeps,
): Promise<void> => {
  try {
    const { user } = asker;
    const own = await deps.documents.of(preferences).get({ space: personalSpace(user), user });
    if (!own.directMessages || !isSettled(request)) return;
    // What language the member reads is not known here: that of the server.
    const view = answersView([request], await lookIn(deps, { space }), tPublic);
    if (await deps.direct.send(user, view)) await forget(asker, [request], deps);
  } catch (error) {
    log.info({ err: error, user: asker.user }, 'an answer to a request is told at the next reply instead');
  }
};

/** Makes what was approved and not made yet, because the process was stopped or Redis was away; the message in the channel then says so. */
const settle = async (ctx: Context, request: ApprovalRequest, deps: AnswerDeps): Promise<ApprovalRequest> => {
  const { state } = request;
  if (!isToBeMade(request) || state.kind !== 'approved') return request;
  const { made, request: now } = await makeChange(ctx, request, state, deps);
  if (made.kind !== 'later') await showInChannel(ctx, now, await cardOf(ctx, ctx.user, now, deps), deps);
  return now;
};

/** After the answer, tells the member what was answered to their requests. As `showNotices`: never rejects. */
export const showAnswers = async (deps: AnswerDeps, ctx: Context, delivery: Pick<Delivery, 'followUp'>): Promise<void> => {
  try {
    const kept = await requestsOf(ctx, deps);
    const answered = kept.filter(({ state }) => state.kind !== 'open');
    if (answered.length === 0) return;
    const settled: ApprovalRequest[] = [];
    for (const request of answered) settled.push(await settle(ctx, request, deps));
    const untold = settled.filter(isSettled);
    if (untold.length === 0) return;
    await delivery.followUp(answersView(untold, await lookIn(deps, ctx), ctx.t));
    await forget(ctx, untold, deps);
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) ctx.log.warn({ err: error }, 'answers to requests are still to be told');
  }
};
