import { accessOf, type Access, type Capability } from '../domain/capabilities.js';
import { domainError, type DomainError } from '../domain/errors.js';
import { roleId, type GuildId, type RoleId, type UserId } from '../domain/ids.js';
import { hasManageGuild, hasManageRoles } from '../domain/permissions.js';
import { err, ok, type Result } from '../domain/result.js';
import type { SpaceConfig } from '../domain/space.js';
import { suspensionError, suspensionOf } from '../domain/suspensions.js';

/** What decides about permissions: a `Context` has it. */
export interface Asking {
  readonly user: UserId;
  readonly guild: { readonly id: GuildId; readonly permissions: bigint } | null;
  readonly memberRoles: ReadonlySet<RoleId>;
}

/*
 * The one place that decides who may do what: pure functions of who asks (and, for permissions that a space gives to roles, of its
 * configuration). Guards, menus and views ask here, so that nothing is shown which is refused afterwards.
 */

/** May the settings of the space be changed? */
export const mayManage = ({ guild }: Asking): boolean => guild !== null && hasManageGuild(guild.permissions);

/**
 * May whoever asks choose the roles that the bot gives? Who was given `manageSettings` and has nothing of Discord's own permissions could else give
 * themselves any role below the bot's. ROLE_NOT_YOURS_TO_GIVE.
 */
export const mayChooseRoles = ({ guild }: Pick<Asking, 'guild'>): Result<void, DomainError> =>
  guild !== null && (hasManageGuild(guild.permissions) || hasManageRoles(guild.permissions))
    ? ok(undefined)
    : err(domainError('ROLE_NOT_YOURS_TO_GIVE'));

/** May whoever asks do this in their space, and why? */
export const accessIn = (
  { user, guild, memberRoles }: Asking,
  capability: Capability,
  { grants }: Pick<SpaceConfig, 'grants'>,
): Access =>
  accessOf(
    {
      user,
      roles: memberRoles,
      everyone: guild === null ? null : roleId(guild.id),
      permissions: guild?.permissions ?? null,
    },
    capability,
    grants,
  );

/** CAPABILITY_MISSING unless whoever asks may do this. */
export const mayDo = (asking: Asking, capability: Capability, config: Pick<SpaceConfig, 'grants'>): Result<void, DomainError> =>
  accessIn(asking, capability, config).allowed ? ok(undefined) : err(domainError('CAPABILITY_MISSING', { capability }));

/**
 * May whoever asks put new time on the clock, at the moment of their interaction? CAPABILITY_MISSING; MEMBER_SUSPENDED and MEMBER_SUSPENDED_UNTIL,
 * also for those who may do everything: they can end their suspension.
 */
export const clockingIn = (
  asking: Asking & { readonly occurredAt: number },
  config: Pick<SpaceConfig, 'grants' | 'suspensions'>,
): Result<void, DomainError> => {
  const may = mayDo(asking, 'clockIn', config);
  if (!may.ok || asking.guild === null) return may;
  const suspension = suspensionOf(config.suspensions, asking.user, asking.occurredAt);
  return suspension === null ? ok(undefined) : err(suspensionError(suspension));
};

/** Has the member any of these roles? */
export const hasAnyRole = ({ memberRoles }: Asking, roles: Iterable<RoleId>): boolean => {
  for (const role of roles) if (memberRoles.has(role)) return true;
  return false;
};
