import { requestOf } from '../../actions/actor.js';
import { deletable, weighDeletion } from '../../actions/entries/deletable.js';
import { domainError } from '../../domain/errors.js';
import { deleteCard } from '../../views/entries/delete-card.js';
import { offerToAsk } from '../approvals/offer.js';
import { IDS } from '../custom-ids.js';
import type { Deps } from '../deps.js';
import { defineButton } from '../kit/component.js';
import { defineCommand } from '../kit/define.js';
import { ownedBy } from '../kit/guards.js';
import { opt } from '../kit/options.js';
import { failure, message, update } from '../kit/reply.js';
import { lookOf } from '../present.js';
import { entryIdIn, recentEntries } from './entry-choices.js';

type DeleteDeps = Pick<Deps, 'overview' | 'timesheet' | 'spaces'>;

/** Shows the entry and asks, for approval where its member may not delete it alone. */
export const deleteEntry = defineCommand({
  name: 'delete',
  visibility: 'ephemeral',
  guards: [],
  options: { entry: opt.string({ minLength: 1, maxLength: 100, autocomplete: recentEntries }).required() },
  async run(ctx, { entry }, deps: DeleteDeps & Pick<Deps, 'channels'>) {
    const id = entryIdIn(entry);
    if (id === null) return failure(domainError('SESSION_NOT_FOUND'));
    const asked = await weighDeletion(ctx, id, deps);
    if (!asked.ok) return failure(asked.error);
    const { session, config, needsApproval: limit } = asked.value;
    if (limit !== null)
      return offerToAsk(ctx, { type: 'deleteEntry', session: id }, { before: session, after: null, limit }, deps);
    const controls = {
      delete: IDS.delete.encode({ owner: ctx.user, session: session.id }),
      cancel: IDS.cancel.encode({ owner: ctx.user }),
    };
    return message(deleteCard({ session, category: lookOf(config, session.category), controls }, ctx.t));
  },
});

export const deleteButton = defineButton({
  route: IDS.delete,
  guards: [ownedBy('owner')],
  async run(ctx, { session: id }, deps: DeleteDeps & Pick<Deps, 'entries'>) {
    const asked = await deletable(ctx, id, deps);
    if (!asked.ok) return failure(asked.error);
    const { session, config } = asked.value;
    const deleted = await deps.entries.deleteEntry({ ...requestOf(ctx), session: id });
    return deleted.ok
      ? update(deleteCard({ session, category: lookOf(config, session.category), controls: null }, ctx.t))
      : failure(deleted.error);
  },
});
