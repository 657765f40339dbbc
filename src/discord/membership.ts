import { guildId, guildOf, guildSpace, userId, type GuildId, type SpaceId, type UserId } from '../domain/ids.js';
import type { Clock, Logger } from '../domain/ports.js';
import type { Spaces } from '../engine/spaces.js';
import type { Store } from '../engine/store.js';
import { isNotInGuild, reasonOf } from './errors.js';
import type { DiscordRest } from './rest.js';
import type { SignsOfLife } from './signs-of-life.js';

/** What the engine does when people or the bot come and go; all of it may be called again for what is known already. */
export interface MembershipPort {
  /** The member has left: end the session, if there is one, at `at` (ms; never before the member used the clock last) with reason `member_left`. */
  memberLeft(space: SpaceId, user: UserId, at: number): Promise<void>;
  /** The member is in the guild (again). */
  memberJoined(space: SpaceId, user: UserId): Promise<void>;
  /** End all sessions at `at` (ms) with reason `bot_removed` and start the retention time. */
  guildRemoved(space: SpaceId, at: number): Promise<void>;
  /** The bot is (again) in the guild: history is no longer to be erased. */
  guildJoined(space: SpaceId): Promise<void>;
}

export interface Membership {
  /** Something came from this guild, so the bot is in it; without a gateway that may be news. */
  heardFrom(space: SpaceId): void;
  /** Discord told us at the moment it happened. */
  left(guild: string, user: string): void;
  /** Discord told us that the person joined. */
  memberJoined(guild: string, user: string): void;
  /** We found out that the person is gone: since when nobody knows, so the session ends at the last proof of presence. */
  foundGone(space: SpaceId, user: UserId): Promise<void>;
  joined(guild: string): void;
  /** An event says that the bot was removed; Discord is asked whether that is so. */
  removed(guild: string): void;
  /**
   * Compares the spaces that we know with the guilds that the bot is in (`present`, or unknown: every guild is asked for), and tells
   * the engine of what happened while nobody looked. `mine`: the guilds that are ours to look after.
   */
  compare(present: ReadonlySet<string> | null, mine: (guild: GuildId) => boolean): Promise<readonly SpaceId[]>;
}

/** Sweeps look after everybody on the clock every ten minutes; of a large server that may take longer. ms */
const SEEN_LATELY_MS = 30 * 60_000;

export const createMembership = (deps: {
  readonly port: MembershipPort;
  readonly store: Pick<Store, 'spaces'>;
  readonly spaces: Pick<Spaces, 'get'>;
  readonly rest: Pick<DiscordRest, 'request'>;
  readonly signs: Pick<SignsOfLife, 'last' | 'forget'>;
  /** When members last did something with the bot. */
  readonly presence: Pick<SignsOfLife, 'last'>;
  readonly clock: Clock;
  readonly log: Logger;
}): Membership => {
  const { port, store, spaces, rest, signs, presence, clock, log } = deps;
  /** Guilds that the bot was removed from, as an event said, and when (ms); until Discord was asked. */
  const saidToBeLeft = new Map<string, number>();

  const told = (what: string, space: SpaceId, telling: Promise<void>): Promise<void> =>
    telling.catch((error: unknown) =>
      log.error({ space, what, reason: reasonOf(error) }, 'a change of membership was not recorded'),
    );

  const isInGuild = async (guild: GuildId): Promise<boolean> => {
    try {
      await rest.request('GET', `/guilds/${guild}`);
      return true;
    } catch (error) {
      if (isNotInGuild(error)) return false;
      throw error;
    }
  };

  const compareOne = async (space: SpaceId, guild: GuildId, present: ReadonlySet<string> | null): Promise<boolean> => {
    const { removedAt } = (await spaces.get(space)).settings;
    if (removedAt !== null && present !== null && !present.has(guild)) return false;
    // The list may be incomplete; only Discord's clear word about this guild stops its timers.
    const inGuild = present?.has(guild) === true || (await isInGuild(guild));
    if (inGuild && removedAt !== null) await port.guildJoined(space);
    if (!inGuild && removedAt === null) await port.guildRemoved(space, saidToBeLeft.get(guild) ?? clock.now());
    saidToBeLeft.delete(guild);
    return inGuild;
  };

  /**
   * When somebody left of whom an event says so. Discord does not say when it happened, and may hold events back: where the member was not known to be there
   * lately, that is no more than that they are gone.
   */
  const leftAt = async (space: SpaceId, user: UserId, now: number): Promise<number> => {
    try {
      if ((await signs.last(space, user)) >= now - SEEN_LATELY_MS) return now;
      return await presence.last(space, user);
    } catch (error) {
      log.info({ space, reason: reasonOf(error) }, 'when a member was last seen is not known now: they left at this moment');
      return now;
    }
  };

  const removed = async (guild: GuildId, at: number): Promise<void> => {
    const space = guildSpace(guild);
    try {
      const inGuild = await isInGuild(guild);
      // The bot may have been invited again while we asked.
      if (saidToBeLeft.get(guild) !== at) return;
      if (!inGuild) await port.guildRemoved(space, at);
      else log.warn({ space }, 'an event says that the bot was removed from a guild, and Discord says that it is there');
      saidToBeLeft.delete(guild);
    } catch (error) {
      log.info({ space, reason: reasonOf(error) }, 'the next sweep finds out whether the bot was removed from a guild');
    }
  };

  return {
    heardFrom(space) {
      const welcome = async (): Promise<void> => {
        if ((await spaces.get(space)).settings.removedAt !== null) await port.guildJoined(space);
      };
      void told('guild heard from', space, welcome());
    },
    left(guild, user) {
      const space = guildSpace(guild);
      const now = clock.now();
      const finish = async (): Promise<void> => port.memberLeft(space, userId(user), await leftAt(space, userId(user), now));
      void told('member left', space, finish());
    },
    async foundGone(space, user) {
      const finish = async (): Promise<void> => {
        await port.memberLeft(space, user, await presence.last(space, user));
        signs.forget(space, user);
      };
      await told('member gone', space, finish());
    },
    memberJoined(guild, user) {
      const space = guildSpace(guild);
      void told('member joined', space, port.memberJoined(space, userId(user)));
    },
    joined(guild) {
      const space = guildSpace(guild);
      saidToBeLeft.delete(guild);
      void told('guild joined', space, port.guildJoined(space));
    },
    removed(guild) {
      const at = clock.now();
      saidToBeLeft.set(guild, at);
      void removed(guildId(guild), at);
    },
    async compare(present, mine) {
      const here: SpaceId[] = [];
      for (const space of await store.spaces()) {
        const guild = guildOf(space);
        if (guild === null || !mine(guild)) continue;
        try {
          if (await compareOne(space, guild, present)) here.push(space);
        } catch (error) {
          log.warn({ space, reason: reasonOf(error) }, 'could not find out whether the bot is still in a guild');
          here.push(space);
        }
      }
      return here;
    },
  };
};
