import type { ApprovalChange } from '../../domain/approvals.js';
import type { SessionId } from '../../domain/ids.js';
import type { OwnChange } from '../../domain/self-edit.js';
import { offerCard } from '../../views/approvals/offer.js';
import type { ShownRequest } from '../../views/approvals/request-card.js';
import { IDS, momentIn, momentText } from '../custom-ids.js';
import type { Deps } from '../deps.js';
import { refusalOf } from '../../actions/entries/limits.js';
import type { Context } from '../kit/context.js';
import { failure, message, type Reply } from '../kit/reply.js';
import { requestChannel } from '../../actions/approvals/channel.js';
import { APPROVAL_IDS } from './custom-ids.js';
import { lookIn } from './post.js';

/** A change of an ended entry that is no draft. */
export type EndedChange = Exclude<ApprovalChange, { readonly type: 'addEntry' | 'editEntry' }>;

const idsOf = (ctx: Context, change: EndedChange) => ({
  owner: ctx.user,
  session: change.session,
  what: change.type,
  value: momentText(change.type === 'adjust' ? change.effectiveMs : null),
});

/** The change that a custom id says. */
export const changeIn = ({
  session,
  what,
  value,
}: {
  readonly session: SessionId;
  readonly what: EndedChange['type'];
  readonly value: string;
}) => (what === 'adjust' ? { type: what, session, effectiveMs: momentIn(value) } : { type: what, session });

/** Offers to ask for a change that its member may not make alone; the refusal where nobody is asked. */
export const offerToAsk = async (
  ctx: Context,
  change: EndedChange,
  shown: OwnChange & Pick<ShownRequest, 'limit'>,
  deps: Pick<Deps, 'spaces' | 'channels'>,
): Promise<Reply> => {
  if ((await requestChannel(ctx, deps)) === null) return failure(refusalOf(shown.limit));
  const controls = {
    ask: APPROVAL_IDS.askChange.encode(idsOf(ctx, change)),
    cancel: IDS.cancel.encode({ owner: ctx.user }),
  };
  const look = await lookIn(deps, ctx);
  return message(offerCard({ shown: { ...shown, change, cut: null }, look, now: ctx.occurredAt, controls }, ctx.t));
};
