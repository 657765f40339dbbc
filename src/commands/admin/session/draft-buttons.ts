import { noticeView } from '../../../views/notice.js';
import { readDraft, type DraftFields } from '../../entries/draft.js';
import { review, store } from '../../entries/save.js';
import { defineButton } from '../../kit/component.js';
import type { Context } from '../../kit/context.js';
import { failure, update, type Reply } from '../../kit/reply.js';
import type { UserId } from '../../../domain/ids.js';
import { MANAGED_IDS } from './custom-ids.js';
import { guards, managersDesk, reasonOn, type ManagingDeps } from './desk.js';

/** Goes on with the draft and the reason of the message that was clicked. */
const goOn = async (
  ctx: Context,
  { member, ...ids }: DraftFields & { readonly member: UserId },
  deps: ManagingDeps,
  by: typeof review | typeof store,
): Promise<Reply> => {
  const why = reasonOn(ctx);
  if (!why.ok) return failure(why.error);
  const draft = await readDraft(ctx, ids, deps);
  if (!draft.ok) return failure(draft.error);
  return by(ctx, draft.value, deps, update, managersDesk(ctx, { member, reason: why.value }, deps));
};

export const draftButtons = [
  defineButton({
    route: MANAGED_IDS.review,
    guards,
    run: (ctx, ids, deps: ManagingDeps) => goOn(ctx, ids, deps, review),
  }),
  defineButton({
    route: MANAGED_IDS.save,
    guards,
    run: (ctx, ids, deps: ManagingDeps) => goOn(ctx, ids, deps, store),
  }),
  defineButton({
    route: MANAGED_IDS.cancel,
    guards,
    run: (ctx) => Promise.resolve(update(noticeView(ctx.t('entries.cancelled')))),
  }),
];
