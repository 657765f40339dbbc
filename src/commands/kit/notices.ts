import { UNAPPLIED_PER_MESSAGE, unappliedView } from '../../views/unapplied.js';
import type { Deps } from '../deps.js';
import type { Context } from './context.js';
import type { Delivery } from './deliver.js';

/**
 * After the answer, tells the member of changes that were taken offline and could not be applied. They are crossed off only once Discord
 * has taken the message, so that none is lost; at worst one is shown twice. Never rejects.
 */
export const showNotices = async (
  { notices }: Pick<Deps, 'notices'>,
  ctx: Context,
  delivery: Pick<Delivery, 'followUp'>,
): Promise<void> => {
  try {
    const pending = (await notices.pending(ctx.space, ctx.user)).slice(0, UNAPPLIED_PER_MESSAGE);
    if (pending.length === 0) return;
    await delivery.followUp(unappliedView(pending, ctx.t));
    await notices.told(ctx.space, ctx.user, pending);
  } catch (error) {
    ctx.log.warn({ err: error }, 'changes that could not be applied are still to be told');
  }
};
