import type { RESTPutAPIApplicationCommandsJSONBody } from 'discord-api-types/v10';
import type {
  ChannelMessages,
  DashboardDesk,
  DirectDelivery,
  DirectMessages,
  ReminderPlaces,
  GuildChannels,
  GuildNames,
  GuildRoles,
  Notices,
  Uploads,
  PageLinks,
  VoiceDesk,
  Warnings,
} from '../commands/deps.js';
import type { LoginProvider } from '../actions/login-provider.js';
import type { GuildDirectory } from '../actions/guild-directory.js';
import type { People } from '../actions/people.js';
import type { TellingByItself } from '../commands/by-itself/telling.js';
import type { Dispatch } from '../commands/kit/responder.js';
import type { Alarms } from '../domain/alarms.js';
import type { ChannelId, RequestId, SpaceId, UserId } from '../domain/ids.js';
import type { Clock, Ids, Logger, Metrics, Random } from '../domain/ports.js';
import type { Changes, Clocking } from '../engine/api.js';
import type { DueStore } from '../engine/due/due-row.js';
import type { Documents } from '../engine/documents-api.js';
import type { Spaces } from '../engine/spaces.js';
import type { GivenRoles } from '../engine/given-roles.js';
import type { Outbox } from '../engine/outbox/outbox.js';
import type { PostedLogs } from '../engine/posted-log.js';
import type { ShownDashboards } from '../engine/shown-dashboards.js';
import type { SignStore } from '../engine/signs-of-life.js';
import type { CachedStore } from '../engine/store.js';
import type { Turns } from '../engine/turns.js';
import type { Translator } from '../i18n/translator.js';
import type { FastifyInstance } from 'fastify';
import type { Leader } from '../engine/lease/lease.js';
import type { Kept } from './desired/index.js';
import type { IdentifyTurn } from './gateway/client.js';
import type { ShardStatus } from './gateway/gateway.js';
import type { MembershipPort } from './membership.js';
import type { RoleLossPort } from './required-roles.js';
import type { OwnLists } from './registration/register.js';
import type { DiscordTime } from './time.js';

export interface BotOptions {
  /** REST base without version, e.g. `https://discord.com/api`. The gateway's address is asked there. */
  readonly apiUrl: string;
  readonly token: string;
  /** Null: asked from Discord. */
  readonly applicationId: string | null;
  /** Null: nobody can log in to the web page. */
  readonly clientSecret?: string | null;
  /** 64 hex digits; needed for `http`. */
  readonly publicKey: string | null;
  /** Registers commands in these guilds instead of globally. */
  readonly commandGuilds: readonly string[];
  readonly transport: 'gateway' | 'http';
  readonly membersIntent: boolean;
  /** Null: as many as Discord recommends. */
  readonly shardCount: number | null;
  /** Null: all of them. */
  readonly shardIds: readonly number[] | null;
  /** Processes that do the same as this one, and share Discord's limits with it; 1 unless told. What shards tell goes before it. */
  readonly processes?: number;
  /** Another process still serves the same shards: interactions are kept until `takeOver`. */
  readonly standby?: boolean;
  /** Somebody else sees to it that the commands are registered. */
  readonly registersLater?: boolean;
}

