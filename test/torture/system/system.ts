import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { defaultConfig } from '../../../src/domain/defaults.js';
import type { Dashboard } from '../../../src/domain/dashboards.js';
import { channelId, guildSpace, requestId, roleId, userId } from '../../../src/domain/ids.js';
import { ok } from '../../../src/domain/result.js';
import type { SpaceSettings } from '../../../src/domain/space.js';
import { dashboards } from '../../../src/engine/documents/kinds/dashboards.js';
import { LOG_CONSUMER } from '../../../src/discord/activity-log/index.js';
import { keys } from '../../../src/engine/redis/keys.js';
import { eventually } from '../../support/bot-process.js';
import { testChain } from '../../support/chain.js';
import { rawRedis } from '../../support/raw-redis.js';
import { Book } from '../book.js';
import { channelsOf } from '../discord/channels.js';
import { BOT, rolesOf } from '../discord/guilds.js';
import { TortureDiscord } from '../discord/index.js';
import { snowflake } from '../interactions.js';
import type { WorldTime } from '../time.js';
import type { BotSlot } from './bot-slot.js';

/** What one system looks like. */
export interface Shape {
  readonly transport: 'http' | 'gateway';
  /** Bot processes; more than one only over HTTP, where any of them may get a member's click. */
  readonly bots: number;
  readonly guilds: number;
  readonly membersPerGuild: number;
  readonly zone: string;
}

export interface Person {
  readonly guild: string;
  readonly user: string;
}

/** What the bots keep their data in: one server, or a cluster. */
export interface Ground {
  readonly url: string;
  stop(): Promise<void>;
}

/** What the bots stand on, and the bots; the rest of a system is the same for all kinds. */
export interface Plugged<Redis extends Ground, Slot extends BotSlot> {
  readonly redis: Redis;
  /** @param env all that has to do with Discord */
  readonly slot: (redis: Redis, env: Readonly<Record<string, string>>) => Promise<Slot>;
}

export interface SystemParts<Redis extends Ground, Slot extends BotSlot> {
  readonly shape: Shape;
  readonly redis: Redis;
  readonly discord: TortureDiscord;
  readonly slots: readonly Slot[];
  readonly book: Book;
  readonly key: KeyObject;
  readonly guilds: readonly string[];
  readonly people: readonly Person[];
}

/** The system under test: Redis, the bots, a Discord of the test's own, and the people of some guilds. Lives for some rounds. */
export class System<Redis extends Ground = Ground, Slot extends BotSlot = BotSlot> implements SystemParts<Redis, Slot> {
  readonly shape: Shape;
  readonly redis: Redis;
  readonly discord: TortureDiscord;
  readonly slots: readonly Slot[];
  readonly book: Book;
  readonly key: KeyObject;
  readonly guilds: readonly string[];
  readonly people: readonly Person[];

  constructor(parts: SystemParts<Redis, Slot>) {
    this.shape = parts.shape;
    this.redis = parts.redis;
    this.discord = parts.discord;
    this.slots = parts.slots;
    this.book = parts.book;
    this.key = parts.key;
    this.guilds = parts.guilds;
    this.people = parts.people;
  }

  /** What time it is there. */
  get time(): WorldTime {
    return this.discord.time;
  }

  /** Time passes, for Discord and people and for the machines of the bots: as if nothing had happened in between. */
  async pass(ms: number): Promise<void> {
    this.time.move(ms);
    await Promise.all(this.slots.map((slot) => slot.setTime(this.time.ahead)));
  }

  /** Before the people of a round begin. */
  async roundBegins(): Promise<void> {
    // A kind that has something to remember of this moment does.
  }

  /** Everything that may still be unusual is put right: what a fault hurt, it healed; what died is started. */
  async heal(): Promise<void> {
    for (const slot of this.slots) slot.heal();
    this.discord.rest.trouble = null;
    await Promise.all(this.slots.map((slot) => slot.start()));
  }

