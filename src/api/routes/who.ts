import { z } from 'zod';
import { readWho } from '../../actions/who.js';
import { namedCategory } from '../../domain/category-search.js';
import { effectiveMs } from '../../domain/effective.js';
import { domainError } from '../../domain/errors.js';
import { err, ok } from '../../domain/result.js';
import { seesCategories } from '../../domain/visibility.js';
import type { ManageDeps } from '../manage-deps.js';
import { momentText, secondsOf } from '../present.js';
import { defineRoute, type Route } from '../route.js';
import { OnTheClock } from '../schemas/manage.js';
import { inSpace } from '../server/called-by.js';

type Needs = Pick<ManageDeps, 'overview' | 'spaces' | 'clock'>;

export const whoRoutes = (deps: Needs): readonly Route[] => [
  defineRoute({
    ...{ id: 'listOnTheClock', method: 'GET', path: '/spaces/:space/on-the-clock', tag: 'Team', scope: 'space:read' },
    summary: 'Says who is on the clock now, as far as you may see it; longest first.',
    query: z.object({ category: z.string().min(1).max(100).optional() }),
    answers: { 200: OnTheClock },
    refusals: ['OTHERS_HIDDEN', 'CATEGORY_NOT_FOUND'],
    run: async (asked) => {
      const actor = inSpace(asked);
      if (actor.guild === null) return err(domainError('GUILD_ONLY'));
      const config = await deps.spaces.get(actor.space);
      const { category } = asked.query;
      const only = category === undefined ? ok(null) : namedCategory(config, category);
      if (!only.ok) return only;
      const wanted = only.value;
      const who = await readWho(actor, wanted === null ? null : (id) => id === wanted.id, config, deps);
      if (!who.ok) return who;
      const { visible, rows, possiblyStale } = who.value;
      const sees = seesCategories(visible);
      const now = Math.max(deps.clock.now(), ...rows.map(({ session }) => session.startedAt));
      const members = rows.map(({ user, session }) => ({
        user,
        session: sees ? session.id : null,
        since: momentText(session.startedAt),
        category: sees ? session.category : null,
        pausedSince: sees && session.pausedSince !== null ? momentText(session.pausedSince) : null,
        effectiveSeconds: sees ? secondsOf(effectiveMs(session, now)) : null,
      }));
      const body = { visible: sees ? 'totals' : 'presence', members, possiblyStale, now: momentText(now) };
      return ok({ status: 200, body });
    },
  }),
];
