import { domainError } from '../domain/errors.js';
import type { UserId } from '../domain/ids.js';
import { otherStatusCard } from '../views/status-card.js';
import type { Deps } from './deps.js';
import type { Context } from './kit/context.js';
import { defineCommand } from './kit/define.js';
import { opt } from './kit/options.js';
import { failure, message, type Reply } from './kit/reply.js';
import { statusOf, type Presenting } from './present.js';
import { ownTargetsOrNone } from './targets/own-targets.js';

/**
 * Somebody else's status, in a guild only. Time worked is personal data: others learn no more than the guild's roles show anyway, that is
 * whether and since when the member is on the clock. Category, note, breaks and totals stay with the member.
 */
const ofOther = async (ctx: Context, member: UserId, { overview }: Presenting): Promise<Reply> => {
  if (ctx.guild === null) return failure(domainError('GUILD_ONLY'));
  const status = await overview.status(ctx.space, member);
  if (!status.ok) return failure(status.error);
  const { state, possiblyStale } = status.value;
  const since = state.active?.startedAt ?? null;
  return message(otherStatusCard({ member, since, caveat: possiblyStale ? 'possiblyStale' : null }, ctx.t));
};

export const status = defineCommand({
  name: 'status',
  visibility: 'ephemeral',
  guards: [],
  options: { user: opt.user().optional() },
  async run(ctx, { user }, deps: Presenting & Pick<Deps, 'documents'>) {
    if (user !== undefined && user !== ctx.user) return ofOther(ctx, user, deps);
    const [own, targets] = await Promise.all([deps.overview.status(ctx.space, ctx.user), ownTargetsOrNone(ctx, deps)]);
    return own.ok ? message(await statusOf(own.value, ctx, deps, targets)) : failure(own.error);
  },
});
