import type {
  APIApplicationCommand,
  APIChannel,
  APIGuildMember,
  APIInteractionResponse,
  APIMessage,
  APIModalInteractionResponseCallbackData,
  APIRole,
  APIUser,
} from 'discord-api-types/v10';

/**
 * What the sandbox page (web/sandbox) and tests speak with the sandbox, beside Discord's own REST (/api/v10) and gateway (/gateway).
 * All under /sandbox, loopback only; `as` is the id of the person who acts. Answers are JSON; a refusal is
 * `{ error: string }` with a 4xx status.
 *
 *   GET  /sandbox/state?as=U                          -> SandboxState   (without `as`: of the first person)
 *   GET  /avatars/:user/:hash.png                      -> a picture (SVG)
 *   GET  /sandbox/channels/:id/messages?as=U          -> APIMessage[] oldest first, at most 100, with U's ephemeral ones
 *   POST /sandbox/channels/:id/uploads?as=U&filename=N the file's bytes, with its content type -> APIAttachment. Its id is the value
 *                                                     of an ATTACHMENT option or a file upload in an interaction that follows
 *   POST /sandbox/interactions?as=U                   SandboxInteraction -> { id }   (what follows comes as events)
 *   WS   /sandbox/socket?as=U                         SandboxEvent, one JSON text frame each
 *   PUT|DELETE /sandbox/guilds/:guild/members/:user   joins / leaves
 *   POST /sandbox/guilds/:guild/voice?as=U            { channel }: U joins or moves to that voice channel; null: leaves
 *   PUT|DELETE /sandbox/guilds/:guild/bot             invites / removes the bot
 *   PATCH /sandbox/guilds/:guild/roles/:role          { position?, permissions? }
 *   GET  /sandbox/requests?since=N                    -> LoggedRequest[]: every REST request the bot made (bounded ring)
 *   POST /sandbox/faults                              Fault: what to do to the next requests or to the gateway
 *   DELETE /sandbox/guilds/:guild/roles/:role         an administrator deletes it
 *   POST /sandbox/clock                               { by } or { to } (ms) -> { now, movedMs }: moves the time of bot and sandbox forward.
 *                                                     Answers when everything that fell due on the way is done; 409 for a move backwards
 *   POST /sandbox/sample                              { guild?, members?, days?, seed? } -> { members, entries }: sample history; 409 when
 *                                                     this world has one, or no bot that can write one
 *   GET  /oauth2/authorize?...                         the consent page of a login, as at Discord; the token's routes are under /api
 *   GET  /oauth2/open?as=U                             opens the bot's web page and logs U in there, after they agreed
 *   DELETE /sandbox/state                             forgets everything and starts from the seed, in the present
 */
export interface SandboxState {
  readonly me: APIUser;
  readonly people: readonly APIUser[];
  readonly bot: { readonly user: APIUser; readonly online: boolean; readonly applicationId: string };
  /** Bytes that one uploaded file may have, as interactions say it. */
  readonly attachmentSizeLimit: number;
  /** ms that the time of this world is ahead of the machine's. */
  readonly movedMs: number;
  /** Has this world a sample history? `unavailable`: no, and the bot has not offered to write one. */
  readonly sample: 'none' | 'making' | 'made' | 'unavailable';
  /** Does the bot serve a web page? GET /oauth2/open?as=U logs U in there. */
  readonly hasPage: boolean;
  readonly guilds: readonly SandboxGuild[];
  /** Direct-message channels of `me`, the one with the bot first. */
  readonly directMessages: readonly APIChannel[];
  /** Global commands offered in direct messages. */
  readonly directCommands: readonly APIApplicationCommand[];
}

export interface SandboxGuild {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  /** Is the bot in it? */
  readonly bot: boolean;
  readonly channels: readonly APIChannel[];
  readonly roles: readonly APIRole[];
  readonly members: readonly APIGuildMember[];
  /** Who is in which voice channel. */
  readonly voice: readonly { readonly user: string; readonly channel: string }[];
  /** The voice channel for those who have gone quiet. */
  readonly afkChannel: string | null;
  /** Permission bits of `me` here, decimal. */
  readonly permissions: string;
  /** Commands that `me` may use here (global ones and the guild's). */
  readonly commands: readonly APIApplicationCommand[];
}

/**
 * Types as Discord numbers them: 2 command, 3 component, 4 autocomplete, 5 modal submit. `data` is Discord's own interaction data;
 * a command of a context menu is told by `type` 2 (on a person) or 3 (on a message) and `target_id`, and `resolved` is added by the sandbox.
 */
export interface SandboxInteraction {
  readonly type: 2 | 3 | 4 | 5;
  readonly guild_id?: string;
  readonly channel_id: string;
  readonly message_id?: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly locale?: string;
  /** Comes back in the events that belong to this interaction. */
  readonly nonce: string;
}

export type SandboxEvent =
  /** Anything about people, guilds, roles, members, channels, commands changed: fetch /sandbox/state again. */
  | { readonly type: 'state' }
  | {
      readonly type: 'message';
      readonly action: 'create' | 'update';
      readonly message: APIMessage;
      readonly ephemeral: boolean;
      readonly nonce?: string;
    }
  | { readonly type: 'message'; readonly action: 'delete'; readonly id: string; readonly channelId: string }
  /** `response`: the acknowledgement's type, as Discord numbers it. */
  | {
      readonly type: 'interaction';
      readonly nonce: string;
      readonly id: string;
      readonly status: 'acknowledged';
      readonly response: APIInteractionResponse['type'];
    }
  /** 3 s passed without an acknowledgement, or the app is offline. */
  | {
      readonly type: 'interaction';
      readonly nonce: string;
      readonly id: string;
      readonly status: 'failed';
      readonly reason: string;
    }
  | {
      readonly type: 'modal';
      readonly nonce: string;
      readonly interactionId: string;
      readonly modal: APIModalInteractionResponseCallbackData;
    }
  | {
      readonly type: 'choices';
      readonly nonce: string;
      readonly choices: readonly { readonly name: string; readonly value: string | number }[];
    };

export interface LoggedRequest {
  readonly n: number;
  /** ms since the epoch. */
  readonly at: number;
  readonly method: string;
  /** Without the version prefix, e.g. `/guilds/1/members/2/roles/3`. */
  readonly path: string;
  readonly status: number;
  /** Parsed JSON; of a multipart request its `payload_json`. */
  readonly body: unknown;
  /** Names of the files of a multipart request. */
  readonly files?: readonly string[];
}

/** `count` next requests whose path starts with `path` are answered with `status` (429 carries retry_after, s). */
export type Fault =
  | {
      readonly type: 'rest';
      readonly path: string;
      readonly status: number;
      readonly count: number;
      readonly retryAfter?: number;
    }
  | { readonly type: 'gateway'; readonly action: 'drop' | 'reconnect' | 'invalid_session' };
