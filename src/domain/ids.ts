/** Branded ids: a user id cannot be passed where a role id is wanted. All are strings on the wire. */
declare const brand: unique symbol;
type Brand<Name extends string> = string & { readonly [brand]: Name };

/** A Discord snowflake of a guild, user, role, channel, message or interaction. */
export type GuildId = Brand<'GuildId'>;
export type UserId = Brand<'UserId'>;
export type RoleId = Brand<'RoleId'>;
export type ChannelId = Brand<'ChannelId'>;
export type MessageId = Brand<'MessageId'>;
/** Where time is kept: `g<guild id>` for a guild, `u<user id>` for a person's own space. */
export type SpaceId = Brand<'SpaceId'>;
/** Of a guild: a short id that survives renames. Of a person's own space: the folded name. */
export type CategoryId = Brand<'CategoryId'>;
/** Unique in its space; the request id of the clock-in that began it. */
export type SessionId = Brand<'SessionId'>;
/** One change asked for once, however often it is delivered: the interaction id, or one minted for work of our own. */
export type RequestId = Brand<'RequestId'>;

const SNOWFLAKE = /^\d{1,20}$/;
const snowflake = (value: string): string => {
  if (!SNOWFLAKE.test(value)) throw new TypeError(`not a snowflake: ${value.slice(0, 40)}`);
  return value;
};

export const guildId = (value: string): GuildId => snowflake(value) as GuildId;
export const userId = (value: string): UserId => snowflake(value) as UserId;
export const roleId = (value: string): RoleId => snowflake(value) as RoleId;
export const channelId = (value: string): ChannelId => snowflake(value) as ChannelId;
export const messageId = (value: string): MessageId => snowflake(value) as MessageId;
export const guildSpace = (guild: string): SpaceId => `g${snowflake(guild)}` as SpaceId;
export const personalSpace = (user: string): SpaceId => `u${snowflake(user)}` as SpaceId;
/** @throws TypeError when `value` is neither `g<snowflake>` nor `u<snowflake>` */
export const spaceId = (value: string): SpaceId => {
  if (!/^[gu]\d{1,20}$/.test(value)) throw new TypeError(`not a space: ${value.slice(0, 40)}`);
  return value as SpaceId;
};
export const categoryId = (value: string): CategoryId => value as CategoryId;
export const sessionId = (value: string): SessionId => value as SessionId;
export const requestId = (value: string): RequestId => value as RequestId;

export const isGuildSpace = (space: SpaceId): boolean => space.startsWith('g');
/** The guild of a guild space, or null for a person's own space. */
export const guildOf = (space: SpaceId): GuildId | null => (isGuildSpace(space) ? (space.slice(1) as GuildId) : null);
