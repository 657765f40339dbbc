import { errorText } from '../../views/error.js';
import { agreementCard, withdrawnCard } from '../../views/insights/agree.js';
import { explainCard } from '../../views/insights/explain.js';
import type { CategoryId } from '../../domain/ids.js';
import { categoryMark } from '../category-mark.js';
import type { Deps } from '../deps.js';
import { defineButton } from '../kit/component.js';
import type { Context } from '../kit/context.js';
import { defineCommand, stale } from '../kit/define.js';
import { ownedBy } from '../kit/guards.js';
import { opt } from '../kit/options.js';
import { failure, message, update, type Reply } from '../kit/reply.js';
import type { Feature } from '../kit/routes.js';
import { defineSelect } from '../kit/select.js';
import { seeing } from '../../actions/insights.js';
import { agreeToInsights } from '../../actions/privacy.js';
import { DAYS, INSIGHT_IDS, type DaysChoice } from './custom-ids.js';
import { ALL, CATEGORY_MENU, DAYS_MENU, insightsPage, modelOf, type Look } from './page.js';
import type { InsightsDeps } from './read.js';

/** What whoever asks gets to see: the insights, the question whether they agree, or why not. `isClick`: it takes the place of the message that was clicked on. */
const shown = async (ctx: Context, look: Look, deps: InsightsDeps, isClick: boolean): Promise<Reply> => {
  const refused = await refusal(ctx, look, deps, isClick);
  if (refused !== null) return refused;
  const page = await insightsPage(ctx, look, deps);
  if (!page.ok) return failure(page.error);
  const { view, files } = page.value;
  // Reading and drawing take their time, in which the member may have taken it back.
  return (await refusal(ctx, look, deps, isClick)) ?? (isClick ? update(view, files) : message(view, files));
};

/** Why nothing is to be seen, in the place of what was; null when it is. */
const refusal = async (
  ctx: Context,
  { member, days }: Look,
  deps: Pick<Deps, 'documents'>,
  isClick: boolean,
): Promise<Reply | null> => {
  const { user: owner, t } = ctx;
  const seen = await seeing(ctx, member, deps);
  switch (seen.may) {
    case 'see':
      return null;
    case 'agree': {
      const card = agreementCard(INSIGHT_IDS.agree.encode({ owner, days }), t);
      return isClick ? update(card, []) : message(card);
    }
    case 'not':
      return isClick ? update(withdrawnCard(`⚠️ ${errorText(seen.error, t)}`, t), []) : failure(seen.error);
  }
};

const insights = defineCommand({
  name: 'insights',
  visibility: 'ephemeral',
  guards: [],
  options: { user: opt.user().optional(), days: opt.choice(DAYS).optional() },
  run: (ctx, { user = ctx.user, days = '28' }, deps: InsightsDeps) =>
    shown(ctx, { member: user, days, category: null }, deps, false),
});

/** The category that a mark stands for, among those of the space; in a person's own space they are what was typed. Undefined when there is none any more. */
const categoryOf = async (ctx: Context, mark: string, { spaces }: InsightsDeps): Promise<CategoryId | null | undefined> => {
  if (mark === '-') return null;
  return (await spaces.get(ctx.space)).categories.find(({ id }) => categoryMark(id) === mark)?.id;
};

const guards = [ownedBy('owner')];
interface Marked {
  readonly member: Look['member'];
  readonly days: DaysChoice;
  readonly category: string;
}

const turnTo = async (ctx: Context, { member, days, category: mark }: Marked, deps: InsightsDeps): Promise<Reply> => {
  const category = await categoryOf(ctx, mark, deps);
  return category === undefined ? stale : shown(ctx, { member, days, category }, deps, true);
};

const components = [
  defineSelect({
    route: INSIGHT_IDS.days,
    guards,
    field: DAYS_MENU,
    run: (ctx, args, [days = '28'], deps: InsightsDeps) => turnTo(ctx, { ...args, days }, deps),
  }),
  defineSelect({
    route: INSIGHT_IDS.category,
    guards,
    field: CATEGORY_MENU,
    run: (ctx, args, [selected = ALL], deps: InsightsDeps) =>
      turnTo(ctx, { ...args, category: selected === ALL ? '-' : selected }, deps),
  }),
  defineButton({
    route: INSIGHT_IDS.explain,
    guards,
    async run(ctx, { member, days, category: mark }, deps: InsightsDeps) {
      const category = await categoryOf(ctx, mark, deps);
      if (category === undefined) return stale;
      const look = { member, days, category };
      const refused = await refusal(ctx, look, deps, true);
      if (refused !== null) return refused;
      const model = await modelOf(ctx, look, deps);
      return model.ok
        ? ((await refusal(ctx, look, deps, true)) ?? message(explainCard(model.value, ctx.t)))
        : failure(model.error);
    },
  }),
  defineButton({
    route: INSIGHT_IDS.agree,
    guards,
    async run(ctx, { days }, deps: InsightsDeps) {
      const agreed = await agreeToInsights(ctx, true, deps);
      return agreed.ok ? shown(ctx, { member: ctx.user, days, category: null }, deps, true) : failure(agreed.error);
    },
  }),
];

/** Honest analytics: for the member's own eyes, and those of whom the member names. */
export const insightsFeature: Feature = { commands: [insights], components };
