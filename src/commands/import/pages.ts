import { ButtonStyle } from 'discord-api-types/v10';
import { previewImport } from '../../actions/imports.js';
import type { DomainError } from '../../domain/errors.js';
import { ok, type Result } from '../../domain/result.js';
import { preferences } from '../../engine/documents/kinds/preferences.js';
import type { ImportDraft, LabelUse, PersonUse, Question } from '../../import/api.js';
import { fileView } from '../../views/import/file-card.js';
import { mappingView, USES_A_PAGE } from '../../views/import/mapping-card.js';
import type { ShownQuestion } from '../../views/import/model.js';
import { previewView } from '../../views/import/preview-card.js';
import { button, type LayoutView } from '../../views/message.js';
import type { Context } from '../kit/context.js';
import { failure, update, type Reply } from '../kit/reply.js';
import { ownPreferences } from '../zone-of.js';
import { IMPORT_IDS, type ImportStep } from './custom-ids.js';
import { rightsOf, type ImportDeps } from './deps.js';
import { categoryMenu, columnMenus, labelFieldMenu, personMenu, questionMenus, zoneMenu } from './menus.js';

/** Where a draft is: which card, and which page of it, from 0. */
export interface Place {
  readonly step: ImportStep;
  readonly n: number;
}
export const FIRST: Place = { step: 'file', n: 0 };

/** What is asked about the file itself, on its card. */
const isOfFile = (question: Question): question is Question & ShownQuestion =>
  question.about !== 'categories' && question.about !== 'people' && question.about !== 'shifted';

/** The steps that there are for a draft, in order. */
const stepsOf = ({ labels, people }: ImportDraft): readonly ImportStep[] => [
  'file',
  ...(labels.length > 0 ? (['categories'] as const) : []),
  ...(people.length > 0 ? (['people'] as const) : []),
  'preview',
];

const isAsked = ({ questions }: ImportDraft, step: ImportStep): boolean =>
  questions.some((question) => (step === 'file' ? isOfFile(question) : question.about === step));

/** Back, on, and giving up. */
const leading = (ctx: Context, draft: ImportDraft, step: ImportStep) => {
  const { t } = ctx;
  const steps = stepsOf(draft);
  const at = steps.indexOf(step);
  const to = (other: ImportStep): string => IMPORT_IDS.show.encode({ owner: ctx.user, id: draft.id, step: other, n: 0 });
  const [before, after] = [steps[at - 1], steps[at + 1]];
  return [
    ...(before === undefined ? [] : [button(to(before), t('import.buttons.back'), ButtonStyle.Secondary)]),
    ...(after === undefined ? [] : [button(to(after), t('import.buttons.next'), ButtonStyle.Primary, isAsked(draft, step))]),
    button(IMPORT_IDS.discard.encode({ owner: ctx.user, id: draft.id }), t('import.buttons.discard'), ButtonStyle.Secondary),
  ];
};

/** Zones that times are likely to be of: one's own, and that of the space. */
const likelyZones = async (ctx: Context, { documents, spaces }: ImportDeps): Promise<readonly string[]> => {
  const own = await documents.of(preferences).get(ownPreferences(ctx));
  const { timeZone } = (await spaces.get(ctx.space)).settings;
  return own.timeZone === null ? [timeZone] : [own.timeZone, timeZone];
};

const filePage = async (ctx: Context, draft: ImportDraft, deps: ImportDeps): Promise<LayoutView> => {
  const { t } = ctx;
  const owned = { owner: ctx.user, id: draft.id };
  const asking = { likely: await likelyZones(ctx, deps), now: deps.clock.now(), t };
  const { recognised, answers, questions } = draft;
  const zone = answers.zone ?? recognised.zone;
  const asked = questions.filter(isOfFile);
  // Whoever chose the wrong zone finds it here again.
  const mayChooseZone = zone !== null && !recognised.hasOffsets && !asked.some(({ about }) => about === 'zone');
  // Of a table that nobody knows, the rest can be said when enough was.
  const isTable = recognised.format === 'csv' && recognised.header.length > 0;
  const maySayColumns = isTable && !asked.some(({ about }) => about === 'columns');
  return fileView(
    {
      ...draft,
      zone,
      asked: asked.map((question) => ({ question, menus: questionMenus(question, owned, draft, asking) })),
      menus: [
        ...(mayChooseZone ? [zoneMenu(owned, asking.likely, asking.now, t, zone)] : []),
        ...(maySayColumns ? columnMenus(owned, draft, t) : []),
      ],
      buttons: leading(ctx, draft, 'file'),
    },
    t,
  );
};

/** One page of labels or people. */
const pageOf = <T>(
  all: readonly T[],
  n: number,
): { readonly shown: readonly T[]; readonly page: number; readonly pages: number } => {
  const pages = Math.max(1, Math.ceil(all.length / USES_A_PAGE));
  const page = Math.min(n, pages - 1);
  return { shown: all.slice(page * USES_A_PAGE, (page + 1) * USES_A_PAGE), page, pages };
};

const turning = (ctx: Context, draft: ImportDraft, step: ImportStep, { page, pages }: { page: number; pages: number }) => {
  const to = (n: number): string => IMPORT_IDS.show.encode({ owner: ctx.user, id: draft.id, step, n });
  if (pages < 2) return [];
  return [
    button(to(Math.max(0, page - 1)), ctx.t('import.buttons.previous'), ButtonStyle.Secondary, page === 0),
    button(to(page + 1), ctx.t('import.buttons.following'), ButtonStyle.Secondary, page === pages - 1),
  ];
};

