import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { GuildNames } from '../../commands/deps.js';
import type { GuildId, UserId } from '../../domain/ids.js';
import type { Clock, Logger } from '../../domain/ports.js';
import { isMemberGone, reasonOf } from '../errors.js';
import type { DiscordRest } from '../rest.js';

const Guild = z.looseObject({ name: z.string() });
const Member = z.looseObject({
  nick: z.string().nullish(),
  user: z.looseObject({ global_name: z.string().nullish(), username: z.string() }),
});

/** Members asked for at once. Without the members intent, Discord tells of members one by one. */
const WIDTH = 5;
/** Names that are remembered, also that somebody has none, and for how long, ms. Where events tell of members, a change is known at once. */
const REMEMBERED = 50_000;
const REMEMBERED_MS = 3_600_000;

/** As `GuildNames`, and told when a member is called otherwise. */
export interface RememberedNames extends GuildNames {
  memberChanged(guild: string, user: string): void;
}

/** What guilds and their members are called, as Discord says. */
export const createGuildNames = ({
  rest,
  clock,
  log,
}: {
  readonly rest: Pick<DiscordRest, 'request'>;
  readonly clock: Pick<Clock, 'after' | 'monotonic'>;
  readonly log: Logger;
}): RememberedNames => {
  /** Null: Discord knows no such member. */
  const known = new LRUCache<string, { readonly name: string | null; readonly until: number }>({ max: REMEMBERED });
  const asking = new Map<string, Promise<string | null>>();
  const waiting: (() => void)[] = [];
  let running = 0;
  const keyOf = (guild: string, user: string): string => `${guild} ${user}`;

  /** In their turn: a few questions at a time, whoever asks. */
  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= WIDTH) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };

  const read = async (guild: GuildId, user: UserId): Promise<string | null> => {
    const remember = (name: string | null): string | null => {
      known.set(keyOf(guild, user), { name, until: clock.monotonic() + REMEMBERED_MS });
      return name;
    };
    try {
      const { nick, user: account } = Member.parse(await rest.request('GET', `/guilds/${guild}/members/${user}`));
      return remember(nick ?? account.global_name ?? account.username);
    } catch (error) {
      if (isMemberGone(error)) return remember(null);
      log.info({ guild, user, reason: reasonOf(error) }, 'the name of a member could not be read');
      return null;
    }
  };

  const ask = (guild: GuildId, user: UserId): Promise<string | null> => {
    const key = keyOf(guild, user);
    const underWay = asking.get(key);
    if (underWay !== undefined) return underWay;
    const asked = inTurn(() => read(guild, user)).finally(() => asking.delete(key));
    asking.set(key, asked);
    return asked;
  };

  return {
    async guild(guild) {
      try {
        return Guild.parse(await rest.request('GET', `/guilds/${guild}`)).name;
      } catch (error) {
        log.info({ guild, reason: reasonOf(error) }, 'the name of a guild could not be read');
        return null;
      }
    },
    async members(guild, users, withinMs) {
      const names = new Map<UserId, string>();
      const now = clock.monotonic();
      const asked = users.flatMap((user) => {
        const held = known.get(keyOf(guild, user));
        if (held === undefined || held.until <= now)
          return [ask(guild, user).then((name) => (name === null ? undefined : void names.set(user, name)))];
        if (held.name !== null) names.set(user, held.name);
        return [];
      });
      if (asked.length === 0) return names;
      const all = Promise.all(asked);
      if (withinMs === undefined) await all;
      else await within(clock, all, withinMs);
      // What is answered later is for whoever asks then.
      return new Map(names);
    },
    memberChanged: (guild, user) => void known.delete(keyOf(guild, user)),
  };
};

/** Resolves with the work, or after so many ms. */
const within = (clock: Pick<Clock, 'after'>, work: Promise<unknown>, ms: number): Promise<void> =>
  new Promise((resolve) => {
    const stop = clock.after(ms, resolve);
    void work.then(() => {
      stop();
      resolve();
    });
  });
