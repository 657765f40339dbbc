import type { NotionMode } from '../../domain/notion.js';
import { isGuildSpace } from '../../domain/ids.js';
import { plainText } from '../../i18n/user-text.js';
import type { NotionPlace, SetupPlan } from '../../integrations/notion/desk.js';
import { nothingSharedView, pageTitle, setupView, setUpView } from '../../views/notion/setup.js';
import { cut } from '../../views/text.js';
import { defineButton } from '../kit/component.js';
import type { Context } from '../kit/context.js';
import { defineCommand, stale } from '../kit/define.js';
import { field } from '../kit/fields/index.js';
import { SELECT } from '../kit/limits.js';
import { failure, message, update, type Reply } from '../kit/reply.js';
import { defineSelect } from '../kit/select.js';
import { NOTION_IDS, shortId } from './custom-ids.js';
import { notionGuards, type NotionDeps } from './shared.js';

const FIRST = '-';
const LABEL_MAX = 100;

const shownPlan = ({ place, mode, tables }: SetupPlan) => ({ page: place.title, mode, tables });

/** The chosen one, or the first; undefined when nothing is shared. One that is not shared any more gives way to the first. */
const chosen = (places: readonly NotionPlace[], page: string): NotionPlace | undefined =>
  places.find(({ id }) => shortId(id) === page) ?? places[0];

/** Those that fit into a menu, the chosen one among them. */
const offered = (places: readonly NotionPlace[], page: NotionPlace): readonly NotionPlace[] =>
  [page, ...places.filter(({ id }) => id !== page.id)].slice(0, SELECT.options);

const show = async (
  ctx: Context,
  { page, mode }: { readonly page: string; readonly mode: NotionMode },
  answer: typeof message | typeof update,
  { notion }: NotionDeps,
): Promise<Reply> => {
  const { space, t } = ctx;
  const places = await notion.places(space);
  if (!places.ok) return failure(places.error);
  const place = chosen(places.value, page);
  if (place === undefined) return answer(nothingSharedView(NOTION_IDS.plan.encode({ page: FIRST, mode }), t));
  const plan = await notion.plan(space, place.id, mode, t);
  if (!plan.ok) return failure(plan.error);
  const id = shortId(place.id);
  const options = offered(places.value, place).map((each) => ({
    value: shortId(each.id),
    label: cut(plainText(pageTitle(each.title, t)) || t('notion.setup.untitled'), LABEL_MAX),
  }));
  const card = {
    plan: shownPlan(plan.value),
    isServer: isGuildSpace(space),
    menu: placeMenu.row(t, { mode }, { options, selected: [id] }),
    modeIds: {
      pages: NOTION_IDS.plan.encode({ page: id, mode: 'pages' }),
      'rollup-only': NOTION_IDS.plan.encode({ page: id, mode: 'rollup-only' }),
    },
    beginId: NOTION_IDS.setUp.encode({ page: id, mode }),
  };
  return answer(setupView(card, t));
};

const placeMenu = defineSelect({
  route: NOTION_IDS.place,
  guards: notionGuards,
  field: field.dynamicSelect({ label: 'notion.setup.choosePage' }),
  run: (ctx, { mode }, [page], deps: NotionDeps) =>
    page === undefined ? Promise.resolve(stale) : show(ctx, { page, mode }, update, deps),
});

const plan = defineButton({
  route: NOTION_IDS.plan,
  guards: notionGuards,
  run: (ctx, args, deps: NotionDeps) => show(ctx, args, update, deps),
});

const begin = defineButton({
  route: NOTION_IDS.setUp,
  guards: notionGuards,
  async run(ctx, { page, mode }, { notion }: NotionDeps) {
    const made = await notion.setUp(ctx, page, mode, ctx.t);
    return made.ok ? update(setUpView(shownPlan(made.value), ctx.t)) : failure(made.error);
  },
});

/** Shows what would be made where, and asks; as it is set up already, if it is. */
export const setup = defineCommand({
  name: 'setup',
  visibility: 'ephemeral',
  guards: notionGuards,
  options: {},
  async run(ctx, _options, deps: NotionDeps) {
    const { connection } = await deps.notion.status(ctx.space);
    const page = connection.pageId === null ? FIRST : shortId(connection.pageId);
    return show(ctx, { page, mode: connection.mode }, message, deps);
  },
});

export const setupComponents = [placeMenu, plan, begin];
