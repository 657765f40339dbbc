import { activeCategories } from '../../domain/category-rules.js';
import { choiceLabel } from '../../domain/category-search.js';
import { localDay } from '../../domain/calendar.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import type { CategoryId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import { NOTE_MAX, type Session } from '../../domain/session.js';
import type { SpaceConfig } from '../../domain/space.js';
import { formatTypedTime, type TypedTimeContext } from '../../domain/typed/time.js';
import { plainText } from '../../i18n/user-text.js';
import { IDS } from '../custom-ids.js';
import type { Deps } from '../deps.js';
import { defineButton } from '../kit/component.js';
import type { Context } from '../kit/context.js';
import { field } from '../kit/fields/index.js';
import { ownedBy } from '../kit/guards.js';
import { defineModal } from '../kit/modal.js';
import { failure, type Reply } from '../kit/reply.js';
import { soon } from '../kit/soon.js';
import { typingOf, zoneOf } from '../zone-of.js';
import { findSession } from './find.js';
import { settleDraft, spansOf, type Readings } from './readings.js';
import type { SavingDeps } from './save.js';
import { formatBreaks, readBreaks, readMoments } from './typed-times.js';

type EditDeps = SavingDeps & Pick<Deps, 'documents'>;

const TIME_MAX = 64;
const BREAKS_MAX = 4000;
const OPTIONS_MAX = 25;

const start = field.text({ label: 'entries.fields.start', placeholder: 'entries.fields.timeExample', max: TIME_MAX });
const category = field.dynamicSelect({ label: 'entries.fields.category' });
const note = field.text({ label: 'session.noteModal.label', max: NOTE_MAX, required: false });

/** An ended entry. */
export const editForm = defineModal({
  route: IDS.editForm,
  guards: [ownedBy('owner')],
  title: 'entries.edit.title',
  fields: {
    start,
    end: field.text({ label: 'entries.fields.end', placeholder: 'entries.fields.timeExample', max: TIME_MAX }),
    category,
    breaks: field.text({
      label: 'entries.fields.breaks',
      placeholder: 'entries.fields.breaksExample',
      max: BREAKS_MAX,
      required: false,
    }),
    note,
  },
  run: (ctx, { session }, typed, deps: EditDeps) => edited(ctx, session, typed, deps),
});

/** The session that runs: its breaks come from the clock, and its end may be told. */
export const editActiveForm = defineModal({
  route: IDS.editActiveForm,
  guards: [ownedBy('owner')],
  title: 'entries.edit.titleActive',
  fields: {
    start,
    end: field.text({
      label: 'entries.fields.end',
      description: 'entries.fields.endOfActive',
      placeholder: 'entries.fields.timeExample',
      max: TIME_MAX,
      required: false,
    }),
    category,
    note,
  },
  run: (ctx, { session }, typed, deps: EditDeps) => edited(ctx, session, { ...typed, breaks: undefined }, deps),
});

/**
 * Opens the form, filled in. That needs a look at the entry, which takes milliseconds. STORE_UNAVAILABLE where it takes so long that the answer
 * would be deferred: a form cannot follow that.
 */
export const editButton = defineButton({
  route: IDS.edit,
  guards: [ownedBy('owner')],
  async run(ctx, { owner, session: id }, deps: EditDeps): Promise<Reply> {
    const known = Promise.all([findSession(ctx, id, deps), zoneOf(ctx, deps), deps.spaces.get(ctx.space)]);
    const looked = await soon(known, deps);
    if (!looked.ok) return failure(looked.error);
    const [found, zone, config] = looked.value;
    if (!found.ok) return failure(found.error);
    const { session } = found.value;
    const args = { owner, session: id };
    const given = {
      start: formatTypedTime(session.startedAt, zone),
      category: { options: categoryOptions(config, session.category), selected: [session.category] },
      note: session.note ?? '',
    };
    if (session.endedAt === null) return editActiveForm.open(ctx, args, given);
    const breaks = formatBreaks(session.pauses, session.startedAt, zone);
    return editForm.open(ctx, args, { ...given, end: formatTypedTime(session.endedAt, zone), breaks });
  },
});

