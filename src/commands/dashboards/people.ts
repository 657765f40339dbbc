import { domainError } from '../../domain/errors.js';
import { visibleTo } from '../../domain/visibility.js';
import { peoplePage } from '../../views/dashboards/people-page.js';
import type { Deps } from '../deps.js';
import { accessIn } from '../../actions/access.js';
import { defineButton } from '../kit/component.js';
import type { Context } from '../kit/context.js';
import { inGuild } from '../kit/guards.js';
import { failure, message, update } from '../kit/reply.js';
import { lookOf } from '../present.js';
import { peopleOn } from './content.js';
import { categoryIn, DASHBOARD_IDS } from './custom-ids.js';

const PAGE = 15;
const ONLY_TO_THEM = 64;

const isPrivate = ({ message: source }: Context): boolean => ((source?.flags ?? 0) & ONLY_TO_THEM) !== 0;

/**
 * All who are on the clock, a page at a time, in a private answer: the dashboard is for everybody. What whoever asks may see of others is looked up
 * each time. OTHERS_HIDDEN.
 */
export const peopleButton = defineButton({
  route: DASHBOARD_IDS.people,
  guards: [inGuild],
  async run(ctx, { category: about, page: wanted }, { team, spaces }: Pick<Deps, 'team' | 'spaces'>) {
    const config = await spaces.get(ctx.space);
    const visible = visibleTo(accessIn(ctx, 'seeOthers', config), config.settings);
    const category = categoryIn(about);
    const all = peopleOn(await team.onTheClock(ctx.space), category, config, visible);
    if (all === null) return failure(domainError('OTHERS_HIDDEN'));
    const pages = Math.max(1, Math.ceil(all.length / PAGE));
    const page = Math.min(wanted, pages - 1);
    const turn = (to: number): string | null =>
      to < 0 || to >= pages ? null : DASHBOARD_IDS.people.encode({ category: about, page: to });
    const view = peoplePage(
      {
        category: category === null ? null : lookOf(config, category),
        people: all.slice(page * PAGE, (page + 1) * PAGE),
        all: all.length,
        page: page + 1,
        pages,
        before: turn(page - 1),
        after: turn(page + 1),
      },
      ctx.t,
    );
    return isPrivate(ctx) ? update(view) : message(view);
  },
});
