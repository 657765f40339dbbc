import { withdrawRequest } from '../../actions/approvals/answer.js';
import { isSettled, type ApprovalRequest } from '../../domain/approvals.js';
import { domainError } from '../../domain/errors.js';
import type { RequestId } from '../../domain/ids.js';
import { ownRequestCard, ownRequests } from '../../views/approvals/own-requests.js';
import { withdrawnCard } from '../../views/approvals/request-card.js';
import type { MessageView } from '../../views/message.js';
import { noticeView } from '../../views/notice.js';
import { mentionChannel } from '../../views/text.js';
import type { Deps } from '../deps.js';
import { defineButton } from '../kit/component.js';
import type { Context } from '../kit/context.js';
import { defineCommand } from '../kit/define.js';
import { inGuild, ownedBy } from '../kit/guards.js';
import { failure, message, update, type Reply } from '../kit/reply.js';
import { requestChannel } from '../../actions/approvals/channel.js';
import { APPROVAL_IDS } from './custom-ids.js';
import { requestOf, requestsOf } from '../../actions/approvals/kept.js';
import { cardOf, lookIn, post, showInChannel, type PostingDeps } from './post.js';

type OwnDeps = PostingDeps & Pick<Deps, 'channels'>;

const guards = [ownedBy('owner'), inGuild];

/** What the member has asked for and waits for. */
export const listRequests = defineCommand({
  name: 'requests',
  visibility: 'ephemeral',
  guards: [inGuild],
  options: {},
  async run(ctx, _options, deps: OwnDeps) {
    const waiting = (await requestsOf(ctx, deps)).filter((request) => !isSettled(request));
    const listed = waiting.map((request) => ({
      request,
      show: APPROVAL_IDS.show.encode({ owner: ctx.user, request: request.id }),
    }));
    return message(ownRequests(listed, await lookIn(deps, ctx), ctx.t));
  },
});

const ownCard = async (ctx: Context, request: ApprovalRequest, deps: OwnDeps): Promise<MessageView> => {
  const ids = { owner: ctx.user, request: request.id };
  const controls =
    request.state.kind === 'open'
      ? { withdraw: APPROVAL_IDS.withdraw.encode(ids), sendAgain: APPROVAL_IDS.sendAgain.encode(ids) }
      : null;
  return ownRequestCard({ request, look: await lookIn(deps, ctx), controls }, ctx.t);
};

const show = defineButton({
  route: APPROVAL_IDS.show,
  guards,
  async run(ctx, { request: id }, deps: OwnDeps) {
    const found = await requestOf(ctx, id, deps);
    return found.ok ? message(await ownCard(ctx, found.value, deps)) : failure(found.error);
  },
});

/** Takes it back; the message in the channel says so, as far as that is possible. */
const withdraw = defineButton({
  route: APPROVAL_IDS.withdraw,
  guards,
  async run(ctx, { request: id }, deps: OwnDeps) {
    const withdrawn = await withdrawRequest(ctx, id, deps);
    if (!withdrawn.ok) return failure(withdrawn.error);
    const request = withdrawn.value;
    const card = withdrawnCard({ member: ctx.user, request, look: await lookIn(deps, ctx) }, ctx.tPublic);
    await showInChannel(ctx, request, card, deps);
    return update(noticeView(ctx.t('approvals.own.withdrawn')));
  },
});

/** Is its message where requests are shown now? It then says again what it asks for, in case it said something else. */
const isThere = async (ctx: Context, request: ApprovalRequest, channel: string, deps: OwnDeps): Promise<boolean> => {
  const { posted } = request;
  if (posted?.channel !== channel) return false;
  const edited = await deps.messages.edit(posted.channel, posted.message, await cardOf(ctx, ctx.user, request, deps));
  return edited.ok || edited.error.code === 'DISCORD_UNAVAILABLE';
};

/** Posts it if it is not there, because that failed, somebody deleted it, or requests are shown in another channel by now. */
const repost = async (ctx: Context, id: RequestId, deps: OwnDeps): Promise<Reply> => {
  const found = await requestOf(ctx, id, deps);
  if (!found.ok) return failure(found.error);
  const request = found.value;
  if (request.state.kind !== 'open') return failure(domainError('REQUEST_ANSWERED'));
  const channel = await requestChannel(ctx, deps);
  if (channel === null) return failure(domainError('REQUEST_CHANNEL_MISSING'));
  const told = { channel: mentionChannel(channel) };
  if (await isThere(ctx, request, channel, deps)) return message(noticeView(ctx.t('approvals.own.there', told)));
  // What was tried before may have arrived; what was there and is deleted would not come back under its nonce.
  const nonce = request.posted === null ? request.id : ctx.id;
  const posted = await post(ctx, ctx, request, { channel, nonce }, deps);
  return posted.ok ? update(await ownCard(ctx, posted.value, deps)) : failure(posted.error);
};

const sendAgain = defineButton({
  route: APPROVAL_IDS.sendAgain,
  guards,
  run: (ctx, { request }, deps: OwnDeps) => repost(ctx, request, deps),
});

export const ownComponents = [show, withdraw, sendAgain];
