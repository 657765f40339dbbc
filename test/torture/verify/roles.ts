import { desiredRoles } from '../../../src/domain/roles.js';
import type { MemberState } from '../../../src/domain/session.js';
import type { SpaceConfig } from '../../../src/domain/space.js';
import type { Guilds } from '../discord/guilds.js';

/** Members whose roles in Discord are not what their state asks for. */
export const checkRoles = (
  guilds: Guilds,
  guild: string,
  config: SpaceConfig,
  states: ReadonlyMap<string, MemberState>,
): string[] =>
  [...states].flatMap(([user, state]) => {
    const [desired, actual] = [[...desiredRoles(config, state)].sort(), [...guilds.rolesOf(guild, user)].sort()];
    return desired.join() === actual.join()
      ? []
      : [`${user}: has the roles [${actual.join()}] where [${desired.join()}] are due`];
  });
