import { byItself } from '../../engine/documents/kinds/by-itself.js';
import { StoreUnavailable } from '../../engine/store.js';
import { byItselfView } from '../../views/by-itself.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import type { Delivery } from '../kit/deliver.js';
import { describe, forgetTold } from './telling.js';

export type ShowByItselfDeps = Pick<Deps, 'documents' | 'spaces' | 'timesheet' | 'ids' | 'clock'>;

/** After the answer, tells the member what happened by itself. As `showNotices`: never rejects. */
export const showByItself = async (deps: ShowByItselfDeps, ctx: Context, delivery: Pick<Delivery, 'followUp'>): Promise<void> => {
  const who = { space: ctx.space, user: ctx.user };
  try {
    const { untold } = await deps.documents.of(byItself).get(who);
    if (untold.length === 0) return;
    const { shown, settled } = await describe(who, untold, deps);
    if (shown.length > 0) await delivery.followUp(byItselfView(shown, ctx.t));
    await forgetTold(who, settled, deps);
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) ctx.log.warn({ err: error }, 'what happened by itself is still to be told');
  }
};
