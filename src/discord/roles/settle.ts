import { z } from 'zod';
import type { GuildRoles } from '../../commands/deps.js';
import { domainError } from '../../domain/errors.js';
import { roleId, type GuildId, type RoleId, type UserId } from '../../domain/ids.js';
import type { Attempt } from '../desired/definition.js';
import { DISCORD_CODE, DiscordError, hasCode, isMemberGone, isNotInGuild } from '../errors.js';
import type { DiscordRest } from '../rest.js';
import type { GivenToMember } from './given.js';

export interface SettleDeps {
  readonly rest: Pick<DiscordRest, 'request'>;
  readonly check: GuildRoles['check'];
}

export interface Target {
  readonly guild: GuildId;
  readonly user: UserId;
  /** For the guild's audit log. */
  readonly reason: string;
}

const MemberRoles = z.looseObject({ roles: z.array(z.string()) });

/**
 * Gives the member the roles that are asked for, and takes those that we gave and nobody asks for. Only roles that we gave are ever taken.
 * A role is remembered before it is given: after a crash between the two, the sweep knows of it and can take it away.
 * @returns the roles that Discord says the member has, when it was asked for them; else null
 * @param maybe asked when Discord is looked at: which of the roles that the member has, and of which nothing says so any more, may be ours
 */
export const settleRoles = async (
  deps: SettleDeps,
  attempt: Attempt<UserId>,
  target: Target,
  desired: ReadonlySet<RoleId>,
  given: GivenToMember,
  maybe: (unclear: readonly RoleId[]) => Promise<ReadonlySet<RoleId>>,
): Promise<ReadonlySet<RoleId> | null> => {
  const actual = attempt.verify ? await memberRoles(deps, attempt, target) : new Set(given.roles);
  if (attempt.verify) {
    const unclear = [...actual].filter((role) => !given.roles.includes(role) && !desired.has(role));
    const ours = await maybe(unclear);
    given.include(unclear.filter((role) => ours.has(role)));
  }
  const add = [...desired].filter((role) => !actual.has(role) && !attempt.blocked(role));
  const remove = given.roles.filter((role) => !desired.has(role) && actual.has(role) && !attempt.blocked(role));
  // What is asked for and is there counts as given, also when a person gave it: it goes when the session ends.
  const kept = [...new Set([...given.roles, ...desired])].filter((role) => actual.has(role));
  await given.save([...kept, ...add]);

  for (const role of remove) if (await tryRole(deps, attempt, target, role, 'DELETE')) given.drop(role);
  for (const role of add) if (!(await tryRole(deps, attempt, target, role, 'PUT'))) given.drop(role);
  await given.flush();
  return attempt.verify ? actual : null;
};

/** Returns whether it is as wished now; a refusal that a person must mend becomes a problem of the role. */
const tryRole = async (
  { rest, check }: SettleDeps,
  attempt: Attempt<UserId>,
  { guild, user, reason }: Target,
  role: RoleId,
  method: 'PUT' | 'DELETE',
): Promise<boolean> => {
  await attempt.request();
  try {
    await rest.request(method, `/guilds/${guild}/members/${user}/roles/${role}`, { reason });
  } catch (error) {
    if (!(error instanceof DiscordError) || error.retryable || isMemberGone(error) || isNotInGuild(error)) throw error;
    const deleted = hasCode(error, DISCORD_CODE.unknownRole);
    if (!(deleted && method === 'DELETE')) {
      const checked = deleted ? undefined : await check(guild, role);
      const why =
        checked?.ok === false && checked.error.code !== 'DISCORD_UNAVAILABLE'
          ? checked.error
          : domainError(deleted ? 'ROLE_NOT_FOUND' : 'ROLE_PERMISSION_MISSING', { role });
      attempt.failed(role, why);
      return false;
    }
  }
  attempt.worked(role);
  return true;
};

const memberRoles = async (
  { rest }: SettleDeps,
  attempt: Attempt<UserId>,
  { guild, user }: Target,
): Promise<ReadonlySet<RoleId>> => {
  await attempt.look();
  const member = MemberRoles.parse(await rest.request('GET', `/guilds/${guild}/members/${user}`));
  return new Set(member.roles.map(roleId));
};
