import type { NotionComments, ReminderPlaces } from '../actions/reminders/places.js';
import type { GuildChannels, GuildRoles } from '../actions/guilds.js';
import type { Planner } from '../actions/schedule/planner.js';
import type { TrackerDesk } from '../actions/schedule/trackers.js';
import type { ForecastAnswer, ForecastInput } from '../analytics/forecast/forecast.js';
import type { DomainError } from '../domain/errors.js';
import type { AnyView } from '../views/message.js';
import type { ExportDesk } from './export/order.js';
import type { Attachment } from './kit/responder.js';
import type { SystemPanel, SystemTime } from '../views/system/model.js';
import type { ChannelId, GuildId, MessageId, SpaceId, UserId } from '../domain/ids.js';
import type { Clock, Ids, Logger, Metrics, Pictures, SecretBox } from '../domain/ports.js';
import type { Result } from '../domain/result.js';
import type { Settings } from '../domain/settings.js';
import type { Clocking, Corrections, Overview, Unapplied } from '../engine/api.js';
import type { Documents } from '../engine/documents-api.js';
import type { PersonalData } from '../engine/personal/personal-data.js';
import type { Recount } from '../engine/recount/recount.js';
import type { Spaces } from '../engine/spaces.js';
import type { Store } from '../engine/store.js';
import type { TokenUses } from '../engine/token-uses.js';
import type { Verify } from '../engine/verify/verify.js';
import type { Exports } from '../export/exports.js';
import type { Imports } from '../import/api.js';
import type { BusySource } from '../scheduler/source.js';
import type { NotionDesk } from '../integrations/notion/desk.js';
import type { UploadedFile } from './kit/payload/files.js';

export type { NotionComments, ReminderPlaces } from '../actions/reminders/places.js';
export type { GuildChannels, GuildRoles } from '../actions/guilds.js';

/** Messages in channels of guilds, outside of any reply; implemented in src/discord. Nobody is pinged by them whom the view does not name. */
export interface ChannelMessages {
  /**
   * Posts a message (with `files`, each of which the view names), once for each `nonce` (at most 25 characters) within some minutes, however often it is tried. CHANNEL_NOT_FOUND, CHANNEL_HIDDEN,
   * CHANNEL_READ_ONLY, DISCORD_UNAVAILABLE: then it may be there all the same. `silent`: nobody's device makes a sound of it.
   */
  post(
    channel: ChannelId,
    view: AnyView,
    nonce: string,
    how?: { readonly silent: boolean; readonly files?: readonly Attachment[] },
  ): Promise<Result<MessageId, DomainError>>;
  /** The same message says this from now on. MESSAGE_NOT_FOUND, and as `post`. */
  edit(channel: ChannelId, message: MessageId, view: AnyView): Promise<Result<void, DomainError>>;
  /** The message is gone from now on; it may have been before. As `post`. */
  remove(channel: ChannelId, message: MessageId): Promise<Result<void, DomainError>>;
}

/** What guilds and their members are called; implemented in src/discord. Never rejects: nothing may fail for want of a name. */
export interface GuildNames {
  /** Null when Discord does not say. */
  guild(guild: GuildId): Promise<string | null>;
  /**
   * Members as the guild shows them, by id; those who left, or of whom Discord does not say, are not in it. They are asked for one by one, and remembered. `withinMs`: who is
   * not known by then is not in it, and will be when somebody asks later.
   */
  members(guild: GuildId, users: readonly UserId[], withinMs?: number): Promise<ReadonlyMap<UserId, string>>;
}

/** Where the web page has what; implemented in src/core. */
export interface PageLinks {
  /** The address of a place of the page for members; null where nobody reaches the page. */
  to(space: SpaceId, place: '' | 'timesheet' | 'reports'): string | null;
}

/** Calendars of members, ours and theirs; implemented in src/core. */
export interface Calendars {
  /** Where a calendar of ours is fetched by its secret; null where nobody reaches us. */
  address(secret: string): string | null;
  /** The address of a calendar elsewhere as we ask for it; null when what was typed is none. */
  url(typed: string): string | null;
  /** Its busy times; what has no zone is in `zone`, IANA name. */
  calendar(url: string, zone: string): BusySource;
}

/** Dashboards at Discord; implemented in src/discord. */
export interface DashboardDesk {
  /** What the dashboards of this space show, or which there are, may be another by now: they are brought up to date, later than this returns. */
  refresh(space: SpaceId): void;
  /** What Discord refuses, by the id of the dashboard, until somebody mends it. */
  problems(space: SpaceId): readonly { readonly id: string; readonly error: DomainError }[];
}

/** What only people can mend, told to those who look after a server; implemented in src/discord. */
export interface Warnings {
  /** A leaderboard could not be posted in this channel. */
  boardNotPosted(space: SpaceId, channel: ChannelId, error: DomainError): Promise<void>;
  /** The weekly digest could not be posted in this channel. */
  digestNotPosted(space: SpaceId, channel: ChannelId, error: DomainError): Promise<void>;
  /** A scheduled export could not be posted in this channel. */
  exportNotPosted(space: SpaceId, channel: ChannelId, error: DomainError): Promise<void>;
  /** A webhook was switched off: its receiver (`host`) took nothing for a day, or said that it is gone. */
  webhookOff(space: SpaceId, host: string, error: DomainError): Promise<void>;
}

