import { addLeave, leaveOf, removeLeave, todayOf } from '../../actions/leave.js';
import { isGuildSpace } from '../../domain/ids.js';
import { onLeaveUntil } from '../../domain/leave.js';
import { leaveList } from '../../views/leave/leave-list.js';
import { leaveDaysText, leaveLength } from '../../views/leave/leave-text.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import { defineCommand, defineGroup } from '../kit/define.js';
import { opt } from '../kit/options.js';
import { failure, message, type Reply } from '../kit/reply.js';
import type { Feature } from '../kit/routes.js';
import { leaveChoices, leaveOptions, readNamedDay, readWish } from './read-leave.js';

type Needs = Pick<Deps, 'documents' | 'spaces'>;
const shared = { visibility: 'ephemeral', guards: [] } as const;

/** All leave of whoever asks, and what was just done about it. */
const shown = async (ctx: Context, deps: Needs, done: string | null = null): Promise<Reply> => {
  const [leaves, today, { settings }] = await Promise.all([
    leaveOf(ctx, deps),
    todayOf(ctx, ctx.occurredAt, deps),
    deps.spaces.get(ctx.space),
  ]);
  const seenBy = isGuildSpace(ctx.space) ? (settings.leaveShown ? 'managers' : 'nobody') : null;
  return message(leaveList({ leaves, today, until: onLeaveUntil(leaves, today), seenBy, done }, ctx.t));
};

const add = defineCommand({
  ...shared,
  name: 'add',
  options: leaveOptions,
  async run(ctx, typed, deps: Needs) {
    const wish = await readWish(ctx, typed, deps);
    if (!wish.ok) return failure(wish.error);
    const added = await addLeave(ctx, wish.value, deps);
    if (!added.ok) return failure(added.error);
    const said = { days: leaveDaysText(added.value, ctx.t), length: leaveLength(added.value, ctx.t) };
    return shown(ctx, deps, ctx.t('leave.added', said));
  },
});

const list = defineCommand({
  ...shared,
  name: 'list',
  options: {},
  run: (ctx, _options, deps: Needs) => shown(ctx, deps),
});

const remove = defineCommand({
  ...shared,
  name: 'remove',
  options: {
    leave: opt
      .string({ minLength: 1, maxLength: 100, autocomplete: (ctx, typed, deps) => leaveChoices(ctx, ctx.user, typed, deps) })
      .required(),
  },
  async run(ctx, { leave: typed }, deps: Needs) {
    const day = await readNamedDay(ctx, typed, deps);
    if (!day.ok) return failure(day.error);
    const removed = await removeLeave(ctx, day.value, deps);
    if (!removed.ok) return failure(removed.error);
    const done = removed.value === null ? null : ctx.t('leave.removed', { days: leaveDaysText(removed.value, ctx.t) });
    return shown(ctx, deps, done);
  },
});

/** Days on which a member does not work: they count neither for them nor against them. */
export const leaveFeature: Feature = {
  commands: [defineGroup({ name: 'leave', guards: [], children: [add, list, remove] })],
};
