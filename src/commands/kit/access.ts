import { accessOf, type Access, type Capability } from '../../domain/capabilities.js';
import type { RoleId, UserId } from '../../domain/ids.js';
import { hasManageGuild } from '../../domain/permissions.js';
import type { SpaceConfig } from '../../domain/space.js';

/** What decides about permissions: a `Context` has it. */
export interface Asking {
  readonly user: UserId;
  readonly guild: { readonly permissions: bigint } | null;
  readonly memberRoles: ReadonlySet<RoleId>;
}

/*
 * The one place that decides who may do what: pure functions of who asks (and, for permissions that a space gives to roles, of its
 * configuration). Guards, menus and views ask here, so that nothing is shown which is refused afterwards.
 */

/** May the settings of the space be changed? */
export const mayManage = ({ guild }: Asking): boolean => guild !== null && hasManageGuild(guild.permissions);

/** May whoever asks do this in their space, and why? */
export const accessIn = (
  { user, guild, memberRoles }: Asking,
  capability: Capability,
  { grants }: Pick<SpaceConfig, 'grants'>,
): Access => accessOf({ user, roles: memberRoles, permissions: guild?.permissions ?? null }, capability, grants);

/** Has the member any of these roles? */
export const hasAnyRole = ({ memberRoles }: Asking, roles: Iterable<RoleId>): boolean => {
  for (const role of roles) if (memberRoles.has(role)) return true;
  return false;
};