export interface BotDeps {
  readonly dispatch: Dispatch;
  readonly commands: RESTPutAPIApplicationCommandsJSONBody;
  readonly changes: Pick<Changes, 'onChange' | 'onUnapplied' | 'onDoubt'>;
  readonly store: Pick<CachedStore, 'load' | 'loaded' | 'reload' | 'onTheClock' | 'history' | 'spaces' | 'daySums' | 'board'>;
  readonly spaces: Pick<Spaces, 'get' | 'loaded'>;
  readonly documents: Documents;
  readonly given: GivenRoles;
  readonly shownDashboards: ShownDashboards;
  /** How far the activity logs are, and the ledgers that they tell of. */
  readonly postedLogs: PostedLogs;
  readonly outbox: Pick<Outbox, 'consume'>;
  readonly turns: Turns;
  readonly signs: SignStore;
  readonly presence: SignStore;
  readonly membership: MembershipPort & RoleLossPort;
  readonly notices: Pick<Notices, 'told'>;
  /** For who joins and leaves voice channels. */
  readonly clocking: Pick<Clocking, 'clockIn' | 'switch' | 'pause' | 'resume'>;
  readonly due: Pick<DueStore, 'change'>;
  readonly telling: Pick<TellingByItself, 'notClockedIn'>;
  /** Who sweeps the spaces that this process looks after. */
  readonly sweeping: Pick<Leader, 'held' | 'onTaken'>;
  /** When shards may identify; discord.js sees to it for this process alone unless told. */
  readonly identify?: IdentifyTurn;
  readonly translators: { for(locale: string): Translator };
  /** For links to the web page. */
  readonly page?: PageLinks;
  /** Which guilds have commands of their own. */
  readonly ownLists: OwnLists;
  /** How many processes share our Redis, this one among them. Rejects when it cannot be asked. */
  readonly companions: () => Promise<number>;
  /** Takes back what a request changed of a member's sessions, since nobody was told of it. Answers whether nothing of it is left. */
  readonly takeBack: (member: { readonly space: SpaceId; readonly user: UserId }, request: RequestId) => Promise<boolean>;
  /** Shows the time at Discord. */
  readonly clock: Clock;
  /** Those of that clock. */
  readonly alarms?: Pick<Alarms, 'at'>;
  /** Shows the time of this machine. */
  readonly machineClock: Clock;
  /** Told what time it is at Discord. */
  readonly time: DiscordTime;
  readonly random: Random;
  readonly ids: Ids;
  readonly log: Logger;
  readonly metrics: Metrics;
}

export interface Bot {
  /**
   * Waits until Discord can be reached, connects, begins to sweep, and registers the commands in the background. In standby only the
   * first two.
   * @throws when Discord refuses the token or the intents, or the options do not fit the transport
   */
  start(): Promise<void>;
  /** Ends the standby: answers what can still be answered, and everything from now on. */
  takeOver(): void;
  /** Makes Discord's list of our commands equal to ours; goes on until Discord can be reached. @throws DiscordError when it refuses */
  register(): Promise<void>;
  /** Stops listening, then lets role calls in flight finish. */
  stop(): Promise<void>;
  readonly roles: GuildRoles;
  readonly channels: GuildChannels;
  readonly messages: ChannelMessages;
  readonly names: GuildNames;
  /** Who is who, for doors at which Discord does not say it with each request. */
  readonly people: People;
  readonly directory: GuildDirectory;
  readonly dashboards: DashboardDesk;
  readonly direct: DirectMessages & DirectDelivery;
  readonly places: ReminderPlaces;
  readonly uploads: Uploads;
  readonly voice: VoiceDesk & {
    /** The voice channel that Discord says a member is in now; null: in none. Rejects when it cannot be asked. */
    channelOf(space: SpaceId, user: UserId): Promise<ChannelId | null>;
  };
  readonly warnings: Warnings;
  /** Logging in to the web page with Discord; null without a client secret. */
  readonly login: LoginProvider | null;
  /** Where the bot is added to a server; null until Discord has said which application we are. */
  addUrl(): string | null;
  /** How many keys of a kind of desired state wait in a space, in this process. */
  waiting(kind: string, space: SpaceId): number;
  health(): {
    readonly shards: readonly ShardStatus[];
    /** Of each kind of desired state, by its name. */
    readonly desired: Readonly<Record<string, ReturnType<Kept['stats']>>>;
    /** Can interactions reach us? Over HTTP: always. */
    readonly connected: boolean;
    /** Sentences about what is wrong although interactions reach us; empty when nothing is. */
    readonly concerns: readonly string[];
  };
  /** Only with the `http` transport, before `listen`: adds `POST /interactions`. */
  readonly registerHttp?: (fastify: FastifyInstance) => Promise<void>;
}

/**
 * This process' part of the bot, in (0, 1]: what of Discord's limits for the whole bot it may use. By its shards; without any, one of
 * `processes`.
 */
export const shareOfBot = ({
  shardCount,
  shardIds,
  processes = 1,
}: Pick<BotOptions, 'shardCount' | 'shardIds' | 'processes'>): number =>
  shardCount === null || shardIds === null ? 1 / processes : Math.min(1, shardIds.length / shardCount);
