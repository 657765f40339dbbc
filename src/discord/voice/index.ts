import { z } from 'zod';
import {
  channelId,
  guildOf,
  guildSpace,
  personalSpace,
  roleId,
  userId,
  type ChannelId,
  type RoleId,
  type SpaceId,
  type UserId,
} from '../../domain/ids.js';
import type { Cancel, Clock } from '../../domain/ports.js';
import { clockedAt } from '../../domain/still-working.js';
import { isByVoice, type VoiceChannel } from '../../domain/voice.js';
import { preferences } from '../../engine/documents/kinds/preferences.js';
import { voiceChannels } from '../../engine/documents/kinds/voice-channels.js';
import type { CachedStore } from '../../engine/store.js';
import { reasonOf } from '../errors.js';
import type { DiscordRest } from '../rest.js';
import type { SignsOfLife } from '../signs-of-life.js';
import { moveByVoice, type MoveDeps } from './move.js';

/** Where a member is, as Discord says it. Ids are snowflakes. */
export interface VoiceState {
  readonly user: string;
  readonly channel: string | null;
  /** Null: not told. */
  readonly roles: readonly string[] | null;
}

/** What the gateway tells of voice channels. Nothing rejects. */
export interface Voice {
  /** A member joined, moved or left; also when they were only muted, say. */
  moved(guild: string, state: VoiceState): void;
  /** Who is there now, as Discord says at a connection, and which channel is for those who are away. */
  found(guild: string, states: readonly VoiceState[], afk: string | null): void;
  /** Which channel is for those who are away. */
  afkChannel(guild: string, afk: string | null): void;
  gone(guild: string): void;
  start(): void;
  stop(): Promise<void>;
}

export interface VoiceDeps extends MoveDeps {
  readonly rest: Pick<DiscordRest, 'request'>;
  readonly store: Pick<CachedStore, 'load' | 'onTheClock'>;
  readonly presence: Pick<SignsOfLife, 'last' | 'seen'>;
  readonly clock: Clock;
}

/** Whoever is in a channel that counts is known to be there: their proof of presence is at most so old, ms. What failed is tried again as often. */
const EVERY_MS = 60_000;

/** Where a member was told to be. */
interface Told {
  /** Null: they have left. */
  readonly channel: ChannelId | null;
  /** ms */
  readonly at: number;
  readonly leftAt: number;
  readonly isSeen: boolean;
  /** Null: not told. */
  readonly roles: readonly string[] | null;
}

interface Here extends Told {
  /** Is the clock where it should be? */
  isDone: boolean;
}

const MemberRoles = z.looseObject({ roles: z.array(z.string()) });
const keyOf = (space: SpaceId, user: UserId): string => `${space}:${user}`;

