import { addCategory, archiveCategory, editCategory, moveCategory, restoreCategory } from '../../domain/category-rules.js';
import { categoryOfName } from '../../domain/category-search.js';
import { CATEGORY_LIMITS, type Category } from '../../domain/category.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { categoryId, roleId, type RoleId } from '../../domain/ids.js';
import { categoryList } from '../../views/category-list.js';
import { noticeView } from '../../views/notice.js';
import { categoryLabel } from '../../views/text.js';
import { activeChoices, archivedChoices } from '../category-choices.js';
import { changeCategory, changeConfig } from '../../actions/change-config.js';
import { IDS } from '../custom-ids.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import { defineButton } from '../kit/component.js';
import { defineCommand, defineGroup } from '../kit/define.js';
import { inGuild, needs } from '../kit/guards.js';
import { opt } from '../kit/options.js';
import { readSetting } from '../../domain/setting-reader.js';
import { ok, type Result } from '../../domain/result.js';
import { settingWords } from '../../views/settings/words.js';
import { failure, message, update, type Reply } from '../kit/reply.js';

const shared = { visibility: 'ephemeral', guards: [] } as const;
const category = opt.string({ minLength: 1, maxLength: 100, autocomplete: activeChoices }).required();
/** Only bounded here: what is wrong with a value, the domain says in words. */
const text = () => opt.string({ maxLength: 300 });
const weight = opt.integer({ min: CATEGORY_LIMITS.weightMin, max: CATEGORY_LIMITS.weightMax }).optional();

const done = (key: 'added' | 'edited' | 'archived' | 'restored' | 'moved', changed: Category, { t }: Context): Reply => {
  const params = { category: categoryLabel(changed), position: changed.order + 1 };
  return message(noticeView(t(`categories.${key}`, params)));
};

/** A lone dash takes away what is there; nothing keeps it. */
const cleared = (value: string | undefined): string | null | undefined => (value?.trim() === '-' ? null : value);

/** `@everyone`, whose id is that of the server, takes the requirement away. */
const requirement = (role: RoleId | undefined, { guild }: Context): RoleId | null | undefined =>
  role !== undefined && role === roleId(guild?.id ?? '0') ? null : role;

/** What is typed as for the setting of the server; a lone dash leaves it to that. Undefined: it stays. As `readSetting`. */
const reminderOf = (typed: string | undefined, { t }: Context): Result<number | null | undefined, DomainError> => {
  if (typed === undefined) return ok(undefined);
  if (typed.trim() === '-') return ok(null);
  const read = readSetting('reminderAfter', typed, settingWords('reminderAfter', t));
  if (!read.ok) return read;
  return ok(typeof read.value === 'number' ? read.value : 0);
};

const add = defineCommand({
  ...shared,
  name: 'add',
  options: {
    name: text().required(),
    emoji: text().optional(),
    colour: text().optional(),
    description: text().optional(),
    weight,
    'required-role': opt.role().optional(),
  },
  async run(ctx, { 'required-role': role, ...fields }, deps: Pick<Deps, 'spaces' | 'ids'>) {
    const input = { ...fields, requires: requirement(role, ctx) };
    const id = categoryId(deps.ids.next());
    const stored = await changeConfig(ctx, deps, 'categoryAdded', (config) => addCategory(config, id, input));
    if (!stored.ok) return failure(stored.error);
    // By name: a second delivery of the same request finds the first one's category.
    const added = categoryOfName(stored.value, input.name);
    return added === undefined ? failure(domainError('CATEGORY_NOT_FOUND', { input: input.name })) : done('added', added, ctx);
  },
});

const edit = defineCommand({
  ...shared,
  name: 'edit',
  options: {
    category,
    name: text().optional(),
    emoji: text().optional(),
    colour: text().optional(),
    description: text().optional(),
    weight,
    'required-role': opt.role().optional(),
    reminder: text().optional(),
  },
  async run(
    ctx,
    { category: input, emoji, colour, description, 'required-role': role, reminder, ...rest },
    deps: Pick<Deps, 'spaces'>,
  ) {
    const reminderAfter = reminderOf(reminder, ctx);
    if (!reminderAfter.ok) return failure(reminderAfter.error);
    const patch = {
      ...rest,
      reminderAfter: reminderAfter.value,
      emoji: cleared(emoji),
      colour: cleared(colour),
      description: cleared(description),
      requires: requirement(role, ctx),
      at: ctx.occurredAt,
    };
    const edited = await changeCategory(ctx, deps, 'categoryEdited', input, (config, { id }) => editCategory(config, id, patch));
    return edited.ok ? done('edited', edited.value, ctx) : failure(edited.error);
  },
});

const archive = defineCommand({
  ...shared,
  name: 'archive',
  options: { category },
  async run(ctx, { category: input }, deps: Pick<Deps, 'spaces'>) {
    const archived = await changeCategory(ctx, deps, 'categoryArchived', input, (config, { id }) => archiveCategory(config, id));
    return archived.ok ? done('archived', archived.value, ctx) : failure(archived.error);
  },
});

const restore = defineCommand({
  ...shared,
  name: 'restore',
  options: { category: opt.string({ minLength: 1, maxLength: 100, autocomplete: archivedChoices }).required() },
  async run(ctx, { category: input }, deps: Pick<Deps, 'spaces'>) {
    const restored = await changeCategory(ctx, deps, 'categoryRestored', input, (config, { id }) => restoreCategory(config, id));
    return restored.ok ? done('restored', restored.value, ctx) : failure(restored.error);
  },
});

const move = defineCommand({
  ...shared,
  name: 'move',
  options: { category, position: opt.integer({ min: 1, max: CATEGORY_LIMITS.activeMax }).required() },
  async run(ctx, { category: input, position }, deps: Pick<Deps, 'spaces'>) {
    const moved = await changeCategory(ctx, deps, 'categoryMoved', input, (config, { id }) => moveCategory(config, id, position));
    return moved.ok ? done('moved', moved.value, ctx) : failure(moved.error);
  },
});

const page = async (ctx: Context, at: number, { spaces }: Pick<Deps, 'spaces'>) => {
  const { categories } = await spaces.get(ctx.space);
  return categoryList({ categories, page: at, pageId: (to) => IDS.categories.encode({ page: to }) }, ctx.t);
};

const list = defineCommand({
  ...shared,
  name: 'list',
  options: {},
  run: async (ctx, _options, deps: Pick<Deps, 'spaces'>) => message(await page(ctx, 0, deps)),
});

/** The buttons of the list. Whoever sees them must still be allowed to. */
export const categoryPages = defineButton({
  route: IDS.categories,
  guards: [inGuild, needs('manageCategories')],
  run: async (ctx, args, deps: Pick<Deps, 'spaces'>) => update(await page(ctx, args.page, deps)),
});

export const categories = defineGroup({
  name: 'categories',
  guards: [needs('manageCategories')],
  children: [add, edit, archive, restore, list, move],
});
