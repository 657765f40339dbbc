import { changedByOthersView } from '../../views/entries/changed-by-others.js';
import { UNAPPLIED_PER_MESSAGE, unappliedView } from '../../views/unapplied.js';
import { showAnswers, type AnswerDeps } from '../approvals/told.js';
import { showByItself, type ShowByItselfDeps } from '../by-itself/show.js';
import { showGivenUp, type ShowGivenUpDeps } from '../digest/given-up.js';
import { showExportsByOthers, type ShowExportsDeps } from '../export/told.js';
import { showUntoldReminders, type ShowUntoldDeps } from '../remind/untold.js';
import { showQuestion, type ShowDeps } from '../still-working/show.js';
import type { Deps } from '../deps.js';
import { changesTold, describeChanges, settledChanges, untoldChanges } from './changes-by-others.js';
import type { Context } from './context.js';
import type { Delivery } from './deliver.js';

type Needs = Pick<Deps, 'notices'> &
  AnswerDeps &
  ShowByItselfDeps &
  ShowDeps &
  ShowExportsDeps &
  ShowGivenUpDeps &
  ShowUntoldDeps;

/**
 * After the answer, tells the member of changes that were taken offline and could not be applied, of what others changed or exported of their time, of what happened by
 * itself, and of what was answered to their requests; and asks whether they still work, where that has not reached them.
 * They are crossed off only once Discord has taken the message, so that none is lost; at worst one is shown twice. Never rejects.
 */
export const showNotices = async (deps: Needs, ctx: Context, delivery: Pick<Delivery, 'followUp'>): Promise<void> => {
  await showUnapplied(deps, ctx, delivery);
  await showChangesByOthers(deps, ctx, delivery);
  await showExportsByOthers(deps, ctx, delivery);
  await showByItself(deps, ctx, delivery);
  await showAnswers(deps, ctx, delivery);
  await showGivenUp(deps, ctx, delivery);
  await showUntoldReminders(deps, ctx, delivery);
  await showQuestion(deps, ctx, delivery);
};

const showUnapplied = async (
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

const showChangesByOthers = async (deps: Needs, ctx: Context, delivery: Pick<Delivery, 'followUp'>): Promise<void> => {
  try {
    const untold = await untoldChanges(ctx, deps);
    if (untold.length === 0) return;
    const described = await describeChanges(ctx, untold, deps);
    const rows = described.flatMap((one) => one.rows);
    if (rows.length > 0) await delivery.followUp(changedByOthersView(rows, ctx.t));
    await changesTold(ctx, settledChanges(described, deps.clock.now()), deps);
  } catch (error) {
    ctx.log.warn({ err: error }, 'changes by others are still to be told');
  }
};