/** Voice channels that clock in and out those who agreed. Of everybody else nothing is remembered. */
export const createVoice = (deps: VoiceDeps): Voice => {
  const { documents, store, presence, rest, clock, log } = deps;
  /** Members in a voice channel of a server that has set some up. */
  const here = new Map<SpaceId, Map<UserId, Here>>();
  /** Servers whose sessions have not been held against who is there, and who is. */
  const unlooked = new Map<SpaceId, ReadonlySet<UserId>>();
  const afkOf = new Map<SpaceId, ChannelId | null>();
  /** One thing after the other for each member; the servers that are looked at have a queue of their own. */
  const queues = new Map<string, Promise<void>>();
  let cancel: Cancel = () => undefined;
  let isStopped = false;

  const inOrder = (key: string, task: () => Promise<void>): Promise<void> => {
    const run = async (): Promise<void> => {
      try {
        if (!isStopped) await task();
      } catch (error) {
        log.info({ key, reason: reasonOf(error) }, 'what a voice channel does is tried again');
      }
    };
    const next = (queues.get(key) ?? Promise.resolve()).then(run);
    queues.set(key, next);
    void next.then(() => queues.get(key) === next && queues.delete(key));
    return next;
  };

  const agreed = async (user: UserId): Promise<boolean> =>
    (await documents.of(preferences).get({ space: personalSpace(user), user })).voice;

  const rolesOf = async (space: SpaceId, user: UserId, told: readonly string[] | null): Promise<ReadonlySet<RoleId>> => {
    const roles = told ?? MemberRoles.parse(await rest.request('GET', `/guilds/${guildOf(space) ?? ''}/members/${user}`)).roles;
    return new Set(roles.map(roleId));
  };

  const forget = (space: SpaceId, user: UserId): void => {
    const members = here.get(space);
    members?.delete(user);
    if (members?.size === 0) here.delete(space);
  };

  const remember = (space: SpaceId, user: UserId, told: Told): Here => {
    const members = here.get(space) ?? new Map<UserId, Here>();
    const now: Here = { ...told, isDone: false };
    here.set(space, members.set(user, now));
    return now;
  };

  /** Has it anything to do with us? Of a server without such channels only those who are on the clock by one. */
  const concerns = async (space: SpaceId, user: UserId, channels: readonly VoiceChannel[]): Promise<boolean> => {
    if (!(await agreed(user))) return false;
    if (channels.length > 0) return true;
    const { active } = await store.load(space, user);
    return active !== null && isByVoice(active);
  };

  /** A member is in a channel now, or in none. */
  const be = async (space: SpaceId, user: UserId, told: Told): Promise<void> => {
    const before = here.get(space)?.get(user);
    // Muted, say; or told twice.
    if (before?.channel === told.channel && before.isDone) return;
    const { channels } = await documents.of(voiceChannels).get(space);
    if (!(await concerns(space, user, channels))) {
      forget(space, user);
      return;
    }
    const now = remember(space, user, told);
    if (channels.some(({ channel }) => channel === told.channel || channel === before?.channel))
      presence.seen(space, user, told.at);
    const roles = (): Promise<ReadonlySet<RoleId>> => rolesOf(space, user, told.roles);
    await moveByVoice({ ...told, space, user, afk: afkOf.get(space) ?? null, roles }, deps);
    now.isDone = true;
    if (told.channel === null) forget(space, user);
  };

  /** Sessions that a voice channel began, of members who are in none: when they left, nobody saw. */
  const missed = async (space: SpaceId, there: ReadonlySet<UserId>, at: number): Promise<void> => {
    for (const { user, session } of await store.onTheClock(space)) {
      if (!isByVoice(session) || there.has(user)) continue;
      await inOrder(keyOf(space, user), async () => {
        if (here.get(space)?.has(user) === true) return;
        const leftAt = Math.max(clockedAt(session), await presence.last(space, user));
        await be(space, user, { channel: null, at, leftAt, isSeen: false, roles: null });
      });
    }
  };

  /** One server after the other: at a start there are many. */
  const lookAt = (space: SpaceId): void => {
    void inOrder('servers', async () => {
      const there = unlooked.get(space);
      if (there === undefined) return;
      await missed(space, there, clock.now());
      if (unlooked.get(space) === there) unlooked.delete(space);
    });
  };

  const tick = async (): Promise<void> => {
    const at = clock.now();
    for (const space of unlooked.keys()) lookAt(space);
    for (const [space, members] of here) {
      const { channels } = await documents.of(voiceChannels).get(space);
      for (const [user, told] of members) {
        if (!told.isDone) void inOrder(keyOf(space, user), () => be(space, user, told));
        else if (channels.some(({ channel }) => channel === told.channel)) presence.seen(space, user, at);
      }
    }
  };

  const channelOrNull = (id: string | null): ChannelId | null => (id === null ? null : channelId(id));

  return {
    moved(guild, { user: id, channel, roles }) {
      const [space, user, at] = [guildSpace(guild), userId(id), clock.now()];
      void inOrder(keyOf(space, user), () =>
        be(space, user, { channel: channelOrNull(channel), at, leftAt: at, isSeen: true, roles }),
      );
    },
    found(guild, states, afk) {
      const [space, at] = [guildSpace(guild), clock.now()];
      afkOf.set(space, channelOrNull(afk));
      const there = new Set(states.flatMap(({ user, channel }) => (channel === null ? [] : [userId(user)])));
      for (const { user, channel, roles } of states)
        void inOrder(keyOf(space, userId(user)), () =>
          be(space, userId(user), { channel: channelOrNull(channel), at, leftAt: at, isSeen: false, roles }),
        );
      for (const [user, { isDone }] of here.get(space) ?? []) if (isDone && !there.has(user)) forget(space, user);
      unlooked.set(space, there);
      lookAt(space);
    },
    afkChannel: (guild, afk) => void afkOf.set(guildSpace(guild), channelOrNull(afk)),
    gone(guild) {
      here.delete(guildSpace(guild));
      afkOf.delete(guildSpace(guild));
      unlooked.delete(guildSpace(guild));
    },
    start() {
      cancel = clock.every(EVERY_MS, () => void inOrder('every minute', tick));
    },
    async stop() {
      cancel();
      isStopped = true;
      await Promise.all(queues.values());
    },
  };
};
