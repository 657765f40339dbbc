import { domainError, type DomainError } from '../../domain/errors.js';
import type { UserId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { SpaceConfig } from '../../domain/space.js';
import { restored, suspended, suspensionOf, type Suspension } from '../../domain/suspensions.js';
import { changeConfig } from '../change-config.js';
import type { Deps } from '../deps.js';
import { clockOutFor, givenReason, type ForcingDeps } from '../force-out/clock-out-for.js';
import { mayManage } from '../../actions/access.js';
import type { Context } from '../kit/context.js';
import { typingOf } from '../zone-of.js';
import { readUntil } from './until.js';

/** Who is suspended does not end or change that alone, unless they manage the server in Discord: MANAGE_GUILD_REQUIRED. */
const mayTouch = (ctx: Context, member: UserId, config: SpaceConfig): Result<void, DomainError> =>
  member === ctx.user && suspensionOf(config.suspensions, member, ctx.occurredAt) !== null && !mayManage(ctx)
    ? err(domainError('MANAGE_GUILD_REQUIRED'))
    : ok(undefined);

/** Ends what runs of the member now, who is told so and why; true when something did. */
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
  const ended = await clockOutFor(ctx, { member, session: active.id, endedAt: null, reason, endReason: 'suspended' }, deps);
  if (ended.ok) return ok(true);
  return ended.error.code === 'MEMBER_OFF_THE_CLOCK' ? ok(false) : ended;
};

export interface Suspending {
  readonly member: UserId;
  readonly reason: string;
  /** As it was typed. */
  readonly until: string | undefined;
}

export interface Suspended {
  readonly suspension: Suspension;
  /** A running session was ended. */
  readonly hasEnded: boolean;
}

/** Keeps a member from clocking in, and ends what runs. FIELD_REQUIRED without a reason, UNTIL_INVALID, UNTIL_PAST, MANAGE_GUILD_REQUIRED. */
export const suspendMember = async (
  ctx: Context,
  { member, reason, until }: Suspending,
  deps: ForcingDeps,
): Promise<Result<Suspended, DomainError>> => {
  const read = until === undefined ? ok(null) : readUntil(until, await typingOf(ctx, deps));
  if (!read.ok) return read;
  const one: Suspension = { member, reason: reason.trim(), by: ctx.user, at: ctx.occurredAt, until: read.value };
  if (one.reason === '') {
    return err(domainError('FIELD_REQUIRED', { field: ctx.t('commands.admin.member.suspend.options.reason.name') }));
  }
  const stored = await changeConfig(ctx, deps, 'memberSuspended', (config) => {
    const touching = mayTouch(ctx, member, config);
    if (!touching.ok) return touching;
    const suspensions = suspended(config.suspensions, one);
    return suspensions.ok ? ok({ ...config, suspensions: suspensions.value }) : suspensions;
  });
  if (!stored.ok) return stored;
  const ended = await endRunning(ctx, member, givenReason(one.reason), deps);
  return ended.ok ? ok({ suspension: one, hasEnded: ended.value }) : ended;
};

/** Lets a member clock in again. NOT_SUSPENDED, MANAGE_GUILD_REQUIRED. */
export const restoreMember = (
  ctx: Context,
  member: UserId,
  deps: Pick<Deps, 'spaces'>,
): Promise<Result<SpaceConfig, DomainError>> =>
  changeConfig(ctx, deps, 'memberRestored', (config) => {
    const may = mayTouch(ctx, member, config);
    if (!may.ok) return may;
    const suspensions = restored(config.suspensions, member, ctx.occurredAt);
    return suspensions.ok ? ok({ ...config, suspensions: suspensions.value }) : suspensions;
  });
