import { domainError, type DomainError } from '../../../domain/errors.js';
import type { SessionId } from '../../../domain/ids.js';
import { ok, type Result } from '../../../domain/result.js';
import { deleteCard } from '../../../views/entries/delete-card.js';
import { managedFields, type Managed } from '../../../views/entries/managed.js';
import type { MessageView } from '../../../views/message.js';
import { entryIdIn } from '../../entries/entry-choices.js';
import { deletable, type Deletable } from '../../../actions/entries/deletable.js';
import { defineButton } from '../../kit/component.js';
import type { Context } from '../../kit/context.js';
import { defineCommand } from '../../kit/define.js';
import { defineModal } from '../../kit/modal.js';
import { opt } from '../../kit/options.js';
import { failure, message, update } from '../../kit/reply.js';
import { defineSelect } from '../../kit/select.js';
import { lookOf } from '../../present.js';
import { entriesOf } from './choices.js';
import { MANAGED_IDS } from './custom-ids.js';
import { checkedReason, guards, reasonOn, REASON_MAX, requestFor, subjectOf, type ManagingDeps } from './desk.js';
import { reason } from './edit.js';
import { removeMenu } from './list.js';
import { withNotice } from './notice.js';

interface Deleting extends Managed {
  readonly session: SessionId;
}

const cardOf = (ctx: Context, { session, config }: Deletable, deleting: Deleting, isDone: boolean): MessageView => {
  const { member } = deleting;
  const category = lookOf(config, session.category);
  const controls = isDone
    ? null
    : { delete: MANAGED_IDS.delete.encode({ member, session: session.id }), cancel: MANAGED_IDS.cancel.encode({ member }) };
  return deleteCard({ session, category, controls, about: managedFields(deleting, ctx.t) }, ctx.t);
};

/** Deletes it, and what is shown then. */
const remove = async (ctx: Context, deleting: Deleting, deps: ManagingDeps): Promise<Result<MessageView, DomainError>> => {
  const found = await deletable(subjectOf(ctx, deleting.member), deleting.session, deps);
  if (!found.ok) return found;
  const request = { ...requestFor(ctx, deleting.member), session: deleting.session };
  const deleted = await withNotice(ctx, deleting, deps, () => deps.entries.deleteEntry(request));
  return deleted.ok ? ok(cardOf(ctx, found.value, deleting, true)) : deleted;
};

/** Shows the entry and asks. */
export const deleteEntryOf = defineCommand({
  name: 'delete',
  visibility: 'ephemeral',
  guards: [],
  options: {
    member: opt.user().required(),
    entry: opt.string({ minLength: 1, maxLength: 100, autocomplete: entriesOf }).required(),
    reason: opt.string({ minLength: 1, maxLength: REASON_MAX }).required(),
  },
  async run(ctx, { member, entry, reason: why }, deps: ManagingDeps) {
    const checked = checkedReason(ctx, why);
    if (!checked.ok) return failure(checked.error);
    const session = entryIdIn(entry);
    if (session === null) return failure(domainError('SESSION_NOT_FOUND'));
    const found = await deletable(subjectOf(ctx, member), session, deps);
    if (!found.ok) return failure(found.error);
    return message(cardOf(ctx, found.value, { member, session, reason: checked.value }, false));
  },
});

const deleteButton = defineButton({
  route: MANAGED_IDS.delete,
  guards,
  async run(ctx, { member, session }, deps: ManagingDeps) {
    const why = reasonOn(ctx);
    if (!why.ok) return failure(why.error);
    const removed = await remove(ctx, { member, session, reason: why.value }, deps);
    return removed.ok ? update(removed.value) : failure(removed.error);
  },
});

/** Asks why, which is also the moment to think again. */
const removeForm = defineModal({
  route: MANAGED_IDS.removeForm,
  guards,
  title: 'entries.managed.removeTitle',
  fields: { reason },
  async run(ctx, { member, session }, { reason: why }, deps: ManagingDeps) {
    const checked = checkedReason(ctx, why);
    if (!checked.ok) return failure(checked.error);
    const removed = await remove(ctx, { member, session, reason: checked.value }, deps);
    return removed.ok ? message(removed.value) : failure(removed.error);
  },
});

const removeSelect = defineSelect({
  route: MANAGED_IDS.remove,
  guards,
  field: removeMenu,
  run: (ctx, { member }, [chosen = '']) => {
    const session = entryIdIn(chosen);
    return Promise.resolve(
      session === null ? failure(domainError('SESSION_NOT_FOUND')) : removeForm.open(ctx, { member, session }),
    );
  },
});

export const deleteComponents = [deleteButton, removeForm, removeSelect];
