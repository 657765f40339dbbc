import { domainError } from '../../../domain/errors.js';
import type { SessionId, UserId } from '../../../domain/ids.js';
import type { Typed } from '../../entries/what-changed.js';
import { entryIdIn } from '../../entries/entry-choices.js';
import { breaks, category, categoryName, edited, end, endOfActive, fillIn, start } from '../../entries/edit.js';
import { defineButton } from '../../kit/component.js';
import type { Context } from '../../kit/context.js';
import { defineCommand } from '../../kit/define.js';
import { field } from '../../kit/fields/index.js';
import { defineModal } from '../../kit/modal.js';
import { opt } from '../../kit/options.js';
import { failure, type Reply } from '../../kit/reply.js';
import { entriesOf } from './choices.js';
import { MANAGED_IDS } from './custom-ids.js';
import { checkedReason, guards, managersDesk, REASON_MAX, subjectOf, type ManagingDeps } from './desk.js';

/** Stands where members have the note: a form holds five fields, and whoever changes the time of somebody else says why. */
export const reason = field.text({
  label: 'entries.managed.reason',
  description: 'entries.managed.reasonText',
  max: REASON_MAX,
});

interface Target {
  readonly member: UserId;
  readonly session: SessionId;
}

const settle = async (
  ctx: Context,
  { member, session }: Target,
  { reason: why, ...typed }: Omit<Typed, 'note'> & { readonly reason: string },
  deps: ManagingDeps,
): Promise<Reply> => {
  const checked = checkedReason(ctx, why);
  if (!checked.ok) return failure(checked.error);
  const desk = managersDesk(ctx, { member, reason: checked.value }, deps);
  return edited(ctx, session, { ...typed, note: undefined }, deps, desk);
};

const form = defineModal({
  route: MANAGED_IDS.editForm,
  guards,
  title: 'entries.edit.title',
  fields: { start, end, category, breaks, reason },
  run: (ctx, target, typed, deps: ManagingDeps) => settle(ctx, target, typed, deps),
});
const formWithName = defineModal({
  route: MANAGED_IDS.editFormWithName,
  guards,
  title: 'entries.edit.title',
  fields: { start, end, category: categoryName, breaks, reason },
  run: (ctx, target, typed, deps: ManagingDeps) => settle(ctx, target, typed, deps),
});
const activeForm = defineModal({
  route: MANAGED_IDS.editActiveForm,
  guards,
  title: 'entries.edit.titleActive',
  fields: { start, end: endOfActive, category, reason },
  run: (ctx, target, typed, deps: ManagingDeps) => settle(ctx, target, { ...typed, breaks: undefined }, deps),
});
const activeFormWithName = defineModal({
  route: MANAGED_IDS.editActiveFormWithName,
  guards,
  title: 'entries.edit.titleActive',
  fields: { start, end: endOfActive, category: categoryName, reason },
  run: (ctx, target, typed, deps: ManagingDeps) => settle(ctx, target, { ...typed, breaks: undefined }, deps),
});

/** Opens the form, filled in. */
const open = async (ctx: Context, target: Target, deps: ManagingDeps): Promise<Reply> => {
  const filled = await fillIn(ctx, subjectOf(ctx, target.member), target.session, deps);
  if (!filled.ok) return failure(filled.error);
  const { isActive, times, zone, choices, name } = filled.value;
  if (isActive) {
    return choices === null
      ? activeFormWithName.open(ctx, target, { start: times.start, category: name }, { zone })
      : activeForm.open(ctx, target, { start: times.start, category: choices }, { zone });
  }
  return choices === null
    ? formWithName.open(ctx, target, { ...times, category: name }, { zone })
    : form.open(ctx, target, { ...times, category: choices }, { zone });
};

/** The form asks for the reason. */
export const editEntryOf = defineCommand({
  name: 'edit',
  visibility: 'ephemeral',
  guards: [],
  options: {
    member: opt.user().required(),
    entry: opt.string({ minLength: 1, maxLength: 100, autocomplete: entriesOf }).required(),
  },
  run(ctx, { member, entry }, deps: ManagingDeps) {
    const session = entryIdIn(entry);
    return session === null ? Promise.resolve(failure(domainError('SESSION_NOT_FOUND'))) : open(ctx, { member, session }, deps);
  },
});

const editButton = defineButton({
  route: MANAGED_IDS.edit,
  guards,
  run: (ctx, target, deps: ManagingDeps) => open(ctx, target, deps),
});

export const editComponents = [editButton, form, formWithName, activeForm, activeFormWithName];
