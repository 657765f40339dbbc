import { activeCategories } from '../../domain/category-rules.js';
import type { CategoryId } from '../../domain/ids.js';
import { NOTE_MAX, type Session } from '../../domain/session.js';
import { mayUse } from '../../domain/category.js';
import type { SpaceConfig } from '../../domain/space.js';
import { formatTypedTime } from '../../domain/typed/time.js';
import { IDS } from '../custom-ids.js';
import type { Deps } from '../deps.js';
import { defineButton } from '../kit/component.js';
import type { Context } from '../kit/context.js';
import { field } from '../kit/fields/index.js';
import { ownedBy } from '../kit/guards.js';
import { SELECT } from '../kit/limits.js';
import { defineModal } from '../kit/modal.js';
import { failure, type Reply } from '../kit/reply.js';
import { soon } from '../kit/soon.js';
import { typingOf, zoneOf } from '../zone-of.js';
import { findSession } from './find.js';
import { settleDraft } from './readings.js';
import type { SavingDeps } from './save.js';
import { formatBreaks } from './typed-times.js';
import { categoryLabelIn, whatChanged, type Typed } from './what-changed.js';

type EditDeps = SavingDeps & Pick<Deps, 'documents'>;

const TIME_MAX = 64;
const BREAKS_MAX = 4000;
const guards = [ownedBy('owner')];

const start = field.text({ label: 'entries.fields.start', placeholder: 'entries.fields.timeExample', max: TIME_MAX });
const end = field.text({ label: 'entries.fields.end', placeholder: 'entries.fields.timeExample', max: TIME_MAX });
const endOfActive = field.text({
  label: 'entries.fields.end',
  description: 'entries.fields.endOfActive',
  placeholder: 'entries.fields.timeExample',
  max: TIME_MAX,
  required: false,
});
const category = field.dynamicSelect({ label: 'entries.fields.category' });
/** A menu holds 25: where there are more categories, their names are typed. */
const categoryName = field.text({ label: 'entries.fields.category', description: 'entries.fields.categoryName', max: 100 });
const breaks = field.text({
  label: 'entries.fields.breaks',
  placeholder: 'entries.fields.breaksExample',
  max: BREAKS_MAX,
  required: false,
});
const note = field.text({ label: 'session.noteModal.label', max: NOTE_MAX, required: false });

/** An ended entry. */
const editForm = defineModal({
  route: IDS.editForm,
  guards,
  title: 'entries.edit.title',
  fields: { start, end, category, breaks, note },
  run: (ctx, { session }, typed, deps: EditDeps) => edited(ctx, session, typed, deps),
});
const editFormWithName = defineModal({
  route: IDS.editFormWithName,
  guards,
  title: 'entries.edit.title',
  fields: { start, end, category: categoryName, breaks, note },
  run: (ctx, { session }, typed, deps: EditDeps) => edited(ctx, session, typed, deps),
});

/** The session that runs: its breaks come from the clock, and its end may be told. */
const editActiveForm = defineModal({
  route: IDS.editActiveForm,
  guards,
  title: 'entries.edit.titleActive',
  fields: { start, end: endOfActive, category, note },
  run: (ctx, { session }, typed, deps: EditDeps) => edited(ctx, session, { ...typed, breaks: undefined }, deps),
});
const editActiveFormWithName = defineModal({
  route: IDS.editActiveFormWithName,
  guards,
  title: 'entries.edit.titleActive',
  fields: { start, end: endOfActive, category: categoryName, note },
  run: (ctx, { session }, typed, deps: EditDeps) => edited(ctx, session, { ...typed, breaks: undefined }, deps),
});

/**
 * Opens the form, filled in. That needs a look at the entry, which takes milliseconds. STORE_UNAVAILABLE where it takes so long that the answer
 * would be deferred: a form cannot follow that.
 */
const editButton = defineButton({
  route: IDS.edit,
  guards,
  async run(ctx, { owner, session: id }, deps: EditDeps): Promise<Reply> {
    const known = Promise.all([findSession(ctx, id, deps), zoneOf(ctx, deps), deps.spaces.get(ctx.space)]);
    const looked = await soon(known, deps);
    if (!looked.ok) return failure(looked.error);
    const [found, zone, config] = looked.value;
    if (!found.ok) return failure(found.error);
    const { session } = found.value;
    const args = { owner, session: id };
    const given = { start: formatTypedTime(session.startedAt, zone), note: session.note ?? '' };
    const choices = categoryChoices(ctx, config, session.category);
    const name = categoryLabelIn(config, session.category);
    if (session.endedAt === null) {
      return choices === null
        ? editActiveFormWithName.open(ctx, args, { ...given, category: name })
        : editActiveForm.open(ctx, args, { ...given, category: choices });
    }
    const times = {
      ...given,
      end: formatTypedTime(session.endedAt, zone),
      breaks: formatBreaks(session.pauses, session.startedAt, zone),
    };
    return choices === null
      ? editFormWithName.open(ctx, args, { ...times, category: name })
      : editForm.open(ctx, args, { ...times, category: choices });
  },
});

/** The category of the entry first, then the others that the member may use; null when they are more than a menu holds. Values hold 100 characters. */
const categoryChoices = ({ memberRoles }: Context, config: SpaceConfig, own: CategoryId) => {
  const others = activeCategories(config).filter((one) => one.id !== own && one.id.length <= 100 && mayUse(one, memberRoles));
  const ids = [own, ...others.map(({ id }) => id)];
  if (ids.length > SELECT.options) return null;
  return { options: ids.map((id) => ({ value: id, label: categoryLabelIn(config, id) })), selected: [own] };
};

const edited = async (ctx: Context, id: Session['id'], typed: Typed, deps: EditDeps): Promise<Reply> => {
  const [found, context, config] = await Promise.all([
    findSession(ctx, id, deps),
    typingOf(ctx, deps),
    deps.spaces.get(ctx.space),
  ]);
  if (!found.ok) return failure(found.error);
  const readings = whatChanged(typed, found.value.session, context, config);
  return readings.ok ? settleDraft(ctx, readings.value, context.zone, deps) : failure(readings.error);
};

/** The button in the list, and the forms that it opens. */
export const editComponents = [editButton, editForm, editFormWithName, editActiveForm, editActiveFormWithName];
