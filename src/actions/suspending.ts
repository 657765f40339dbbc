import { domainError, type DomainError } from '../domain/errors.js';
import type { UserId } from '../domain/ids.js';
import { err, ok, type Result } from '../domain/result.js';
import type { SpaceConfig } from '../domain/space.js';
import { restored, suspended, suspensionOf, type Suspension } from '../domain/suspensions.js';
import { mayManage } from './access.js';
import type { Actor } from './actor.js';
import { changeConfig } from './change-config.js';
import { clockOutFor, type ForcingMeans } from './clock-out-for.js';
import type { Means } from './means.js';

export type SuspendingMeans = ForcingMeans & Pick<Means, 'spaces'>;

/** Who is suspended does not end or change that alone, unless they manage the server in Discord: MANAGE_GUILD_REQUIRED. */
const mayTouch = (actor: Actor, member: UserId, config: SpaceConfig): Result<void, DomainError> =>
  member === actor.user && suspensionOf(config.suspensions, member, actor.occurredAt) !== null && !mayManage(actor)
    ? err(domainError('MANAGE_GUILD_REQUIRED'))
    : ok(undefined);

/** Ends what runs of the member now, who is told so and why; true when something did. */
const endRunning = async (
  actor: Actor,
  member: UserId,
  reason: string,
  deps: SuspendingMeans,
): Promise<Result<boolean, DomainError>> => {
  const status = await deps.overview.status(actor.space, member);
  if (!status.ok) return status;
  const { active } = status.value.state;
  if (active === null) return ok(false);
  const ended = await clockOutFor(actor, { member, session: active.id, endedAt: null, reason, endReason: 'suspended' }, deps);
  if (ended.ok) return ok(true);
  return ended.error.code === 'MEMBER_OFF_THE_CLOCK' ? ok(false) : ended;
};

export interface Suspending {
  readonly member: UserId;
  readonly reason: string;
  /** The reason as it is told to the member whose session ends; the same unless told. */
  readonly told?: string;
  /** ms; null: until somebody ends it. */
  readonly until: number | null;
}

export interface Suspended {
  readonly suspension: Suspension;
  /** A running session was ended. */
  readonly hasEnded: boolean;
}

/** Keeps a member from clocking in, and ends what runs. FIELD_REQUIRED without a reason, UNTIL_PAST, MANAGE_GUILD_REQUIRED. */
export const suspendMember = async (
  actor: Actor,
  { member, reason, told, until }: Suspending,
  deps: SuspendingMeans,
): Promise<Result<Suspended, DomainError>> => {
  const one: Suspension = { member, reason: reason.trim(), by: actor.user, at: actor.occurredAt, until };
  if (one.reason === '') return err(domainError('FIELD_REQUIRED', { field: 'reason' }));
  if (until !== null && until <= actor.occurredAt) return err(domainError('UNTIL_PAST', { until }));
  const stored = await changeConfig(actor, deps, 'memberSuspended', (config) => {
    const touching = mayTouch(actor, member, config);
    if (!touching.ok) return touching;
    const suspensions = suspended(config.suspensions, one);
    return suspensions.ok ? ok({ ...config, suspensions: suspensions.value }) : suspensions;
  });
  if (!stored.ok) return stored;
  const ended = await endRunning(actor, member, told ?? one.reason, deps);
  return ended.ok ? ok({ suspension: one, hasEnded: ended.value }) : ended;
};

/** Lets a member clock in again. NOT_SUSPENDED, MANAGE_GUILD_REQUIRED. */
export const restoreMember = (
  actor: Actor,
  member: UserId,
  deps: Pick<Means, 'spaces'>,
): Promise<Result<SpaceConfig, DomainError>> =>
  changeConfig(actor, deps, 'memberRestored', (config) => {
    const may = mayTouch(actor, member, config);
    if (!may.ok) return may;
    const suspensions = restored(config.suspensions, member, actor.occurredAt);
    return suspensions.ok ? ok({ ...config, suspensions: suspensions.value }) : suspensions;
  });
