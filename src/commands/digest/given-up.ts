import { requestId } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import { digest } from '../../engine/documents/kinds/digest.js';
import { StoreUnavailable } from '../../engine/store.js';
import { messageView } from '../../views/message.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import type { Delivery } from '../kit/deliver.js';

export type ShowGivenUpDeps = Pick<Deps, 'documents' | 'ids' | 'clock'>;

/** After the answer, tells the member that the digest could not be delivered and was turned off. As `showNotices`: never rejects. */
export const showGivenUp = async (deps: ShowGivenUpDeps, ctx: Context, delivery: Pick<Delivery, 'followUp'>): Promise<void> => {
  const kept = deps.documents.of(digest);
  const who = { space: ctx.space, user: ctx.user };
  try {
    if (!(await kept.get(who)).isGivenUp) return;
    await delivery.followUp(messageView({ content: `⚠️ ${ctx.t('digest.givenUp')}` }));
    const by = {
      actor: null,
      requestId: requestId(deps.ids.next()),
      at: deps.clock.now(),
      event: 'digestTold',
      source: 'notice',
    };
    await kept.update(who, by, (known) => ok(known.isGivenUp ? { ...known, isGivenUp: false } : known));
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) ctx.log.warn({ err: error }, 'that a digest was given up is still to be told');
  }
};
