import { domainError, type DomainError } from '../../domain/errors.js';
import { hasManageRoles } from '../../domain/permissions.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { GuildFacts, RoleFacts } from './facts.js';

/** Discord's order of roles: by position; of two at the same, the older (lower id) is above. */
const isAbove = (a: RoleFacts, b: RoleFacts): boolean =>
  a.position > b.position || (a.position === b.position && BigInt(a.id) < BigInt(b.id));

/** The roles that the bot has, with the one of everybody. */
export const ownRoles = (guild: GuildFacts): readonly RoleFacts[] =>
  guild.roles.filter((role) => role.id === guild.id || guild.own.includes(role.id));

export const mayManageRoles = (guild: GuildFacts): boolean =>
  hasManageRoles(ownRoles(guild).reduce((bits, role) => bits | BigInt(role.permissions), 0n));

/** May the bot give and take this role? The reasons in the order in which a person would mend them. */
export const mayGive = (guild: GuildFacts, roleId: string): Result<void, DomainError> => {
  const role = guild.roles.find(({ id }) => id === roleId);
  if (role === undefined) return err(domainError('ROLE_NOT_FOUND', { role: roleId }));
  // Discord gives this role the id of its guild.
  if (role.id === guild.id) return err(domainError('ROLE_EVERYONE', { role: roleId }));
  if (role.managed) return err(domainError('ROLE_MANAGED', { role: roleId }));
  if (!mayManageRoles(guild)) return err(domainError('ROLE_PERMISSION_MISSING', { role: roleId }));
  if (!ownRoles(guild).some((own) => isAbove(own, role))) return err(domainError('ROLE_ABOVE_BOT', { role: roleId }));
  return ok(undefined);
};
