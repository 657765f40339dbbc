import type { Category } from '../../domain/category.js';
import { namedCategory } from '../../domain/category-search.js';
import type { DomainError } from '../../domain/errors.js';
import type { CategoryId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import type { SpaceConfig } from '../../domain/space.js';
import { seesCategories } from '../../domain/visibility.js';
import type { LayoutView } from '../../views/message.js';
import { whoCard } from '../../views/who-card.js';
import { activeChoices } from '../category-choices.js';
import { categoryMark } from '../category-mark.js';
import type { Deps } from '../deps.js';
import { readWho } from '../../actions/who.js';
import { defineButton } from '../kit/component.js';
import type { Context } from '../kit/context.js';
import { defineCommand } from '../kit/define.js';
import { inGuild, ownedBy } from '../kit/guards.js';
import { opt } from '../kit/options.js';
import { failure, message, update } from '../kit/reply.js';
import type { Feature } from '../kit/routes.js';
import { lookOf } from '../present.js';
import { WHO_IDS } from './custom-ids.js';
import { byCategory } from './groups.js';

type Needs = Pick<Deps, 'overview' | 'spaces'>;

interface Wanted {
  /** As `categoryMark` shortens it; null for all. */
  readonly category: string | null;
  readonly page: number;
}

const listOf = async (
  ctx: Context,
  { category, page }: Wanted,
  config: SpaceConfig,
  { overview }: Pick<Needs, 'overview'>,
): Promise<Result<LayoutView, DomainError>> => {
  const isWanted = (id: CategoryId): boolean => categoryMark(id) === category;
  const on = await readWho(ctx, category === null ? null : isWanted, config, { overview });
  if (!on.ok) return on;
  const { rows, visible, possiblyStale } = on.value;
  const groups = seesCategories(visible) ? byCategory(rows, config) : [{ category: null, rows }];
  const pageId = (to: number, of: 'page' | 'refresh'): string =>
    WHO_IDS.page.encode({ owner: ctx.user, category: category ?? '-', page: to, of });
  return ok(
    whoCard(
      {
        groups: groups.map((group) => ({
          category: group.category === null ? null : lookOf(config, group.category),
          rows: group.rows.map(({ user, session }) => ({
            member: user,
            since: session.startedAt,
            breakSince: group.category === null ? null : session.pausedSince,
          })),
        })),
        only: category === null ? null : (config.categories.find(({ id }) => categoryMark(id) === category) ?? null),
        page,
        pageId,
        caveat: possiblyStale ? 'possiblyStale' : null,
      },
      ctx.t,
    ),
  );
};

/** Who is on the clock now, as far as whoever asks may see it. */
const who = defineCommand({
  name: 'who',
  visibility: 'ephemeral',
  guards: [inGuild],
  options: { category: opt.string({ minLength: 1, maxLength: 100, autocomplete: activeChoices }).optional() },
  async run(ctx, { category }, deps: Needs) {
    const config = await deps.spaces.get(ctx.space);
    const only: Result<Category | null, DomainError> = category === undefined ? ok(null) : namedCategory(config, category);
    if (!only.ok) return failure(only.error);
    const wanted = { category: only.value === null ? null : categoryMark(only.value.id), page: 0 };
    const list = await listOf(ctx, wanted, config, deps);
    return list.ok ? message(list.value) : failure(list.error);
  },
});

const turnPage = defineButton({
  route: WHO_IDS.page,
  guards: [inGuild, ownedBy('owner')],
  async run(ctx, { category, page }, deps: Needs) {
    const config = await deps.spaces.get(ctx.space);
    const list = await listOf(ctx, { category: category === '-' ? null : category, page }, config, deps);
    return list.ok ? update(list.value) : failure(list.error);
  },
});

export const whoIsOn: Feature = { commands: [who], components: [turnPage] };
