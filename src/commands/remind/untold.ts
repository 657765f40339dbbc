import { requestId } from '../../domain/ids.js';
import { CHANNEL_POSTS_MAX, comesAt, type Reminder } from '../../domain/reminders/reminder.js';
import { ok } from '../../domain/result.js';
import { reminderList } from '../../engine/documents/kinds/reminder-list.js';
import { StoreUnavailable } from '../../engine/store.js';
import { errorText } from '../../views/error.js';
import { dueMessage } from '../../views/remind/due-message.js';
import { untoldMessage } from '../../views/remind/untold-message.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import type { Delivery } from '../kit/deliver.js';
import { dueModel } from './sending.js';

export type ShowUntoldDeps = Pick<Deps, 'documents' | 'ids' | 'clock'>;

/** Of more than these the others come with the reply after. */
const AT_ONCE = 3;

const shown = (ctx: Context, reminder: Reminder, now: number) => {
  const { untold } = reminder;
  if (untold === null) return null;
  const { due, code } = untold;
  const isOver = comesAt(reminder) === null && code !== null && reminder.told?.due !== due;
  const why = code === null ? ctx.t('reminders.untold.direct') : errorText({ code, params: { max: CHANNEL_POSTS_MAX } }, ctx.t);
  const card = dueMessage(dueModel(ctx, reminder, { at: due, due, missed: 0 }, now, null), ctx.t);
  return untoldMessage(card, { why, isOver: isOver && reminder.series !== null }, ctx.t);
};

/** After the answer, shows the reminders that did not reach the member. As `showNotices`: never rejects. */
export const showUntoldReminders = async (
  deps: ShowUntoldDeps,
  ctx: Context,
  delivery: Pick<Delivery, 'followUp'>,
): Promise<void> => {
  const kept = deps.documents.of(reminderList);
  const who = { space: ctx.space, user: ctx.user };
  try {
    const now = deps.clock.now();
    const waiting = (await kept.get(who)).list.filter(({ untold }) => untold !== null).slice(0, AT_ONCE);
    if (waiting.length === 0) return;
    for (const one of waiting) {
      const view = shown(ctx, one, now);
      if (view !== null) await delivery.followUp(view);
    }
    const by = { actor: null, requestId: requestId(deps.ids.next()), at: now, event: 'reminderShown', source: 'notice' };
    const dues = new Map(waiting.map(({ id, untold }) => [id, untold?.due]));
    await kept.update(who, by, (known) => {
      const list = known.list.map((one) =>
        one.untold !== null && dues.get(one.id) === one.untold.due
          ? { ...one, untold: null, told: { due: one.untold.due, at: now } }
          : one,
      );
      return ok({ ...known, list });
    });
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) ctx.log.warn({ err: error }, 'a reminder that did not arrive is still to be told');
  }
};
