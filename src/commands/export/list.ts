import { exportSchedules } from '../../engine/documents/kinds/export-schedules.js';
import { exportListView } from '../../views/export/schedules.js';
import type { LayoutView } from '../../views/message.js';
import type { Deps } from '../deps.js';
import { mayDo } from '../../actions/access.js';
import type { Context } from '../kit/context.js';
import { defineCommand } from '../kit/define.js';
import { message } from '../kit/reply.js';
import { lookOf } from '../present.js';
import { EXPORT_IDS } from './custom-ids.js';

export type ListDeps = Pick<Deps, 'documents' | 'spaces' | 'exportDesk'>;

/** Whoever asks sees their own, and those that are posted by themselves if they may set them up. */
export const listView = async (ctx: Context, deps: ListDeps, done: string | null = null): Promise<LayoutView> => {
  const config = await deps.spaces.get(ctx.space);
  const seesSchedules = ctx.guild !== null && mayDo(ctx, 'exportOthers', config).ok;
  const schedules = seesSchedules ? (await deps.documents.of(exportSchedules).get(ctx.space)).list : null;
  const own = deps.exportDesk.of(ctx.space, ctx.user).flatMap((ticket) => {
    const state = ticket.state();
    const { id, what } = ticket.order;
    const route = state !== null && 'until' in state ? EXPORT_IDS.fetch : EXPORT_IDS.cancel;
    return state === null ? [] : [{ what, state, buttonId: route.encode({ owner: ctx.user, id }) }];
  });
  return exportListView(
    {
      own,
      schedules:
        schedules?.map((schedule) => ({
          ...schedule,
          category: schedule.category === null ? null : lookOf(config, schedule.category),
        })) ?? null,
      settings: config.settings,
      done,
    },
    ctx.t,
  );
};

/** One's own exports that are under way or can be fetched, and those that are posted by themselves. */
export const list = defineCommand({
  name: 'list',
  visibility: 'ephemeral',
  guards: [],
  options: {},
  run: async (ctx, _options, deps: ListDeps) => message(await listView(ctx, deps)),
});
