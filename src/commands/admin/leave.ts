import { addLeave, mayChangeLeaveOfOthers, removeLeave } from '../../actions/leave.js';
import type { DomainError } from '../../domain/errors.js';
import type { UserId } from '../../domain/ids.js';
import { err, type Result } from '../../domain/result.js';
import type { Leave } from '../../domain/leave.js';
import { leaveDaysText } from '../../views/leave/leave-text.js';
import { noticeView } from '../../views/notice.js';
import { mentionUser } from '../../views/text.js';
import { FIELDS } from '../custom-ids.js';
import type { Context } from '../kit/context.js';
import { defineCommand, defineGroup } from '../kit/define.js';
import { opt, type Autocomplete } from '../kit/options.js';
import { failure, message, type Reply } from '../kit/reply.js';
import { leaveChoices, leaveOptions, readNamedDay, readWish } from '../leave/read-leave.js';
import { checkedReason, guards, REASON_MAX } from './session/desk.js';
import { withNotice, type NoticeDeps } from './session/notice.js';

const shared = { visibility: 'ephemeral', guards: [] } as const;
const reason = opt.string({ minLength: 1, maxLength: REASON_MAX }).required();

/** Makes the change by `send` where the server allows it, so that the member hears of it, and says what was done. */
const changed = async (
  ctx: Context,
  { member, why }: { readonly member: UserId; readonly why: string },
  deps: NoticeDeps,
  of: 'added' | 'removed',
  send: () => Promise<Result<Leave | null, DomainError>>,
): Promise<Reply> => {
  const may = mayChangeLeaveOfOthers(ctx, await deps.spaces.get(ctx.space));
  if (!may.ok) return failure(may.error);
  const checked = checkedReason(ctx, why);
  if (!checked.ok) return failure(checked.error);
  const done = await withNotice(ctx, { member, reason: checked.value }, deps, send);
  if (!done.ok) return failure(done.error);
  const days = done.value === null ? '' : leaveDaysText(done.value, ctx.t);
  return message(noticeView(ctx.t(`leave.ofOthers.${of}`, { member: mentionUser(member), days })));
};

const add = defineCommand({
  ...shared,
  name: 'add',
  options: { member: opt.user().required(), from: leaveOptions.from, reason, to: leaveOptions.to, kind: leaveOptions.kind },
  async run(ctx, { member, reason: why, ...typed }, deps: NoticeDeps) {
    const wish = await readWish(ctx, typed, deps);
    if (!wish.ok) return failure(wish.error);
    return changed(ctx, { member, why }, deps, 'added', () => addLeave(ctx, wish.value, deps, member));
  },
});

/** Days of leave of the member that was chosen before; none while nobody is, and where the server keeps leave to its members. */
const leavesOf: Autocomplete = async (ctx, typed, deps, given) => {
  const chosen = FIELDS.user.safeParse(given['member']);
  const may = chosen.success ? mayChangeLeaveOfOthers(ctx, await deps.spaces.get(ctx.space)) : err(undefined);
  return chosen.success && may.ok ? leaveChoices(ctx, chosen.data, typed, deps) : [];
};

const remove = defineCommand({
  ...shared,
  name: 'remove',
  options: {
    member: opt.user().required(),
    leave: opt.string({ minLength: 1, maxLength: 100, autocomplete: leavesOf }).required(),
    reason,
  },
  async run(ctx, { member, leave: typed, reason: why }, deps: NoticeDeps) {
    const day = await readNamedDay(ctx, typed, deps);
    if (!day.ok) return failure(day.error);
    return changed(ctx, { member, why }, deps, 'removed', () => removeLeave(ctx, day.value, deps, member));
  },
});

/** Leave of members, for those who may change their time: always with a reason, and the member is told. Kinds and notes that members wrote are not shown. */
export const leaveOfOthers = defineGroup({ name: 'leave', guards, children: [add, remove] });
