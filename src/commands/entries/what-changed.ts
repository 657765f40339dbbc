import { resolveCategory, choiceLabel } from '../../domain/category-search.js';
import { foldSeen } from '../../domain/category-name.js';
import { localDay } from '../../domain/calendar.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import type { CategoryId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Session } from '../../domain/session.js';
import type { SpaceConfig } from '../../domain/space.js';
import { formatTypedTime, type TypedTimeContext } from '../../domain/typed/time.js';
import { plainText } from '../../i18n/user-text.js';
import { spansOf, type Readings } from './readings.js';
import { formatBreaks, readBreaks, readMoments } from './typed-times.js';

/** What stands in the fields of the form that edits an entry. */
export interface Typed {
  readonly start: string;
  readonly end: string | null;
  /** The id that was chosen, or a name that was typed. */
  readonly category: readonly string[] | string;
  /** Undefined: the form has none. */
  readonly breaks: string | null | undefined;
  /** Undefined: the form has none. */
  readonly note: string | null | undefined;
}

/** A category as the form shows it. */
export const categoryLabelIn = (config: SpaceConfig, id: CategoryId): string => {
  const known = config.categories.find((category) => category.id === id);
  return plainText(known === undefined ? id : choiceLabel(known));
};

/**
 * What was really changed. A field that still says what was filled in says nothing, so the seconds of an entry, and a time that the clocks show
 * twice, survive.
 */
export const whatChanged = (
  typed: Typed,
  session: Session,
  context: TypedTimeContext,
  config: SpaceConfig,
): Result<Readings, DomainError> => {
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
  const category = changedCategory(typed.category, session.category, config);
  if (!category.ok) return category;
  return ok({
    session: session.id,
    spans: spansOf(starts.value, ends.value, session),
    pauses: breaks.value,
    note: typed.note === undefined || (typed.note ?? '') === (session.note ?? '') ? undefined : typed.note,
    category: category.value,
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
  typed: Typed['category'],
  own: CategoryId,
  config: SpaceConfig,
): Result<Readings['category'], DomainError> => {
  const found = typeof typed === 'string' ? named(typed, own, config) : chosen(typed[0], own, config);
  return found?.ok === true ? ok({ category: found.value, isNew: false }) : (found ?? ok(null));
};

/** Null: it is as it was. */
type Found = ReturnType<typeof resolveCategory> | null;

const named = (typed: string, own: CategoryId, config: SpaceConfig): Found => {
  if (foldSeen(typed) === foldSeen(categoryLabelIn(config, own))) return null;
  const found = resolveCategory(config, typed);
  return found.ok && found.value.id === own ? null : found;
};

const chosen = (id: string | undefined, own: CategoryId, config: SpaceConfig): Found => {
  if (id === undefined || id === own) return null;
  const found = config.categories.find((one) => one.id === id);
  if (found === undefined) return err(domainError('CATEGORY_NOT_FOUND', { input: id.slice(0, 50) }));
  return found.archived ? err(domainError('CATEGORY_ARCHIVED', { name: found.name })) : ok(found);
};
