import { withPosted, type ApprovalRequest } from '../../domain/approvals.js';
import type { DomainError } from '../../domain/errors.js';
import type { ChannelId, UserId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import { requestCard, type Look, type RequestModel } from '../../views/approvals/request-card.js';
import type { AnyView, MessageView } from '../../views/message.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import { configOrNull, lookOf } from '../present.js';
import { APPROVAL_IDS } from './custom-ids.js';
import { byBot, changeRequests, type Asker } from '../../actions/approvals/kept.js';

export type PostingDeps = Pick<Deps, 'documents' | 'spaces' | 'messages' | 'ids' | 'clock'>;
type Where = Pick<Context, 'space' | 'tPublic' | 'log'>;

/** How the categories of a space look. */
export const lookIn = async (deps: Pick<Deps, 'spaces'>, { space }: Pick<Context, 'space'>): Promise<Look> => {
  const config = await configOrNull(deps, space);
  return (id) => lookOf(config, id);
};

/** What the card of a request is made of. */
export const modelOf = (member: UserId, request: ApprovalRequest, look: Look): RequestModel => {
  const ids = { member, request: request.id };
  const controls = {
    approve: APPROVAL_IDS.approve.encode(ids),
    approveWithReason: APPROVAL_IDS.approveWithReason.encode(ids),
    decline: APPROVAL_IDS.decline.encode(ids),
  };
  return { member, request, look, controls };
};

/** The card as all in the channel read it. */
export const cardOf = async (
  ctx: Where,
  member: UserId,
  request: ApprovalRequest,
  deps: Pick<Deps, 'spaces'>,
): Promise<MessageView> => requestCard(modelOf(member, request, await lookIn(deps, ctx)), ctx.tPublic);

/**
 * Shows a request to those who may approve, once for each nonce, and remembers where. As `ChannelMessages.post`; where it is could not be kept: it is there
 * all the same, and its buttons work.
 */
export const post = async (
  ctx: Where,
  asker: Asker,
  request: ApprovalRequest,
  { channel, nonce }: { readonly channel: ChannelId; readonly nonce: string },
  deps: PostingDeps,
): Promise<Result<ApprovalRequest, DomainError>> => {
  const message = await deps.messages.post(channel, await cardOf(ctx, asker.user, request, deps), nonce);
  if (!message.ok) return message;
  const posted = { channel, message: message.value };
  const by = byBot('approvalPosted', deps);
  const kept = await changeRequests(asker, by, (requests) => withPosted(requests, request.id, posted), deps);
  if (!kept.ok) ctx.log.warn({ code: kept.error.code }, 'where a request was posted could not be kept');
  return ok({ ...request, posted });
};

/** Changes the message of a request, as far as that is possible: its buttons find out for themselves what is so. Never rejects. */
export const showInChannel = async (
  ctx: Pick<Context, 'log'>,
  { posted }: ApprovalRequest,
  view: AnyView,
  { messages }: Pick<Deps, 'messages'>,
): Promise<void> => {
  if (posted === null) return;
  const edited = await messages.edit(posted.channel, posted.message, view);
  if (!edited.ok) ctx.log.info({ code: edited.error.code }, 'the message of a request stays as it was');
};
