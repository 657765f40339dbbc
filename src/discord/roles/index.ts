import type { GuildRoles } from '../../commands/deps.js';
import { guildSpace, roleId, type RoleId, type SpaceId, type UserId } from '../../domain/ids.js';
import type { MemberState } from '../../domain/session.js';
import type { GivenRoles } from '../../engine/given-roles.js';
import type { Spaces } from '../../engine/spaces.js';
import type { CachedStore } from '../../engine/store.js';
import { createDesired, type Desired, type DesiredDeps } from '../desired/index.js';
import type { GuildReader } from '../guilds/facts.js';
import { createRoleDesk } from '../guilds/guild-roles.js';
import { rolesOfMembers } from './definition.js';

export interface RolesDeps extends DesiredDeps {
  readonly guilds: GuildReader;
  readonly store: Pick<CachedStore, 'reload' | 'onTheClock' | 'history'>;
  readonly spaces: Pick<Spaces, 'get' | 'loaded'>;
  readonly given: GivenRoles;
  readonly memberGone: (space: SpaceId, user: UserId) => void;
  readonly memberSeen: (space: SpaceId, user: UserId, roles: ReadonlySet<RoleId>) => void;
}

export interface Roles {
  /** For the commands. */
  readonly desk: GuildRoles;
  /** Members' roles, kept as their states ask for. */
  readonly kept: Desired<UserId, MemberState>;
}

/** Everything about roles, put together. */
export const createRoles = (deps: RolesDeps): Roles => {
  const { rest, guilds, store, spaces, given, translate, memberGone, memberSeen, onProblem, turns } = deps;
  const { pace, clock, random, log, metrics } = deps;
  const desk = createRoleDesk({ rest, guilds, log });
  const definition = rolesOfMembers({
    rest,
    store,
    spaces,
    given,
    check: (guild, role) => {
      guilds.forget(guild);
      return desk.check(guild, role);
    },
    translate,
    memberGone,
    memberSeen,
    clock,
  });
  const kept = createDesired(definition, {
    rest,
    guilds,
    spaces,
    translate,
    onProblem,
    turns,
    pace,
    clock,
    random,
    log,
    metrics,
  });
  given.onLost((space, user) => kept.verify(space, user));

  return {
    desk: {
      check: (guild, role) => desk.check(guild, role),
      ensure: (guild, role) => desk.ensure(guild, role),
      holders: (guild, role, among) => desk.holders(guild, role, among),
      problems: (guild) =>
        kept.problems(guildSpace(guild)).map(({ subject, error, since }) => ({ role: roleId(subject), error, since })),
      resync: (space) => kept.resync(space),
    },
    kept,
  };
};
