import { domainError } from '../domain/errors.js';
import type { UserId } from '../domain/ids.js';
import { visibleTo } from '../domain/visibility.js';
import { otherStatusCard } from '../views/status-card.js';
import type { Deps } from './deps.js';
import { accessIn } from '../actions/access.js';
import type { Context } from './kit/context.js';
import { defineCommand } from './kit/define.js';
import { opt } from './kit/options.js';
import { failure, message, type Reply } from './kit/reply.js';
import { statusOf, type Presenting } from './present.js';
import { streakOf } from './streak.js';
import { ownTargetsOrNone } from './targets/own-targets.js';
import { withRunning } from './totals.js';

/**
 * Somebody else's status, in a guild only. Time worked is personal data: by default others learn no more than the guild's roles show anyway, that
 * is whether and since when the member is on the clock. Totals are seen by those with the capability `seeOthers`, and where the setting `othersSee`
 * says so. Category, note and breaks stay with the member. OTHERS_HIDDEN.
 */
const ofOther = async (ctx: Context, member: UserId, { overview, spaces, clock }: Presenting): Promise<Reply> => {
  if (ctx.guild === null) return failure(domainError('GUILD_ONLY'));
  const config = await spaces.get(ctx.space);
  const visible = visibleTo(accessIn(ctx, 'seeOthers', config), config.settings);
  if (visible === 'nothing') return failure(domainError('OTHERS_HIDDEN'));
  const status = await overview.status(ctx.space, member);
  if (!status.ok) return failure(status.error);
  const { state, totals, possiblyStale } = status.value;
  const since = state.active?.startedAt ?? null;
  const now = Math.max(clock.now(), since ?? 0);
  const counted = visible === 'totals' && totals !== null ? withRunning(totals, state.active, now, config.settings) : null;
  return message(otherStatusCard({ member, since, totals: counted, caveat: possiblyStale ? 'possiblyStale' : null }, ctx.t));
};

export const status = defineCommand({
  name: 'status',
  visibility: 'ephemeral',
  guards: [],
  options: { user: opt.user().optional() },
  async run(ctx, { user }, deps: Presenting & Pick<Deps, 'documents' | 'timesheet'>) {
    if (user !== undefined && user !== ctx.user) return ofOther(ctx, user, deps);
    const [own, targets, streak] = await Promise.all([
      deps.overview.status(ctx.space, ctx.user),
      ownTargetsOrNone(ctx, deps),
      streakOf(ctx, deps),
    ]);
    return own.ok ? message(await statusOf(own.value, ctx, deps, { targets, streak })) : failure(own.error);
  },
});
