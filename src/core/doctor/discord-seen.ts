import { z } from 'zod';
import type { Clock, Logger, Metrics } from '../../domain/ports.js';
import { createDiscordRest, type DiscordRest } from '../../discord/rest.js';
import type { DiscordTime } from '../../discord/time.js';
import type { BotOptions } from '../../discord/index.js';
import { once } from './once.js';

const Install = z.looseObject({ scopes: z.array(z.string()).default([]), permissions: z.string().default('0') });
const Application = z.looseObject({
  id: z.string(),
  flags: z.int().default(0),
  verify_key: z.string().default(''),
  interactions_endpoint_url: z.string().nullish(),
  redirect_uris: z.array(z.string()).nullish(),
  bot_require_code_grant: z.boolean().default(false),
  custom_install_url: z.string().nullish(),
  install_params: Install.nullish(),
  integration_types_config: z.record(z.string(), z.looseObject({ oauth2_install_params: Install.nullish() }).nullish()).nullish(),
});
/** What the Developer Portal has of our application. */
export type Application = z.output<typeof Application>;

const Guild = z.looseObject({
  id: z.string().regex(/^\d{1,20}$/),
  name: z.string().default(''),
  permissions: z.string().regex(/^\d+$/),
});
/** A server that the bot is in, and what it may do there in general. */
export type GuildSeen = z.output<typeof Guild>;
const GuildPage = z.array(Guild);

export interface DiscordSeen {
  readonly options: Pick<BotOptions, 'apiUrl' | 'token' | 'transport' | 'membersIntent' | 'commandGuilds'> & {
    readonly applicationId: string | null;
    readonly publicKey: string | null;
  };
  readonly rest: Pick<DiscordRest, 'request'>;
  /** Asked once. @throws DiscordError */
  application(): Promise<Application>;
  /** Asked once, at most `GUILDS_MAX`. @throws DiscordError */
  guilds(): Promise<readonly GuildSeen[]>;
  /** This machine's clock minus Discord's, ms, to within a second; null before Discord has answered anything. */
  offsetMs(): number | null;
  close(): void;
}

const PAGE = 200;
/** Servers that are looked at. */
export const GUILDS_MAX = 2_000;
/** A date has whole seconds: half a second is its middle. */
const HALF_SECOND = 500;

/** Only ever asks (GET). */
export const seeDiscord = (
  options: DiscordSeen['options'],
  { clock, log, metrics }: { readonly clock: Clock; readonly log: Logger; readonly metrics: Metrics },
): DiscordSeen => {
  let offset: number | null = null;
  const time: DiscordTime = {
    wantsDate: true,
    dated: (header, sentAt) => {
      const there = Date.parse(header) + HALF_SECOND;
      if (Number.isNaN(there)) return;
      offset = Math.round(clock.now() - (clock.monotonic() - sentAt) / 2 - there);
    },
    atLeast: () => undefined,
  };
  const rest = createDiscordRest({ apiUrl: options.apiUrl, token: options.token, clock, time, log, metrics });
  return {
    options,
    rest,
    application: once(async () =>
      Application.parse(
        await rest.request('GET', '/applications/@me').catch(() => rest.request('GET', '/oauth2/applications/@me')),
      ),
    ),
    guilds: once(async () => {
      const all: GuildSeen[] = [];
      for (let after = '0'; all.length < GUILDS_MAX;) {
        const page = GuildPage.parse(await rest.request('GET', '/users/@me/guilds', { query: { limit: String(PAGE), after } }));
        all.push(...page);
        const last = page.at(-1);
        if (page.length < PAGE || last === undefined || last.id === after) break;
        after = last.id;
      }
      return all;
    }),
    offsetMs: () => offset,
    close: () => rest.close(),
  };
};
