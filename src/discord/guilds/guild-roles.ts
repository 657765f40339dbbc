import { z } from 'zod';
import type { GuildRoles } from '../../commands/deps.js';
import { atOnce } from '../../domain/at-once.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { roleId, type GuildId, type RoleId, type UserId } from '../../domain/ids.js';
import type { Logger } from '../../domain/ports.js';
import { err, ok, type Result } from '../../domain/result.js';
import { DISCORD_CODE, hasCode, isMemberGone, reasonOf } from '../errors.js';
import type { DiscordRest } from '../rest.js';
import type { GuildReader } from './facts.js';
import { mayGive, mayManageRoles } from './hierarchy.js';

const CreatedRole = z.looseObject({ id: z.string() });
const Member = z.looseObject({ roles: z.array(z.string()) });

/** Members asked for at once. Without the members intent, Discord tells of members one by one. */
const WIDTH = 10;

/** Asking about and making roles; the other half of `GuildRoles` is the reconciler's. */
export const createRoleDesk = (deps: {
  readonly rest: Pick<DiscordRest, 'request'>;
  readonly guilds: GuildReader;
  readonly log: Logger;
}): Pick<GuildRoles, 'check' | 'ensure' | 'holders'> => {
  const { rest, guilds, log } = deps;

  const failed = (guild: GuildId, error: unknown): Result<never, DomainError> => {
    if (hasCode(error, DISCORD_CODE.missingPermissions, DISCORD_CODE.missingAccess))
      return err(domainError('ROLE_PERMISSION_MISSING'));
    log.warn({ guild, reason: reasonOf(error) }, 'the roles of a guild could not be read or made');
    return err(domainError('DISCORD_UNAVAILABLE'));
  };

  const has = async (guild: GuildId, user: UserId, role: RoleId): Promise<boolean> => {
    try {
      return Member.parse(await rest.request('GET', `/guilds/${guild}/members/${user}`)).roles.includes(role);
    } catch (error) {
      if (isMemberGone(error)) return false;
      throw error;
    }
  };

  return {
    async holders(guild, role, among) {
      // The role that every member has bears the id of the guild, and Discord does not name it among a member's roles.
      if (String(role) === String(guild)) return ok(new Set(among));
      try {
        const held = await atOnce(among, WIDTH, async (user) => ((await has(guild, user, role)) ? [user] : []));
        return ok(new Set(held.flat()));
      } catch (error) {
        log.warn({ guild, reason: reasonOf(error) }, 'who has a role could not be read');
        return err(domainError('DISCORD_UNAVAILABLE'));
      }
    },

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