  async close(): Promise<void> {
    await Promise.all(this.slots.map((slot) => slot.remove()));
    await this.redis.stop();
    await this.discord.close();
  }
}

/** Members are asked after an hour whether they still work, once more after half an hour, and half an hour later it ends. */
const settingsOf = (guild: string): Partial<SpaceSettings> => {
  const { on, onBreak } = rolesOf(guild);
  const { log, reminders } = channelsOf(guild);
  return {
    ...{ onRole: roleId(on), breakRole: roleId(onBreak) },
    ...{ logChannel: channelId(log), reminderChannel: channelId(reminders) },
    ...{ reminderAfter: 60, reminderAgain: 30, reminderGrace: 30 },
  };
};

const aDashboard = (guild: string, at: number): Dashboard => ({
  ...{ id: `d${guild}`, channel: channelId(channelsOf(guild).dashboard), category: null },
  ...{ message: null, former: null, by: userId(BOT.id), at },
});

/** The guilds have chosen their roles, their time zone, and their channels. */
const settle = async ({ redis, shape, guilds, discord }: SystemParts<Ground, BotSlot>): Promise<void> => {
  const chain = await testChain(redis.url, {
    defaults: (space) => defaultConfig(space, { locale: 'en', timeZone: shape.zone }),
  });
  for (const guild of guilds) {
    discord.guilds.add(guild);
    const by = { actor: null, requestId: requestId(`setup-${guild}`), at: discord.time.now(), event: 'rolesChosen' };
    const stored = await chain.spaces.update(guildSpace(guild), by, (config) =>
      ok({ ...config, settings: { ...config.settings, ...settingsOf(guild) } }),
    );
    if (!stored.ok) throw new Error(`the settings of a guild were not stored: ${stored.error.code}`);
    const kept = await chain.documents
      .of(dashboards)
      .update(guildSpace(guild), { ...by, event: 'dashboardAsked' }, (document) =>
        ok({ ...document, dashboards: [aDashboard(guild, by.at)] }),
      );
    if (!kept.ok) throw new Error(`the dashboard of a guild was not stored: ${kept.error.code}`);
  }
  await chain.close();
};

/** What happens before the activity log begins on a new installation is not told. */
const logBegun = async (url: string): Promise<void> => {
  const redis = await rawRedis(url);
  const begun = async (): Promise<true | undefined> =>
    (await redis.connection.send('HEXISTS', [keys.consumers, LOG_CONSUMER])) === 1 ? true : undefined;
  await eventually(begun, 'the activity log to begin').finally(() => redis.connection.close());
};

/** Sets up a system of this shape on what is plugged in; its bots run when this resolves. */
export const setUp = async <Redis extends Ground, Slot extends BotSlot>(
  shape: Shape,
  { redis, slot }: Plugged<Redis, Slot>,
): Promise<SystemParts<Redis, Slot>> => {
  const book = new Book();
  const discord = await TortureDiscord.start({
    answered: (token, answer) => book.answered(token, answer, 0),
    edited: (token, message) => book.edited(token, message),
    followedUp: (token, message) => book.followedUp(token, message),
  });
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const env = {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    DISCORD_TRANSPORT: shape.transport,
    DISCORD_PUBLIC_KEY: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex'),
  };
  const slots = await Promise.all(Array.from({ length: shape.bots }, () => slot(redis, env)));
  const guilds = Array.from({ length: shape.guilds }, () => snowflake(discord.time.now()));
  const people = guilds.flatMap((guild) =>
    Array.from({ length: shape.membersPerGuild }, () => ({ guild, user: snowflake(discord.time.now()) })),
  );
  const parts = { shape, redis, discord, slots, book, key: privateKey, guilds, people };
  try {
    await settle(parts);
    await Promise.all(slots.map((one) => one.setTime(discord.time.ahead)));
    await Promise.all(slots.map((one) => one.start()));
    await logBegun(redis.url);
  } catch (error) {
    // What runs would keep the run from ending.
    await new System(parts).close();
    throw error;
  }
  return parts;
};
