import type { GuildRoles } from '../../commands/deps.js';
import type { DomainError } from '../../domain/errors.js';
import { guildOf, type RoleId, type SpaceId, type UserId } from '../../domain/ids.js';
import type { Clock } from '../../domain/ports.js';
import { configuredRoles, desiredRoles } from '../../domain/roles.js';
import type { MemberState } from '../../domain/session.js';
import type { SpaceConfig } from '../../domain/space.js';
import type { GivenRoles } from '../../engine/given-roles.js';
import type { Spaces } from '../../engine/spaces.js';
import type { CachedStore } from '../../engine/store.js';
import type { MessageKey, Translator } from '../../i18n/translator.js';
import { DONE, type DesiredState } from '../desired/definition.js';
import { isMemberGone, isNotInGuild } from '../errors.js';
import type { DiscordRest } from '../rest.js';
import { askedForLately, freshestState } from './asked-for.js';
import { createRoleConcern } from './concern.js';
import { GivenToMember } from './given.js';
import { settleRoles } from './settle.js';

/** What a member's roles follow. */
interface Wish {
  readonly config: SpaceConfig;
  readonly state: MemberState;
}

/** What an admin can do about it, by the error's code. */
const WARNINGS: Partial<Record<DomainError['code'], MessageKey>> = {
  ROLE_NOT_FOUND: 'discord.roleWarning.notFound',
  ROLE_ABOVE_BOT: 'discord.roleWarning.aboveBot',
  ROLE_MANAGED: 'discord.roleWarning.managed',
  ROLE_PERMISSION_MISSING: 'discord.roleWarning.permissionMissing',
};

/** Roles of members as desired state: kept for each member of a guild, by what the session and the settings ask for. */
export const rolesOfMembers = (deps: {
  readonly rest: Pick<DiscordRest, 'request'>;
  readonly store: Pick<CachedStore, 'reload' | 'onTheClock' | 'history'>;
  readonly spaces: Pick<Spaces, 'get' | 'loaded'>;
  readonly given: Pick<GivenRoles, 'all' | 'get' | 'set'>;
  readonly check: GuildRoles['check'];
  readonly translate: (locale: string) => Translator;
  /** Discord says that the person is not in the guild. */
  readonly memberGone: (space: SpaceId, user: UserId) => void;
  /** The person was in the guild at this moment, with these roles. */
  readonly memberSeen: (space: SpaceId, user: UserId, roles: ReadonlySet<RoleId>) => void;
  readonly clock: Clock;
}): DesiredState<UserId, Wish, GivenToMember, MemberState> => {
  const { rest, store, spaces, given, check, translate, memberGone, memberSeen, clock } = deps;
  return {
    name: 'roles',
    concern: createRoleConcern({ spaces, given, clock }),

    async desired({ space, id: user }, announced) {
      if (guildOf(space) === null) return null;
      const [config, state] = await Promise.all([spaces.get(space), freshestState(store, space, user, announced)]);
      return { version: state.version, want: { config, state } };
    },

    remembered: async ({ space, id: user }) => new GivenToMember(given, space, user, await given.get(space, user)),

    async agree(attempt, { config, state }, ours) {
      const { space, id: user } = attempt;
      const guild = guildOf(space);
      if (guild === null) return DONE;
      if (config.settings.removedAt !== null) {
        await ours.save([]);
        return { kind: 'done', as: 'outside' };
      }
      try {
        const target = { guild, user, reason: translate(config.settings.locale)('discord.roleReason') };
        const configured = configuredRoles(config);
        // Nearly always there is none, and nothing has to be asked.
        const maybe = async (unclear: readonly RoleId[]): Promise<ReadonlySet<RoleId>> =>
          unclear.some((role) => configured.has(role))
            ? askedForLately(config, { store, space, user, state, now: clock.now() })
            : new Set();
        const seen = await settleRoles({ rest, check }, attempt, target, desiredRoles(config, state), ours, maybe);
        if (seen !== null) memberSeen(space, user, seen);
        return DONE;
      } catch (error) {
        if (isNotInGuild(error)) return { kind: 'done', as: 'outside' };
        if (!isMemberGone(error)) throw error;
        await ours.save([]);
        memberGone(space, user);
        return { kind: 'done', as: 'gone' };
      }
    },

    /** Who is on the clock, and who has a role from us. Where there are no roles that still finds out who has left the guild. */
    async list(space) {
      if (guildOf(space) === null) return null;
      const config = await spaces.get(space);
      if (config.settings.removedAt !== null) return null;
      const [onTheClock, all] = await Promise.all([store.onTheClock(space), given.all(space)]);
      return {
        ids: [...onTheClock.map(({ user }) => user), ...all.keys()],
        subjects: new Set([...configuredRoles(config), ...[...all.values()].flat()]),
      };
    },

    warning({ code }, role, t) {
      const key = WARNINGS[code];
      return key === undefined ? null : t(key, { role: `<@&${role}>` });
    },
  };
};
