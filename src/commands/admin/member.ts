import { domainError, type DomainError } from '../../domain/errors.js';
import type { UserId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { SpaceConfig } from '../../domain/space.js';
import { restored, suspended, SUSPENSION_LIMITS, suspensionOf } from '../../domain/suspensions.js';
import { userText } from '../../i18n/user-text.js';
import { noticeView } from '../../views/notice.js';
import { mentionUser, timestamp } from '../../views/text.js';
import { changeConfig } from '../change-config.js';
import type { Deps } from '../deps.js';
import { clockOutFor, givenReason, type ForcingDeps } from '../force-out/clock-out-for.js';
import { mayDo, mayManage } from '../kit/access.js';
import type { Context } from '../kit/context.js';
import { defineCommand, defineGroup } from '../kit/define.js';
import { needs } from '../kit/guards.js';
import { opt } from '../kit/options.js';
import { failure, message } from '../kit/reply.js';
import { typingOf } from '../zone-of.js';
import { readUntil } from './until.js';

const shared = { visibility: 'ephemeral', guards: [] } as const;

/** Who is suspended does not end or change that alone, unless they manage the server in Discord: MANAGE_GUILD_REQUIRED. */
const mayTouch = (ctx: Context, member: UserId, config: SpaceConfig): Result<void, DomainError> =>
  member === ctx.user && suspensionOf(config.suspensions, member, ctx.occurredAt) !== null && !mayManage(ctx)
    ? err(domainError('MANAGE_GUILD_REQUIRED'))
    : ok(undefined);

/** Ends what runs of the member, who is told so and why; true when something did. */
const endRunning = async (
  ctx: Context,
  member: UserId,
  reason: string,
  deps: ForcingDeps,
): Promise<Result<boolean, DomainError>> => {
  const status = await deps.overview.status(ctx.space, member);
  if (!status.ok) return status;
  const { active } = status.value.state;
  if (active === null) return ok(false);
  const ended = await clockOutFor(ctx, { member, session: active.id, endedAt: null, reason }, deps);
  if (ended.ok) return ok(true);
  return ended.error.code === 'MEMBER_OFF_THE_CLOCK' ? ok(false) : ended;
};

const suspend = defineCommand({
  ...shared,
  name: 'suspend',
  options: {
    member: opt.user().required(),
    reason: opt.string({ minLength: 1, maxLength: SUSPENSION_LIMITS.reason }).required(),
    until: opt.string({ minLength: 1, maxLength: 64 }).optional(),
    end: opt.boolean().optional(),
  },
  async run(ctx, { member, reason, until, end = false }, deps: ForcingDeps) {
    const read = until === undefined ? ok(null) : readUntil(until, await typingOf(ctx, deps));
    if (!read.ok) return failure(read.error);
    const one = { member, reason: reason.trim(), by: ctx.user, at: ctx.occurredAt, until: read.value };
    if (one.reason === '') {
      return failure(domainError('FIELD_REQUIRED', { field: ctx.t('commands.admin.member.suspend.options.reason.name') }));
    }
    const stored = await changeConfig(ctx, deps, 'memberSuspended', (config) => {
      const may = end ? mayDo(ctx, 'forceClockOut', config) : ok(undefined);
      if (!may.ok) return may;
      const touching = mayTouch(ctx, member, config);
      if (!touching.ok) return touching;
      const suspensions = suspended(config.suspensions, one);
      return suspensions.ok ? ok({ ...config, suspensions: suspensions.value }) : suspensions;
    });
    if (!stored.ok) return failure(stored.error);
    const ended = end ? await endRunning(ctx, member, givenReason(one.reason), deps) : ok(false);
    if (!ended.ok) return failure(ended.error);
    const said = { member: mentionUser(member), reason: userText(one.reason) };
    const text =
      one.until === null
        ? ctx.t('permissions.suspended.open', said)
        : ctx.t('permissions.suspended.until', {
            member: said.member,
            reason: said.reason,
            until: timestamp(one.until, 'f'),
          });
    return message(noticeView(ended.value ? `${text}\n${ctx.t('permissions.suspended.ended')}` : text));
  },
});

const restore = defineCommand({
  ...shared,
  name: 'restore',
  options: { member: opt.user().required() },
  async run(ctx, { member }, deps: Pick<Deps, 'spaces'>) {
    const stored = await changeConfig(ctx, deps, 'memberRestored', (config) => {
      const may = mayTouch(ctx, member, config);
      if (!may.ok) return may;
      const suspensions = restored(config.suspensions, member, ctx.occurredAt);
      return suspensions.ok ? ok({ ...config, suspensions: suspensions.value }) : suspensions;
    });
    if (!stored.ok) return failure(stored.error);
    return message(noticeView(ctx.t('permissions.restored', { member: mentionUser(member) })));
  },
});

/** What is done about members, for those with the capability. */
export const member = defineGroup({ name: 'member', guards: [needs('manageMembers')], children: [suspend, restore] });