const bulk = (ctx: Context, draft: ImportDraft, of: 'categories' | 'people', mayMake: boolean, page: number) => {
  const uses: readonly (LabelUse | PersonUse)[] = of === 'categories' ? draft.labels : draft.people;
  if (uses.every(({ choice }) => choice !== null)) return [];
  const to = (how: 'new' | 'ignore'): string => IMPORT_IDS.rest.encode({ owner: ctx.user, id: draft.id, of, how, n: page });
  return [
    ...(of === 'categories' && mayMake ? [button(to('new'), ctx.t('import.buttons.newRest'), ButtonStyle.Secondary)] : []),
    button(to('ignore'), ctx.t('import.buttons.ignoreRest'), ButtonStyle.Secondary),
  ];
};

const categoriesPage = async (ctx: Context, draft: ImportDraft, n: number, deps: ImportDeps): Promise<LayoutView> => {
  const { t } = ctx;
  const { config, rights } = await rightsOf(ctx, deps);
  const { shown, page, pages } = pageOf(draft.labels, n);
  const owned = { owner: ctx.user, id: draft.id, n: page };
  return mappingView(
    {
      ...{ of: 'categories', name: draft.name, labelField: draft.labelField, page, pages },
      fieldMenu: labelFieldMenu(owned, draft, t),
      uses: shown.map((use) => ({
        ...{ name: use.label, rows: use.rows, ms: use.ms, isOpen: use.choice === null },
        menu: categoryMenu(owned, use, { config, mayMake: rights.categories, t }),
      })),
      open: draft.labels.filter(({ choice }) => choice === null).length,
      bulk: [...bulk(ctx, draft, 'categories', rights.categories, page), ...turning(ctx, draft, 'categories', { page, pages })],
      buttons: leading(ctx, draft, 'categories'),
    },
    t,
  );
};

const peoplePage = async (ctx: Context, draft: ImportDraft, n: number, deps: ImportDeps): Promise<LayoutView> => {
  const { rights } = await rightsOf(ctx, deps);
  const { shown, page, pages } = pageOf(draft.people, n);
  const owned = { owner: ctx.user, id: draft.id, n: page };
  return mappingView(
    {
      ...{ of: 'people', name: draft.name, labelField: null, fieldMenu: null, page, pages },
      uses: shown.map((use) => ({
        ...{ name: use.name, rows: use.rows, ms: use.ms, isOpen: use.choice === null },
        menu: personMenu(owned, use, rights.others, ctx.t),
      })),
      open: draft.people.filter(({ choice }) => choice === null).length,
      bulk: [...bulk(ctx, draft, 'people', false, page), ...turning(ctx, draft, 'people', { page, pages })],
      buttons: leading(ctx, draft, 'people'),
    },
    ctx.t,
  );
};

const previewPage = async (ctx: Context, draft: ImportDraft, deps: ImportDeps): Promise<Result<LayoutView, DomainError>> => {
  const made = await previewImport(ctx, draft.id, deps);
  if (!made.ok) return made;
  const preview = made.value;
  const owned = { owner: ctx.user, id: draft.id };
  const shifted = preview.questions.find((question) => question.about === 'shifted');
  const [menu] = shifted === undefined ? [] : questionMenus(shifted, owned, draft, { likely: [], now: 0, t: ctx.t });
  const isReady = preview.stored.entries > 0 && preview.questions.length === 0;
  const begin = button(IMPORT_IDS.begin.encode(owned), ctx.t('import.buttons.begin'), ButtonStyle.Success, !isReady);
  return ok(
    previewView(
      {
        ...preview,
        ...{ name: draft.name, own: ctx.user },
        shiftedAsk: shifted === undefined || menu === undefined ? null : { rows: shifted.rows, hours: shifted.hours, menu },
        buttons: [begin, ...leading(ctx, draft, 'preview')],
      },
      ctx.t,
    ),
  );
};

/** The card of a draft at this place. As `Imports.preview`; rejects with `StoreUnavailable`. */
export const cardAt = async (
  ctx: Context,
  draft: ImportDraft,
  { step, n }: Place,
  deps: ImportDeps,
): Promise<Result<LayoutView, DomainError>> => {
  // What is asked before has to be said first, wherever an old button leads.
  if (step !== 'file' && isAsked(draft, 'file')) return ok(await filePage(ctx, draft, deps));
  switch (step) {
    case 'file':
      return ok(await filePage(ctx, draft, deps));
    case 'categories':
      return ok(await categoriesPage(ctx, draft, n, deps));
    case 'people':
      return ok(await peoplePage(ctx, draft, n, deps));
    case 'preview':
      if (isAsked(draft, 'categories')) return ok(await categoriesPage(ctx, draft, 0, deps));
      if (isAsked(draft, 'people')) return ok(await peoplePage(ctx, draft, 0, deps));
      return previewPage(ctx, draft, deps);
  }
};

/** The message that was clicked shows the draft, or why there is none. */
export const showDraft = async (
  ctx: Context,
  draft: Result<ImportDraft, DomainError>,
  place: Place,
  deps: ImportDeps,
): Promise<Reply> => {
  if (!draft.ok) return failure(draft.error);
  const card = await cardAt(ctx, draft.value, place, deps);
  return card.ok ? update(card.value) : failure(card.error);
};