/** Messages to a person alone, outside of any reply. */
export interface DirectMessages {
  /** Only to who agreed to get direct messages (`preferences.directMessages`): that is for the caller to ask. Once for each `nonce`, as in channels. False when it did not arrive. */
  send(user: UserId, view: AnyView, nonce?: string, files?: readonly Attachment[]): Promise<boolean>;
}

/** The same, where it matters why a message did not arrive. */
export interface DirectDelivery {
  /** As `send`. `refused`: Discord does not let the bot write to them; `unavailable`: it may be tried again, and may have arrived. */
  deliver(
    user: UserId,
    view: AnyView,
    nonce?: string,
    files?: readonly Attachment[],
  ): Promise<'sent' | 'refused' | 'unavailable'>;
}

/** Files that people hand over, as Discord keeps them for a while; implemented in src/discord. */
export interface Uploads {
  /**
   * The bytes of a file, from nowhere but where Discord keeps such files. FILE_GONE when it is not there (any more), or somewhere else; FILE_TOO_LARGE with `name`
   * and `max` (MiB) when it is larger than `maxBytes`, whatever it was said to be; DISCORD_UNAVAILABLE.
   */
  read(file: UploadedFile, maxBytes: number): Promise<Result<Uint8Array, DomainError>>;
}

/** How the bot is; implemented in src/core. */
export interface SystemDesk {
  /** As far as it concerns a space; what is about all of them only for whoever runs the bot. Never rejects: what cannot be read is null. */
  panel(asked: { readonly space: SpaceId; readonly user: UserId; readonly time: SystemTime }): Promise<SystemPanel>;
}

/** Forecasts, made in a thread of their own so that no click waits; implemented in src/analytics/thread. */
export interface Analyst {
  /** With the networks of the space, if it has any. Null when it cannot be made now; why is in the log. Never rejects. */
  forecast(space: SpaceId, input: Omit<ForecastInput, 'network'>): Promise<ForecastAnswer | null>;
}

/** Voice channels at Discord; implemented in src/discord. */
export interface VoiceDesk {
  /** Do we hear who joins and leaves? Only over the gateway. */
  readonly isHeard: boolean;
}

/** Changes that were taken offline and could not be applied, kept until the member has been told: shown twice is better than never. */
export interface Notices {
  /** What the member has not been told yet, oldest first. Keeps it: showing it may fail, and so may this process. */
  pending(space: SpaceId, user: UserId): Promise<readonly Unapplied[]>;
  /** These (of the same space and user) were shown; they are not handed out again. */
  told(space: SpaceId, user: UserId, notices: readonly Unapplied[]): Promise<void>;
}

/** Everything that a command may ask for; each takes a `Pick` of it. */
export interface Deps {
  /** The clock. */
  readonly sessions: Clocking;
  /** Corrections of what has been clocked. */
  readonly entries: Corrections;
  readonly overview: Overview;
  /** What is kept of a member's time: ended sessions, and what the ledger tells of them. Rejects with `StoreUnavailable` while Redis is away. */
  readonly timesheet: Pick<Store, 'entries' | 'entry' | 'days' | 'history' | 'load' | 'members' | 'formerTotals'>;
  /** What a server shows of all its members together. As `timesheet`. */
  readonly team: Pick<Store, 'onTheClock' | 'daySums' | 'board'>;
  /** Leaderboards. Rejects with `StoreUnavailable` while Redis is away. */
  readonly boards: Pick<Store, 'board' | 'boardPlaces' | 'stand' | 'forgetSeason'>;
  /** What spaces and members keep besides time. */
  readonly documents: Documents;
  /** When tokens of the API were last used. */
  readonly tokenUses: TokenUses;
  readonly spaces: Spaces;
  /** What a new space gets of the installation; the rest is in the table of settings. */
  readonly defaults: Pick<Settings, 'timeZone' | 'locale'>;
  readonly recount: Pick<Recount, 'preview' | 'begin'>;
  /** What belongs to one person, and erasing it. */
  readonly personal: PersonalData;
  readonly verify: Verify;
  readonly roles: GuildRoles;
  readonly channels: GuildChannels;
  readonly messages: ChannelMessages;
  readonly names: GuildNames;
  readonly dashboards: DashboardDesk;
  readonly page: PageLinks;
  /** Where members may be reminded besides their direct messages. */
  readonly places: ReminderPlaces;
  readonly notionComments: NotionComments;
  readonly direct: DirectMessages;
  readonly planner: Planner;
  readonly calendars: Calendars;
  /** Tables elsewhere whose tasks can be planned. */
  readonly trackers: TrackerDesk;
  readonly secrets: SecretBox;
  readonly voice: VoiceDesk;
  readonly notices: Notices;
  readonly system: SystemDesk;
  readonly pictures: Pictures;
  readonly analyst: Analyst;
  readonly exports: Exports;
  /** Exports that members asked for, while they are made and until they are fetched. */
  readonly exportDesk: ExportDesk;
  /** Files of other programs, from what is recognised of them to taking an import back. */
  readonly imports: Imports;
  /** What is kept in step with Notion. */
  readonly notion: NotionDesk;
  readonly uploads: Uploads;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  readonly metrics: Metrics;
}
