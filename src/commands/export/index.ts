import { domainError } from '../../domain/errors.js';
import { err } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { defineButton } from '../kit/component.js';
import { mayDo } from '../../actions/access.js';
import { defineGroup } from '../kit/define.js';
import { ownedBy } from '../kit/guards.js';
import { failure, update } from '../kit/reply.js';
import type { Feature } from '../kit/routes.js';
import { failedView } from '../../views/export/card.js';
import { EXPORT_IDS } from './custom-ids.js';
import { list } from './list.js';
import { make } from './make.js';
import { remove, schedule, scheduleButtons } from './schedule.js';

const cancel = defineButton({
  route: EXPORT_IDS.cancel,
  guards: [ownedBy('owner')],
  async run(ctx, { id }, { exportDesk }: Pick<Deps, 'exportDesk'>) {
    const what = await exportDesk.cancel(ctx.space, ctx.user, id);
    // Its message shows the result by now, or is about to: that is not to be overwritten.
    if (what === 'over') return failure(domainError('EXPORT_OVER'));
    const error = domainError(what === null ? 'EXPORT_GONE' : 'EXPORT_CANCELLED');
    // The process that makes it says in a moment what it was.
    return update(failedView(what === 'elsewhere' ? null : what, error, ctx.t));
  },
});

const fetch = defineButton({
  route: EXPORT_IDS.fetch,
  guards: [ownedBy('owner')],
  async run(ctx, { id }, { exportDesk, spaces }: Pick<Deps, 'exportDesk' | 'spaces'>) {
    const ticket = exportDesk.find(ctx.user, id);
    if (ticket === null) return failure(domainError('EXPORT_GONE'));
    const { what, space } = ticket.order;
    if (what.about.kind !== 'self') {
      // Of others, whoever asked for it may have lost the permission since; elsewhere nobody can tell.
      const may = space === ctx.space ? mayDo(ctx, 'exportOthers', await spaces.get(space)) : err(domainError('EXPORT_GONE'));
      if (!may.ok) return failure(may.error);
    }
    return ticket.fetch();
  },
});

/** Time as files: one's own, that of others for those who may, and what is posted by itself. */
export const exporting: Feature = {
  commands: [defineGroup({ name: 'export', guards: [], children: [make, schedule, list, remove] })],
  components: [cancel, fetch, ...scheduleButtons],
};
