import { parseCategoryName } from '../../domain/category-name.js';
import { categoryId } from '../../domain/ids.js';
import { resolveZone } from '../../domain/zones/zone-search.js';
import {
  DATE_ORDERS,
  IMPORT_FORMATS,
  LABEL_FIELDS,
  type Answers,
  type CategoryChoice,
  type ImportDraft,
  type PersonChoice,
} from '../../import/api.js';
import { defineButton, type Component } from '../kit/component.js';
import type { Context } from '../kit/context.js';
import { stale } from '../kit/define.js';
import { field } from '../kit/fields/index.js';
import { ownedBy } from '../kit/guards.js';
import { defineModal } from '../kit/modal.js';
import { failure, type Reply } from '../kit/reply.js';
import { defineSelect } from '../kit/select.js';
import { IMPORT_IDS, tagOf, type Asked } from './custom-ids.js';
import { keyOf, type ImportDeps } from './deps.js';
import { beginningIn, columnIn, EXISTING, MENUS, VALUE, withColumn } from './menus.js';
import { FIRST, showDraft, type Place } from './pages.js';

const guards = [ownedBy('owner')];

/** Says this of the draft, and shows what is so now. */
const say = async (ctx: Context, id: string, answers: Partial<Answers>, place: Place, deps: ImportDeps): Promise<Reply> =>
  showDraft(ctx, await deps.imports.answer(keyOf(ctx, id), answers), place, deps);

/** What an option of a menu means; null for one that was never offered. */
const ANSWERS: Readonly<Record<Asked, (value: string) => Partial<Answers> | null>> = {
  format: (value) => known('format', IMPORT_FORMATS, value),
  dateOrder: (value) => known('dateOrder', DATE_ORDERS, value),
  labelField: (value) => known('labelField', LABEL_FIELDS, value),
  shifted: (value) => known('shifted', ['skip', 'store'] as const, value),
  zone: (zone) => ({ zone }),
  untimed: (value) => {
    const minutes = beginningIn(value);
    if (minutes !== null) return { untimed: { kind: 'from', minutes } };
    return value === 'untimed' || value === 'skip' ? { untimed: { kind: value } } : null;
  },
};

const known = (key: keyof Answers, values: readonly string[], value: string): Partial<Answers> | null =>
  values.includes(value) ? { [key]: value } : null;

const PLACES: Readonly<Record<Asked, Place>> = {
  ...{ format: FIRST, dateOrder: FIRST, zone: FIRST, untimed: FIRST },
  labelField: { step: 'categories', n: 0 },
  shifted: { step: 'preview', n: 0 },
};

const answer = defineSelect({
  route: IMPORT_IDS.answer,
  guards,
  // They differ in their labels only.
  field: MENUS.format,
  run(ctx, { id, about, owner }, [value = ''], deps: ImportDeps) {
    // A form cannot follow a defer: nothing is read before it.
    if (about === 'zone' && value === VALUE.other) return Promise.resolve(zoneForm.open(ctx, { owner, id }));
    const answers = ANSWERS[about](value);
    return answers === null ? Promise.resolve(stale) : say(ctx, id, answers, PLACES[about], deps);
  },
});

const zoneForm = defineModal({
  route: IMPORT_IDS.zone,
  guards,
  title: 'import.zoneForm.title',
  fields: { zone: field.text({ label: 'import.zoneForm.label', placeholder: 'import.zoneForm.example', max: 100 }) },
  run(ctx, { id }, { zone: typed }, deps: ImportDeps) {
    const zone = resolveZone(typed, ctx.t.locale);
    return zone.ok ? say(ctx, id, { zone: zone.value }, FIRST, deps) : Promise.resolve(failure(zone.error));
  },
});

/** Says something of a draft that hangs on what is in it. */
const sayOf = async (
  ctx: Context,
  id: string,
  answersOf: (draft: ImportDraft) => Partial<Answers> | null,
  place: Place,
  deps: ImportDeps,
): Promise<Reply> => {
  const draft = await deps.imports.draft(keyOf(ctx, id));
  if (!draft.ok) return failure(draft.error);
  const answers = answersOf(draft.value);
  return answers === null ? stale : say(ctx, id, answers, place, deps);
};

const column = defineSelect({
  route: IMPORT_IDS.column,
  guards,
  field: MENUS.date,
  run: (ctx, { id, role }, [value = ''], deps: ImportDeps) =>
    sayOf(ctx, id, (draft) => ({ columns: withColumn(draft, role, columnIn(draft, value)) }), FIRST, deps),
});

