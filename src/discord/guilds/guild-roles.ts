import { z } from 'zod';
import type { GuildRoles } from '../../commands/deps.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { roleId, type GuildId, type RoleId } from '../../domain/ids.js';
import type { Logger } from '../../domain/ports.js';
import { err, ok, type Result } from '../../domain/result.js';
import { DISCORD_CODE, hasCode, reasonOf } from '../errors.js';
import type { DiscordRest } from '../rest.js';
import type { GuildReader } from './facts.js';
import { mayGive, mayManageRoles } from './hierarchy.js';

const CreatedRole = z.looseObject({ id: z.string() });

/** Asking about and making roles; the other half of `GuildRoles` is the reconciler's. */
export const createRoleDesk = (deps: {
  readonly rest: Pick<DiscordRest, 'request'>;
  readonly guilds: GuildReader;
  readonly log: Logger;
}): Pick<GuildRoles, 'check' | 'ensure'> => {
  const { rest, guilds, log } = deps;

  const failed = (guild: GuildId, error: unknown): Result<never, DomainError> => {
    if (hasCode(error, DISCORD_CODE.missingPermissions, DISCORD_CODE.missingAccess))
      return err(domainError('ROLE_PERMISSION_MISSING'));
    log.warn({ guild, reason: reasonOf(error) }, 'the roles of a guild could not be read or made');
    return err(domainError('DISCORD_UNAVAILABLE'));
  };

  return {
    async check(guild, role) {
      try {
        return mayGive(await guilds.facts(guild), role);
      } catch (error) {
        return failed(guild, error);
      }
    },

    async ensure(guild, { name, colour, reason }): Promise<Result<RoleId, DomainError>> {
      try {
        guilds.forget(guild);
        const facts = await guilds.facts(guild);
        const usable = facts.roles.find((role) => role.name === name && mayGive(facts, role.id).ok);
        if (usable !== undefined) return ok(roleId(usable.id));
        if (!mayManageRoles(facts)) return err(domainError('ROLE_PERMISSION_MISSING'));
        // Discord puts a new role at the bottom, so below the bot's own.
        const body = { name, color: colour, permissions: '0', hoist: false, mentionable: false };
        const created = CreatedRole.parse(await rest.request('POST', `/guilds/${guild}/roles`, { body, reason }));
        guilds.forget(guild);
        return ok(roleId(created.id));
      } catch (error) {
        return failed(guild, error);
      }
    },
  };
};
