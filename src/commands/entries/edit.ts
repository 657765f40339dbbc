import { activeCategories } from '../../domain/category-rules.js';
import type { DomainError } from '../../domain/errors.js';
import type { CategoryId, RoleId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
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
import { ownDesk, type Desk } from './desk.js';
import { findSession } from '../../actions/entries/find.js';
import { settleDraft } from './readings.js';
import type { SavingDeps } from './save.js';
import type { Subject } from '../../actions/entries/subject.js';
import { formatBreaks } from './typed-times.js';
import { categoryLabelIn, whatChanged, type Typed } from './what-changed.js';

export type EditDeps = SavingDeps & Pick<Deps, 'documents'>;

const TIME_MAX = 64;
const BREAKS_MAX = 4000;
const guards = [ownedBy('owner')];

export const start = field.text({
  label: 'entries.fields.start',
  // Discord shows times in the zone of the device, which may be another one.
  description: 'entries.fields.zone',
  placeholder: 'entries.fields.timeExample',
  max: TIME_MAX,
});
export const end = field.text({ label: 'entries.fields.end', placeholder: 'entries.fields.timeExample', max: TIME_MAX });
export const endOfActive = field.text({
  label: 'entries.fields.end',
  description: 'entries.fields.endOfActive',
  placeholder: 'entries.fields.timeExample',
  max: TIME_MAX,
  required: false,
});
export const category = field.dynamicSelect({ label: 'entries.fields.category' });
/** A menu holds 25: where there are more categories, their names are typed. */
export const categoryName = field.text({
  label: 'entries.fields.category',
  description: 'entries.fields.categoryName',
  max: 100,
});
export const breaks = field.text({
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

/** What stands in a form that edits an entry when it is opened. */
export interface FilledIn {
  readonly isActive: boolean;
  readonly times: { readonly start: string; readonly end: string; readonly breaks: string };
  /** In which these are. */
  readonly zone: string;
  readonly note: string;
  /** Null: there are more than a menu holds, so that the name is typed. */
  readonly choices: ReturnType<typeof categoryChoices>;
  readonly name: string;
}

/**
 * Looks at an entry, to open a form with it. That takes milliseconds. STORE_UNAVAILABLE where it takes so long that the answer would be deferred: a form cannot
 * follow that. SESSION_NOT_FOUND.
 */
export const fillIn = async (
  ctx: Context,
  subject: Pick<Subject, 'space' | 'user' | 'unlimited'>,
  id: Session['id'],
  deps: EditDeps,
): Promise<Result<FilledIn, DomainError>> => {
  const known = Promise.all([findSession(subject, id, deps), zoneOf(ctx, deps), deps.spaces.get(ctx.space)]);
  const looked = await soon(known, deps);
  if (!looked.ok) return looked;
  const [found, zone, config] = looked.value;
  if (!found.ok) return found;
  const { startedAt, endedAt, pauses, note, category: own } = found.value.session;
  return ok({
    isActive: endedAt === null,
    times: {
      start: formatTypedTime(startedAt, zone),
      end: endedAt === null ? '' : formatTypedTime(endedAt, zone),
      breaks: formatBreaks(pauses, startedAt, zone),
    },
    zone,
    note: note ?? '',
    choices: categoryChoices(config, own, subject.unlimited === true ? undefined : ctx.memberRoles),
    name: categoryLabelIn(config, own),
  });
};

const editButton = defineButton({
  route: IDS.edit,
  guards,
  async run(ctx, { owner, session: id }, deps: EditDeps): Promise<Reply> {
    const filled = await fillIn(ctx, ctx, id, deps);
    if (!filled.ok) return failure(filled.error);
    const { isActive, times, zone, note: text, choices, name } = filled.value;
    const args = { owner, session: id };
    if (isActive) {
      const given = { start: times.start, note: text };
      return choices === null
        ? editActiveFormWithName.open(ctx, args, { ...given, category: name }, { zone })
        : editActiveForm.open(ctx, args, { ...given, category: choices }, { zone });
    }
    return choices === null
      ? editFormWithName.open(ctx, args, { ...times, note: text, category: name }, { zone })
      : editForm.open(ctx, args, { ...times, note: text, category: choices }, { zone });
  },
});

/**
 * The category of the entry first (null: it has none yet), then the others; null when they are more than a menu holds. Values hold 100 characters.
 * @param roles of who may use them only as far as these allow; everybody's when left out
 */
export const categoryChoices = (config: SpaceConfig, own: CategoryId | null, roles?: ReadonlySet<RoleId>) => {
  const others = activeCategories(config).filter(
    (one) => one.id !== own && one.id.length <= 100 && (roles === undefined || mayUse(one, roles)),
  );
  const ids = [...(own === null ? [] : [own]), ...others.map(({ id }) => id)];
  if (ids.length > SELECT.options) return null;
  return { options: ids.map((id) => ({ value: id, label: categoryLabelIn(config, id) })), selected: own === null ? [] : [own] };
};

/** Goes on with what stands in the form. */
export const edited = async (
  ctx: Context,
  id: Session['id'],
  typed: Typed,
  deps: EditDeps,
  desk: Desk = ownDesk(ctx, deps),
): Promise<Reply> => {
  const [found, context, config] = await Promise.all([
    findSession(desk.subject, id, deps),
    typingOf(ctx, deps),
    deps.spaces.get(ctx.space),
  ]);
  if (!found.ok) return failure(found.error);
  const readings = whatChanged(typed, found.value.session, context, config);
  return readings.ok ? settleDraft(ctx, readings.value, context.zone, deps, desk) : failure(readings.error);
};

/** Of an ended entry and of the session that runs; `WithName`: where there are more categories than a menu holds. */
export const EDIT_FORMS = { editForm, editFormWithName, editActiveForm, editActiveFormWithName };

/** The button in the list, and the forms that it opens. */
export const editComponents = [editButton, ...Object.values(EDIT_FORMS)];
