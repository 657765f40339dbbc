import type { InsightDays } from '../../analytics/insights/insights.js';
import type { DomainError } from '../../domain/errors.js';
import type { CategoryId, UserId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import { plainText } from '../../i18n/user-text.js';
import { insightsCard } from '../../views/insights/card.js';
import type { InsightsModel, PictureName, ShownPicture } from '../../views/insights/model.js';
import { insightsPictures } from '../../views/insights/pictures.js';
import type { LayoutView } from '../../views/message.js';
import { categoryMark } from '../category-mark.js';
import type { Context } from '../kit/context.js';
import { field } from '../kit/fields/index.js';
import type { Attachment } from '../kit/responder.js';
import { menuRow } from '../kit/select.js';
import { DAYS, INSIGHT_IDS, type DaysChoice } from './custom-ids.js';
import { readInsights, type InsightsDeps } from './read.js';

/** What is looked at: of whom, how far back, and of which category (null: all). */
export interface Look {
  readonly member: UserId;
  readonly days: DaysChoice;
  readonly category: CategoryId | null;
}

export interface InsightsPage {
  readonly view: LayoutView;
  readonly files: readonly Attachment[];
}

const DAYS_OF: Readonly<Record<DaysChoice, InsightDays>> = { '28': 28, '90': 90, '365': 365 };
/** All categories, in the menu; a custom id says `-`, which a menu has for "there is nothing to choose". */
export const ALL = '*';
/** Besides "all". */
const CATEGORIES_OFFERED = 24;

export const DAYS_MENU = field.select({
  label: 'insights.choose.days',
  options: DAYS.map((days) => ({ value: days, label: `insights.days.${days}` as const })),
});
export const CATEGORY_MENU = field.dynamicSelect({ label: 'insights.choose.category' });

export const markOf = (category: CategoryId | null): string => (category === null ? '-' : categoryMark(category));

/** Reads what there is to see of a member. As `readInsights`. */
export const modelOf = (ctx: Context, { member, days, category }: Look, deps: InsightsDeps) =>
  readInsights({ space: ctx.space, member, days: DAYS_OF[days], category }, ctx.user, deps);

/** Categories with time, the most first; the one that is chosen also where it has none. */
const categoryRow = (
  ctx: Context,
  { member, days, category }: Look,
  { insights, lookOf }: InsightsModel,
  offered: readonly CategoryId[],
) => {
  const ids = new Set([...(category === null ? [] : [category]), ...offered, ...usedIn(insights)]);
  const options = [...ids]
    .slice(0, CATEGORIES_OFFERED)
    .map((id) => ({ value: categoryMark(id), label: plainText(lookOf(id).name) }));
  return menuRow(CATEGORY_MENU, INSIGHT_IDS.category.encode({ owner: ctx.user, member, days }), ctx.t, {
    options: [{ value: ALL, label: ctx.t('insights.choose.all') }, ...options],
    selected: [category === null ? ALL : categoryMark(category)],
  });
};

const usedIn = ({ categories }: InsightsModel['insights']): readonly CategoryId[] =>
  categories.enough ? categories.value.shares.map(({ category }) => category) : [];

/** The message with its pictures; those that cannot be drawn now are left out, and their numbers stand in the text. As `readInsights`. */
export const insightsPage = async (ctx: Context, look: Look, deps: InsightsDeps): Promise<Result<InsightsPage, DomainError>> => {
  const read = await modelOf(ctx, look, deps);
  if (!read.ok) return read;
  const model = read.value;
  const { member, days, category } = look;
  const files: Attachment[] = [];
  const pictures: Partial<Record<PictureName, ShownPicture>> = {};
  const specs = [...insightsPictures(model, ctx.t)];
  const drawn = await Promise.all(specs.map(([, spec]) => deps.pictures.draw(spec)));
  for (const [nth, [name, { alt }]] of specs.entries()) {
    const data = drawn[nth];
    if (data === undefined || data === null) continue;
    files.push({ name: `${name}.png`, data, contentType: 'image/png' });
    pictures[name] = { url: `attachment://${name}.png`, alt };
  }
  const offered = (await deps.spaces.get(ctx.space)).categories.filter(({ archived }) => !archived).map(({ id }) => id);
  const ids = { owner: ctx.user, member };
  const view = insightsCard(
    model,
    {
      pictures,
      days: menuRow(DAYS_MENU, INSIGHT_IDS.days.encode({ ...ids, category: markOf(category) }), ctx.t, [days]),
      category: categoryRow(ctx, look, model, offered),
      explain: INSIGHT_IDS.explain.encode({ ...ids, days, category: markOf(category) }),
    },
    ctx.t,
  );
  return ok({ view, files });
};
