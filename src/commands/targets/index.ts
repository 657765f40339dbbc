import { foldName } from '../../domain/category-name.js';
import { namedCategory, searchCategories, choiceLabel } from '../../domain/category-search.js';
import { categoryId, type CategoryId } from '../../domain/ids.js';
import { parseTarget, targetsOf } from '../../domain/targets.js';
import { weekOf, type Week } from '../../domain/week.js';
import { formatDay, formatDuration } from '../../i18n/format.js';
import { plainText } from '../../i18n/user-text.js';
import { categoryLabel } from '../../views/text.js';
import { activeChoices } from '../category-choices.js';
import { keepTarget } from '../../actions/targets.js';
import { categoryOf, keepCategory } from '../../actions/category-of.js';
import type { Deps } from '../deps.js';
import { defineButton } from '../kit/component.js';
import type { Context } from '../kit/context.js';
import { defineCommand, defineGroup } from '../kit/define.js';
import { ownedBy } from '../kit/guards.js';
import { opt, type Autocomplete } from '../kit/options.js';
import { failure, message, update, type Reply } from '../kit/reply.js';
import type { Feature } from '../kit/routes.js';
import { TARGET_IDS } from './custom-ids.js';
import { ownTargets } from './own-targets.js';
import { targetsPage, type TargetDeps } from './page.js';
import { readWeek, weekChoices } from './week-choices.js';

const shared = { visibility: 'ephemeral', guards: [] } as const;
const week = opt.string({ minLength: 1, maxLength: 64, autocomplete: weekChoices }).optional();
const MINUTE = 60_000;
const CHOICES_MAX = 25;

const shown = async (ctx: Context, of: Week, deps: TargetDeps, done?: string): Promise<Reply> => {
  const page = await targetsPage(ctx, of, deps, done);
  return page.ok ? message(page.value) : failure(page.error);
};

const set = defineCommand({
  ...shared,
  name: 'set',
  options: {
    category: opt.string({ minLength: 1, maxLength: 100, autocomplete: activeChoices }).required(),
    hours: opt.string({ minLength: 1, maxLength: 64 }).required(),
    week,
  },
  async run(ctx, { category: typed, hours, week: typedWeek }, deps: TargetDeps & Pick<Deps, 'ids'>) {
    const [asked, config] = await Promise.all([categoryOf(ctx, typed, deps), deps.spaces.get(ctx.space)]);
    if (!asked.ok) return failure(asked.error);
    const minutes = parseTarget(hours);
    if (!minutes.ok) return failure(minutes.error);
    const from = readWeek(ctx, typedWeek, config);
    if (!from.ok) return failure(from.error);
    const { category } = asked.value;
    const kept = await keepTarget(ctx, category, minutes.value, from.value, deps);
    if (!kept.ok) return failure(kept.error);
    await keepCategory(ctx, asked.value, deps);
    const done = ctx.t('targets.set', {
      category: categoryLabel(category),
      target: formatDuration(minutes.value * MINUTE, ctx.t),
      date: formatDay(from.value.from, ctx.t),
    });
    return shown(ctx, from.value, deps, done);
  },
});

const show = defineCommand({
  ...shared,
  name: 'show',
  options: { week },
  async run(ctx, { week: typed }, deps: TargetDeps) {
    const read = readWeek(ctx, typed, await deps.spaces.get(ctx.space));
    return read.ok ? shown(ctx, read.value, deps) : failure(read.error);
  },
});

/** Categories that have a target in the week that is given, archived ones too; sends their ids. */
const targetChoices: Autocomplete = async (ctx, typed, deps, given) => {
  const [config, own] = await Promise.all([deps.spaces.get(ctx.space), ownTargets(ctx, deps)]);
  const read = readWeek(ctx, typeof given['week'] === 'string' ? given['week'] : undefined, config);
  const held = read.ok ? targetsOf(own, read.value) : new Map<CategoryId, number>();
  const known = config.categories.filter(({ id }) => held.has(id)).map((one) => ({ ...one, archived: false }));
  const gone = [...held.keys()].filter((id) => !known.some((one) => one.id === id) && foldName(id).includes(foldName(typed)));
  return [
    ...searchCategories({ ...config, categories: known }, typed, CHOICES_MAX).map((one) => ({
      name: plainText(choiceLabel(one)),
      value: one.id,
    })),
    ...gone.filter((id) => id.length <= 100).map((id) => ({ name: plainText(id), value: id })),
  ].slice(0, CHOICES_MAX);
};

const clear = defineCommand({
  ...shared,
  name: 'clear',
  options: { category: opt.string({ minLength: 1, maxLength: 100, autocomplete: targetChoices }).required(), week },
  async run(ctx, { category: typed, week: typedWeek }, deps: TargetDeps) {
    const [config, own] = await Promise.all([deps.spaces.get(ctx.space), ownTargets(ctx, deps)]);
    // In a person's own space a category that has been pushed out of the list may still have a target.
    const isKept = own.some(({ category }) => category === typed);
    const found = namedCategory(config, typed);
    if (!found.ok && !isKept) return failure(found.error);
    const category = found.ok ? found.value : { id: categoryId(typed), name: typed, emoji: null, colour: null };
    const from = readWeek(ctx, typedWeek, config);
    if (!from.ok) return failure(from.error);
    const kept = await keepTarget(ctx, category, null, from.value, deps);
    if (!kept.ok) return failure(kept.error);
    const date = formatDay(from.value.from, ctx.t);
    return shown(ctx, from.value, deps, ctx.t('targets.cleared', { category: categoryLabel(category), date }));
  },
});

const turn = defineButton({
  route: TARGET_IDS.week,
  guards: [ownedBy('owner')],
  async run(ctx, { week: day }, deps: TargetDeps) {
    const { settings } = await deps.spaces.get(ctx.space);
    const page = await targetsPage(ctx, weekOf(day, settings.weekStart), deps);
    return page.ok ? update(page.value) : failure(page.error);
  },
});

/** Weekly targets of a member, and what is done of them. */
export const weeklyTargets: Feature = {
  commands: [defineGroup({ name: 'alloc', guards: [], children: [set, show, clear] })],
  components: [turn],
};
