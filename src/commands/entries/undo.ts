import { requestOf } from '../../actions/actor.js';
import { domainError } from '../../domain/errors.js';
import { ok } from '../../domain/result.js';
import type { SpaceConfig } from '../../domain/space.js';
import { undoCard, undoneCard, type ChangeLine } from '../../views/entries/undo-card.js';
import { IDS } from '../custom-ids.js';
import type { Deps } from '../deps.js';
import { defineButton } from '../kit/component.js';
import { defineCommand } from '../kit/define.js';
import { clockingIn } from '../../actions/access.js';
import { ownedBy } from '../kit/guards.js';
import { failure, message, update } from '../kit/reply.js';
import { configOrNull, lookOf } from '../present.js';
import { lastOwnChange, runsAgain, type OwnChanges } from '../../actions/entries/last-change.js';

const linesOf = ({ rows }: OwnChanges, config: SpaceConfig | null): readonly ChangeLine[] =>
  rows.flatMap(({ event, at, before, after }) => {
    const session = after ?? before;
    return session === null ? [] : [{ event, at, session, category: lookOf(config, session.category) }];
  });

/** Says what one's last change was, and asks. */
export const undoLast = defineCommand({
  name: 'undo',
  visibility: 'ephemeral',
  guards: [],
  options: {},
  async run(ctx, _options, deps: Pick<Deps, 'timesheet' | 'spaces'>) {
    const [last, config] = await Promise.all([lastOwnChange(ctx, deps), configOrNull(deps, ctx.space)]);
    if (last === null) return failure(domainError('NOTHING_TO_UNDO'));
    const controls = {
      undo: IDS.undo.encode({ owner: ctx.user, request: last.request }),
      cancel: IDS.cancel.encode({ owner: ctx.user }),
    };
    return message(undoCard({ changes: linesOf(last, config), controls }, ctx.t));
  },
});

/** Takes it back if it still is the last one. */
export const undoButton = defineButton({
  route: IDS.undo,
  guards: [ownedBy('owner')],
  async run(ctx, { request }, deps: Pick<Deps, 'timesheet' | 'spaces' | 'entries'>) {
    const [last, config] = await Promise.all([lastOwnChange(ctx, deps), deps.spaces.get(ctx.space)]);
    if (last?.request !== request) return failure(domainError('ENTRY_CHANGED'));
    const may = last.rows.some(runsAgain) ? clockingIn(ctx, config) : ok(undefined);
    if (!may.ok) return failure(may.error);
    const apart = config.settings.overlap === 'refuse';
    const undone = await deps.entries.undo({ ...requestOf(ctx), changes: last.rows, apart });
    return undone.ok ? update(undoneCard(linesOf(last, config), ctx.t)) : failure(undone.error);
  },
});
