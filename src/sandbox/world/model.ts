import { randomBytes } from 'node:crypto';
import type { APIApplicationCommand, APIMessage } from 'discord-api-types/v10';
import { z } from 'zod';

/** What the sandbox remembers. The schemas are the border to the snapshot on disk; the types follow from them. */

export const snowflake = z.string().regex(/^\d{1,20}$/);

const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null && 'id' in value;

const userSchema = z.object({
  id: snowflake,
  username: z.string(),
  globalName: z.string().nullable(),
  avatar: z.string().nullable(),
  bot: z.boolean(),
  locale: z.string(),
  /** Does this person take direct messages of members of their guilds? */
  directMessages: z.boolean().default(true),
});
export type User = z.infer<typeof userSchema>;

const memberSchema = z.object({
  userId: snowflake,
  roles: z.array(snowflake),
  nick: z.string().nullable(),
  /** ms since the epoch. */
  joinedAt: z.number(),
});
export type Member = z.infer<typeof memberSchema>;

const roleSchema = z.object({
  id: snowflake,
  name: z.string(),
  color: z.number(),
  hoist: z.boolean(),
  position: z.number(),
  /** Bits, decimal. */
  permissions: z.string(),
  managed: z.boolean(),
  mentionable: z.boolean(),
  /** The bot whose role this is. */
  botId: snowflake.nullable(),
});
export type Role = z.infer<typeof roleSchema>;

/** What a thread has beside a channel. */
const threadSchema = z.object({
  /** The text channel that it belongs to. */
  parentId: snowflake,
  ownerId: snowflake,
  archived: z.boolean(),
  locked: z.boolean(),
  /** Minutes without activity after which clients fold it away. */
  autoArchiveMinutes: z.number(),
  /** ms since the epoch: when it was made, and when `archived` changed last. */
  createdAt: z.number(),
  archiveChangedAt: z.number(),
  messages: z.number(),
});
export type ThreadState = z.infer<typeof threadSchema>;

/** Discord's numbers: 0 text, 1 direct message, 2 voice, 11 public thread. */
const channelSchema = z.object({
  id: snowflake,
  type: z.literal([0, 1, 2, 11]),
  guildId: snowflake.nullable(),
  name: z.string().nullable(),
  topic: z.string().nullable(),
  position: z.number(),
  /** Of a direct message: the person, who talks with the bot. */
  recipientId: snowflake.nullable(),
  lastMessageId: snowflake.nullable(),
  /** null: not a thread. */
  thread: threadSchema.nullable().default(null),
});
export type Channel = z.infer<typeof channelSchema>;

/** Who is in a voice channel. */
const voiceSchema = z.object({
  userId: snowflake,
  channelId: snowflake,
  /** Of this connection, hexadecimal. */
  sessionId: z.string(),
});
export type VoiceState = z.infer<typeof voiceSchema>;

export interface Guild {
  readonly id: string;
  name: string;
  ownerId: string;
  locale: string;
  readonly channels: Map<string, Channel>;
  readonly roles: Map<string, Role>;
  readonly members: Map<string, Member>;
  /** The voice channel for those who have gone quiet. */
  afkChannelId: string | null;
  /** Person -> where they are. */
  readonly voice: Map<string, VoiceState>;
}

const guildSchema = z.object({
  id: snowflake,
  name: z.string(),
  ownerId: snowflake,
  locale: z.string(),
  channels: z.array(channelSchema),
  roles: z.array(roleSchema),
  members: z.array(memberSchema),
  afkChannelId: snowflake.nullable().default(null),
  voice: z.array(voiceSchema).default([]),
});
export type StoredGuild = z.infer<typeof guildSchema>;

const messageRecordSchema = z.object({
  message: z.custom<APIMessage>(isRecord),
  /** The only person who sees it; null: everybody. */
  ephemeralFor: snowflake.nullable(),
});
export type MessageRecord = z.infer<typeof messageRecordSchema>;

export const commandSchema = z.custom<APIApplicationCommand>(isRecord);

const applicationSchema = z.object({
  id: snowflake,
  name: z.string(),
  description: z.string(),
  token: z.string(),
  /** PKCS #8, PEM. It signs only what this sandbox sends. */
  privateKey: z.string(),
  interactionsUrl: z.string().nullable(),
  /** Proves that it is this application which changes a code for a token; sandboxes that are older have none, and get one. */
  clientSecret: z.string().default(() => randomBytes(24).toString('base64url')),
  /** Where people may be sent back to after they have logged in. */
  redirectUris: z.array(z.string()).default([]),
});
export type Application = z.infer<typeof applicationSchema>;

export const worldSchema = z.object({
  version: z.literal(1),
  /** Counts the clean worlds that were begun; people and guilds have other ids in each. */
  era: z.int().min(0).default(0),
  /** ms that its time is ahead of the machine's. */
  movedMs: z.number().min(0).default(0),
  /** Has it been filled with sample history? */
  sampled: z.boolean().default(false),
  /** Base URL at the time of writing; links in messages are moved when it changed. */
  url: z.string(),
  application: applicationSchema,
  users: z.array(userSchema),
  guilds: z.array(guildSchema),
  directMessages: z.array(channelSchema),
  messages: z.array(z.tuple([snowflake, z.array(messageRecordSchema)])),
  commands: z.array(commandSchema),
});
export type StoredWorld = z.infer<typeof worldSchema>;
