import type { Interval } from '../../domain/session.js';
import type { Planned } from '../../actions/schedule/planner.js';
import type { Preview, Run } from '../../scheduler/run.js';
import { planCard, type PlanModel } from '../../views/plan/plan-card.js';
import { planPicture } from '../../views/plan/picture.js';
import type { LayoutView } from '../../views/message.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import type { Attachment } from '../kit/responder.js';
import { SCHEDULE_IDS } from './custom-ids.js';

const FILE = 'plan.png';

/** ms of spans in [from, to) together, what overlaps counted once. */
export const coveredMs = (spans: readonly Interval[], from: number, to: number): number => {
  let [sum, reached] = [0, from];
  for (const { start, end } of [...spans].sort((one, other) => one.start - other.start)) {
    const [begin, stop] = [Math.max(start, reached), Math.min(end, to)];
    if (stop > begin) sum += stop - begin;
    reached = Math.max(reached, stop);
  }
  return sum;
};

/** A plan as a message with its picture. */
export const planPage = async (
  ctx: Context,
  of: PlanModel['of'],
  made: Preview & Planned & Partial<Pick<Run, 'failed'>>,
  { pictures, clock }: Pick<Deps, 'pictures' | 'clock'>,
): Promise<{ readonly view: LayoutView; readonly files: readonly Attachment[] }> => {
  const { settings, plan, changes, busy, failed = [] } = made;
  const { hours, options, isOn } = settings;
  const now = clock.now();
  const spec = of === 'show' ? planPicture({ plan, zone: hours.zone, now, days: options.daysAhead }, ctx.t) : null;
  const png = spec === null ? null : await pictures.draw(spec);
  const model: PlanModel = {
    ...{ of, plan, changes, failed, isOn, now, zone: hours.zone, daysAhead: options.daysAhead },
    busyMs: coveredMs(busy, now, now + options.daysAhead * 86_400_000),
    picture: png === null || spec === null ? null : { url: `attachment://${FILE}`, alt: spec.alt },
    runId: of === 'preview' && changes.length > 0 ? SCHEDULE_IDS.run.encode({ owner: ctx.user }) : null,
  };
  return { view: planCard(model, ctx.t), files: png === null ? [] : [{ name: FILE, data: png, contentType: 'image/png' }] };
};
