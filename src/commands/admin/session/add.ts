import { NOTE_MAX } from '../../../domain/session.js';
import { activeChoices } from '../../category-choices.js';
import { readNewEntry, typedTime, type TypedEntry } from '../../entries/add.js';
import { zoneOf } from '../../zone-of.js';
import { category, categoryChoices, categoryName, end, start } from '../../entries/edit.js';
import { settleDraft } from '../../entries/readings.js';
import { defineButton } from '../../kit/component.js';
import type { Context } from '../../kit/context.js';
import { defineCommand } from '../../kit/define.js';
import { field } from '../../kit/fields/index.js';
import { defineModal } from '../../kit/modal.js';
import { opt } from '../../kit/options.js';
import { failure, type Reply } from '../../kit/reply.js';
import { soon } from '../../kit/soon.js';
import { MANAGED_IDS } from './custom-ids.js';
import { checkedReason, guards, managersDesk, REASON_MAX, type ManagingDeps } from './desk.js';
import { reason } from './edit.js';
import type { UserId } from '../../../domain/ids.js';

const note = field.text({ label: 'session.noteModal.label', max: NOTE_MAX, required: false });

const settle = async (
  ctx: Context,
  member: UserId,
  { reason: why, ...typed }: TypedEntry & { readonly reason: string },
  deps: ManagingDeps,
): Promise<Reply> => {
  const checked = checkedReason(ctx, why);
  if (!checked.ok) return failure(checked.error);
  const read = await readNewEntry(ctx, typed, deps);
  if (!read.ok) return failure(read.error);
  const desk = managersDesk(ctx, { member, reason: checked.value }, deps);
  return settleDraft(ctx, read.value.readings, read.value.zone, deps, desk);
};

/** Time that somebody else did not clock. What was understood is shown first. */
export const addEntryOf = defineCommand({
  name: 'add',
  visibility: 'ephemeral',
  guards: [],
  options: {
    member: opt.user().required(),
    category: opt.string({ minLength: 1, maxLength: 100, autocomplete: activeChoices }).required(),
    start: typedTime().required(),
    reason: opt.string({ minLength: 1, maxLength: REASON_MAX }).required(),
    end: typedTime().optional(),
    duration: typedTime().optional(),
    note: opt.string({ maxLength: NOTE_MAX }).optional(),
  },
  run: (ctx, { member, ...typed }, deps: ManagingDeps) => settle(ctx, member, typed, deps),
});

const form = defineModal({
  route: MANAGED_IDS.addForm,
  guards,
  title: 'entries.managed.add',
  fields: { category, start, end, note, reason },
  run: (ctx, { member }, { category: [chosen = ''], ...typed }, deps: ManagingDeps) =>
    settle(ctx, member, { ...typed, category: chosen }, deps),
});
const formWithName = defineModal({
  route: MANAGED_IDS.addFormWithName,
  guards,
  title: 'entries.managed.add',
  fields: { category: categoryName, start, end, note, reason },
  run: (ctx, { member }, typed, deps: ManagingDeps) => settle(ctx, member, typed, deps),
});

const addButton = defineButton({
  route: MANAGED_IDS.add,
  guards,
  async run(ctx, target, deps: ManagingDeps): Promise<Reply> {
    const looked = await soon(Promise.all([deps.spaces.get(ctx.space), zoneOf(ctx, deps)]), deps);
    if (!looked.ok) return failure(looked.error);
    const [config, zone] = looked.value;
    const choices = categoryChoices(config, null);
    return choices === null
      ? formWithName.open(ctx, target, {}, { zone })
      : form.open(ctx, target, { category: choices }, { zone });
  },
});

export const addComponents = [addButton, form, formWithName];