/** The category of the entry first, then the others: a menu holds 25. Values hold 100 characters; ids that are longer cannot be chosen. */
const categoryOptions = (config: SpaceConfig, own: CategoryId) => {
  const known = config.categories.find(({ id }) => id === own);
  const others = activeCategories(config).filter(({ id }) => id !== own && id.length <= 100);
  return [
    { value: own, label: plainText(known === undefined ? own : choiceLabel(known)) },
    ...others.map((one) => ({ value: one.id, label: plainText(choiceLabel(one)) })),
  ].slice(0, OPTIONS_MAX);
};

interface Typed {
  readonly start: string;
  readonly end: string | null;
  readonly category: readonly string[];
  /** Undefined: the form has none. */
  readonly breaks: string | null | undefined;
  readonly note: string | null;
}

const edited = async (ctx: Context, id: Session['id'], typed: Typed, deps: EditDeps): Promise<Reply> => {
  const [found, context, config] = await Promise.all([
    findSession(ctx, id, deps),
    typingOf(ctx, deps),
    deps.spaces.get(ctx.space),
  ]);
  if (!found.ok) return failure(found.error);
  const readings = read(typed, found.value.session, context, config);
  return readings.ok ? settleDraft(ctx, readings.value, context.zone, deps) : failure(readings.error);
};

/**
 * What was really changed. A field that still says what was filled in says nothing, so the seconds of an entry, and a time that the clocks show
 * twice, survive.
 */
const read = (typed: Typed, session: Session, context: TypedTimeContext, config: SpaceConfig): Result<Readings, DomainError> => {
  const { zone } = context;
  const day = localDay(session.startedAt, zone).start;
  const starts = changedTime(typed.start, session.startedAt, zone, () => readMoments(typed.start, { ...context, from: day }));
  if (!starts.ok) return starts;
  const startedAt = starts.value?.[0] ?? session.startedAt;
  const { end } = typed;
  const ends = changedTime(end ?? '', session.endedAt, zone, () =>
    end === null ? ok(null) : readMoments(end, { ...context, from: startedAt }),
  );
  if (!ends.ok) return ends;
  const breaks = changedBreaks(typed.breaks, session, startedAt, context);
  if (!breaks.ok) return breaks;
  const chosen = changedCategory(typed.category[0], session.category, config);
  if (!chosen.ok) return chosen;
  return ok({
    session: session.id,
    spans: spansOf(starts.value, ends.value, session),
    pauses: breaks.value,
    note: (typed.note ?? '') === (session.note ?? '') ? undefined : typed.note,
    category: chosen.value,
  });
};

type Moments = readonly number[] | null;

/** Null: it is as it was. */
const changedTime = (
  text: string,
  current: number | null,
  zone: string,
  parse: () => Result<Moments, DomainError>,
): Result<Moments, DomainError> => {
  if (current !== null && text.trim() === formatTypedTime(current, zone)) return ok(null);
  const moments = parse();
  if (!moments.ok || current === null) return moments;
  const isSame = moments.value?.length === 1 && moments.value[0] === Math.floor(current / 1000) * 1000;
  return isSame ? ok(null) : moments;
};

const changedBreaks = (
  text: string | null | undefined,
  { pauses, startedAt: before }: Session,
  startedAt: number,
  context: TypedTimeContext,
): Result<Readings['pauses'], DomainError> => {
  if (text === undefined || (text ?? '').trim() === formatBreaks(pauses, before, context.zone)) return ok(null);
  return readBreaks(text ?? '', startedAt, context);
};

/** CATEGORY_NOT_FOUND, CATEGORY_ARCHIVED: what the form offered may be gone by now. */
const changedCategory = (
  id: string | undefined,
  own: CategoryId,
  config: SpaceConfig,
): Result<Readings['category'], DomainError> => {
  if (id === undefined || id === own) return ok(null);
  const found = config.categories.find((one) => one.id === id);
  if (found === undefined) return err(domainError('CATEGORY_NOT_FOUND', { input: id.slice(0, 50) }));
  if (found.archived) return err(domainError('CATEGORY_ARCHIVED', { name: found.name }));
  return ok({ category: found, isNew: false });
};