const choiceOf = (label: string, value: string): CategoryChoice | null => {
  if (value.startsWith(EXISTING)) return { kind: 'existing', id: categoryId(value.slice(EXISTING.length)) };
  if (value === VALUE.ignore) return { kind: 'ignore' };
  return value === VALUE.new && label !== '' ? { kind: 'new', name: label } : null;
};

/** The label of a draft that a custom id stands for. */
const labelOf = ({ labels }: ImportDraft, tag: string): string | undefined =>
  labels.find(({ label }) => tagOf(label) === tag)?.label;

const category = defineSelect({
  route: IMPORT_IDS.category,
  guards,
  field: MENUS.category,
  run(ctx, args, [value = ''], deps: ImportDeps) {
    const { id, tag, n } = args;
    if (value === VALUE.named) return Promise.resolve(namedForm.open(ctx, args));
    return sayOf(
      ctx,
      id,
      (draft) => {
        const label = labelOf(draft, tag);
        if (label === undefined) return null;
        // A new one of another name is chosen already: that stays.
        const choice = value === VALUE.other ? draft.answers.categories[label] : choiceOf(label, value);
        return choice === undefined || choice === null ? null : { categories: { [label]: choice } };
      },
      { step: 'categories', n },
      deps,
    );
  },
});

const namedForm = defineModal({
  route: IMPORT_IDS.named,
  guards,
  title: 'import.namedForm.title',
  fields: { name: field.text({ label: 'import.namedForm.label', max: 100 }) },
  run(ctx, { id, tag, n }, { name: typed }, deps: ImportDeps) {
    const name = parseCategoryName(typed);
    if (!name.ok) return Promise.resolve(failure(name.error));
    return sayOf(
      ctx,
      id,
      (draft) => {
        const label = labelOf(draft, tag);
        return label === undefined ? null : { categories: { [label]: { kind: 'new', name: name.value } } };
      },
      { step: 'categories', n },
      deps,
    );
  },
});

const rest = defineButton({
  route: IMPORT_IDS.rest,
  guards,
  run: (ctx, { id, of, how, n }, deps: ImportDeps) =>
    sayOf(
      ctx,
      id,
      ({ labels, people }) => {
        if (of === 'people') {
          const open = people.filter(({ choice }) => choice === null);
          return { people: Object.fromEntries(open.map(({ name }) => [name, { kind: 'ignore' } as const])) };
        }
        const open = labels.filter(({ choice, label }) => choice === null && (how === 'ignore' || label !== ''));
        const choices = open.map(({ label }): readonly [string, CategoryChoice] => [
          label,
          how === 'new' ? { kind: 'new', name: label } : { kind: 'ignore' },
        ]);
        return { categories: Object.fromEntries(choices) };
      },
      { step: of, n },
      deps,
    ),
});

/** Whose the rows of somebody of the file are. */
const sayPerson = (
  ctx: Context,
  { id, tag, n }: { readonly id: string; readonly tag: string; readonly n: number },
  choice: PersonChoice,
  deps: ImportDeps,
): Promise<Reply> =>
  sayOf(
    ctx,
    id,
    ({ people }) => {
      const name = people.find((one) => tagOf(one.name) === tag)?.name;
      return name === undefined ? null : { people: { [name]: choice } };
    },
    { step: 'people', n },
    deps,
  );

const person = defineSelect({
  route: IMPORT_IDS.person,
  guards,
  field: MENUS.person,
  run(ctx, args, [value], deps: ImportDeps) {
    if (value !== VALUE.me && value !== VALUE.ignore) return Promise.resolve(stale);
    return sayPerson(ctx, args, value === VALUE.me ? { kind: 'member', user: ctx.user } : { kind: 'ignore' }, deps);
  },
});

/** Whether others' rows may be stored is asked by the preview and again by the import itself, whatever was chosen here. */
const member = defineSelect({
  route: IMPORT_IDS.member,
  guards,
  field: MENUS.member,
  run: (ctx, args, [user], deps: ImportDeps) =>
    sayPerson(ctx, args, user === undefined ? { kind: 'ignore' } : { kind: 'member', user }, deps),
});

/** Everything that says something of a draft. */
export const answerComponents: readonly Component[] = [...[answer, zoneForm, column, category, namedForm, rest, person, member]];
