import { guildOf, requestId } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import { stillWorking } from '../../engine/documents/kinds/asked-still-working.js';
import { questionCard } from '../../views/still-working/question-card.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import type { Delivery } from '../kit/deliver.js';
import { questionOf, type QuestionDeps } from './question.js';

export type ShowDeps = QuestionDeps & Pick<Deps, 'overview' | 'ids' | 'clock'>;

/** After the answer, asks whether the member still works, where the question has not reached them. Never rejects. */
export const showQuestion = async (deps: ShowDeps, ctx: Context, delivery: Pick<Delivery, 'followUp'>): Promise<void> => {
  const { space, user } = ctx;
  try {
    const kept = await deps.documents.of(stillWorking).get({ space, user });
    const last = kept.asked.at(-1);
    if (last === undefined || last.shown || last.at <= (kept.goOnAt ?? 0)) return;
    const status = await deps.overview.status(space, user);
    const active = status.ok ? status.value.state.active : null;
    // Whoever has taken a break or gone on since has answered.
    if (active?.id !== kept.session || active.status !== 'RUNNING' || (active.pauses.at(-1)?.end ?? 0) >= last.at) return;
    const asked = { space, user, session: active, again: kept.asked.length > 1 };
    const isElsewhere = guildOf(space) !== (ctx.guild?.id ?? null);
    await delivery.followUp(questionCard(await questionOf(asked, { now: deps.clock.now(), isElsewhere }, deps), ctx.t));
    const by = {
      ...{ actor: null, requestId: requestId(deps.ids.next()), at: deps.clock.now() },
      ...{ event: 'reminderShown', source: 'notice' },
    };
    await deps.documents.of(stillWorking).update({ space, user }, by, (known) => {
      if (!known.asked.some(({ at, shown }) => at === last.at && !shown)) return ok(known);
      return ok({ ...known, asked: known.asked.map((one) => (one.at === last.at ? { ...one, shown: true } : one)) });
    });
  } catch (error) {
    ctx.log.warn({ err: error }, 'a member is still to be asked whether they work');
  }
};
