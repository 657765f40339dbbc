import { z } from 'zod';
import type { GuildId } from '../../domain/ids.js';
import type { Clock } from '../../domain/ports.js';
import type { DiscordRest } from '../rest.js';

const Role = z.looseObject({
  id: z.string(),
  name: z.string(),
  position: z.int().default(0),
  managed: z.boolean().default(false),
  mentionable: z.boolean().default(false),
  permissions: z.string().regex(/^\d+$/).default('0'),
});
const Guild = z.looseObject({
  id: z.string(),
  roles: z.array(Role),
  system_channel_id: z.string().nullish(),
});
const Member = z.looseObject({ roles: z.array(z.string()).default([]) });
const Self = z.looseObject({ id: z.string() });

export type RoleFacts = z.infer<typeof Role>;

/** A guild as far as giving roles and writing into channels goes. */
export interface GuildFacts {
  readonly id: GuildId;
  /** The bot's own user id. */
  readonly self: string;
  readonly roles: readonly RoleFacts[];
  /** Ids of the roles that the bot has there. */
  readonly own: readonly string[];
  readonly systemChannel: string | null;
}

export interface GuildReader {
  /** At most `CACHE_MS` old. @throws DiscordError */
  facts(guild: GuildId): Promise<GuildFacts>;
  /** What is remembered of the guild is no longer true. */
  forget(guild: GuildId): void;
}

/** How long a guild's facts serve several questions of one moment, ms. Over the gateway, events forget them earlier. */
const CACHE_MS = 30_000;
/** Guilds remembered at once. */
const CACHE_GUILDS = 1_000;

/** Reads guilds by REST, so that both transports know the same. */
export const createGuildReader = (deps: { readonly rest: Pick<DiscordRest, 'request'>; readonly clock: Clock }): GuildReader => {
  const { rest, clock } = deps;
  const cache = new Map<GuildId, { readonly until: number; readonly facts: Promise<GuildFacts> }>();
  let self: Promise<string> | null = null;

  const ownId = (): Promise<string> => {
    self ??= rest.request('GET', '/users/@me').then((user) => Self.parse(user).id);
    self.catch(() => (self = null));
    return self;
  };
  const read = async (guild: GuildId): Promise<GuildFacts> => {
    const me = await ownId();
    const [data, member] = await Promise.all([
      rest.request('GET', `/guilds/${guild}`),
      rest.request('GET', `/guilds/${guild}/members/${me}`),
    ]);
    const { roles, system_channel_id: systemChannel } = Guild.parse(data);
    return { id: guild, self: me, roles, own: Member.parse(member).roles, systemChannel: systemChannel ?? null };
  };

  return {
    facts(guild) {
      const known = cache.get(guild);
      if (known !== undefined && known.until > clock.monotonic()) return known.facts;
      const facts = read(guild);
      cache.delete(guild);
      cache.set(guild, { until: clock.monotonic() + CACHE_MS, facts });
      const oldest = cache.keys().next();
      if (cache.size > CACHE_GUILDS && oldest.done !== true) cache.delete(oldest.value);
      facts.catch(() => {
        if (cache.get(guild)?.facts === facts) cache.delete(guild);
      });
      return facts;
    },
    forget: (guild) => void cache.delete(guild),
  };
};
