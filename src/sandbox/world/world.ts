import type { APIApplicationCommand, APIMessage } from 'discord-api-types/v10';
import type { WorldEvent } from './events.js';
import { Messages } from './messages.js';
import type { Application, Channel, Guild, Member, MessageRecord, Role, StoredGuild, StoredWorld, User } from './model.js';
import type { ThreadChange, ThreadPlan } from './threads.js';
import { newThread, threadChange } from './threads.js';
import { botPermissions } from './permissions.js';
import { Snowflakes } from './snowflake.js';
import type { WorldClock } from '../world-clock.js';

type Listener = (event: WorldEvent) => void;

/**
 * Everything that exists in this Discord, in maps by id, and the only place that changes it. Each change is told to the
 * listeners (gateway, page, snapshot). It trusts its callers: whether somebody may do a thing is asked at the border.
 */
export class World {
  readonly clock: WorldClock;
  readonly ids: Snowflakes;
  readonly users = new Map<string, User>();
  readonly guilds = new Map<string, Guild>();
  readonly channels = new Map<string, Channel>();
  readonly commands = new Map<string, APIApplicationCommand>();
  readonly messages = new Messages();
  /** Person -> their direct messages with the bot. */
  readonly #directMessages = new Map<string, Channel>();
  readonly #listeners = new Set<Listener>();
  application: Application;
  /** See `worldSchema`. */
  era = 0;
  sampled = false;
  /** Base URL, for links in messages; known once the server listens. */
  url = '';

  constructor(clock: WorldClock, application: Application) {
    this.clock = clock;
    this.ids = new Snowflakes(clock);
    this.application = application;
  }

  /** The answer stops listening. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(event: WorldEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  get botId(): string {
    return this.application.id;
  }

  get botUser(): User {
    const user = this.users.get(this.botId);
    if (!user) throw new Error('the world has no bot user');
    return user;
  }

  botMember(guild: Guild): Member | undefined {
    return guild.members.get(this.botId);
  }

  /** A guild comes into being, with the bot in it or not. */
  addGuild(stored: StoredGuild): Guild {
    const guild = this.#addGuild(stored);
    this.emit({ type: 'guild_create', guild });
    return guild;
  }

  #addGuild({ channels, roles, members, voice, ...guild }: StoredGuild): Guild {
    const added: Guild = {
      ...guild,
      channels: new Map(channels.map((channel) => [channel.id, channel])),
      roles: new Map(roles.map((role) => [role.id, role])),
      members: new Map(members.map((member) => [member.userId, member])),
      voice: new Map(voice.map((state) => [state.userId, state])),
    };
    this.guilds.set(guild.id, added);
    for (const channel of channels) this.channels.set(channel.id, channel);
    return added;
  }

  /** A person joins; without effect for a member. */
  join(guild: Guild, userId: string): Member {
    const present = guild.members.get(userId);
    if (present) return present;
    const member: Member = { userId, roles: [], nick: null, joinedAt: this.clock.now() };
    guild.members.set(userId, member);
    this.emit({ type: 'member_add', guild, member });
    return member;
  }

  leave(guild: Guild, userId: string): boolean {
    if (!guild.members.has(userId)) return false;
    this.moveVoice(guild, userId, null);
    guild.members.delete(userId);
    this.emit({ type: 'member_remove', guild, userId });
    return true;
  }

  /** A member joins a voice channel of the guild, moves there, or (null) leaves the one they are in. A new connection unless they move. */
  moveVoice(guild: Guild, userId: string, channelId: string | null): void {
    const before = guild.voice.get(userId);
    if (before?.channelId === channelId || (before === undefined && channelId === null)) return;
    const sessionId = before?.sessionId ?? BigInt(this.ids.next()).toString(16);
    if (channelId === null) guild.voice.delete(userId);
    else guild.voice.set(userId, { userId, channelId, sessionId });
    this.emit({ type: 'voice', guild, userId, channelId, sessionId });
  }

  /** Invites the bot with a managed role of its own right above the other roles it shall manage. */
  inviteBot(guild: Guild): void {
    if (guild.members.has(this.botId)) return;
    const role: Role = {
      id: this.ids.next(),
      name: this.application.name,
      color: 0,
      hoist: false,
      position: 1,
      permissions: botPermissions.toString(),
      managed: true,
      mentionable: false,
      botId: this.botId,
    };
    for (const other of guild.roles.values()) if (other.position >= 1) other.position++;
    guild.roles.set(role.id, role);
    guild.members.set(this.botId, { userId: this.botId, roles: [role.id], nick: null, joinedAt: this.clock.now() });
    this.emit({ type: 'guild_create', guild });
  }

  removeBot(guild: Guild): void {
    if (!guild.members.delete(this.botId)) return;
    for (const role of [...guild.roles.values()]) if (role.botId === this.botId) this.#dropRole(guild, role.id);
    for (const command of [...this.commands.values()]) if (command.guild_id === guild.id) this.commands.delete(command.id);
    this.emit({ type: 'guild_delete', guild });
  }

  addRole(guild: Guild, fields: Omit<Role, 'id' | 'position' | 'managed' | 'botId'>): Role {
    for (const other of guild.roles.values()) if (other.position >= 1) other.position++;
    const role: Role = { ...fields, id: this.ids.next(), position: 1, managed: false, botId: null };
    guild.roles.set(role.id, role);
    this.emit({ type: 'role_create', guild, role });
    return role;
  }

  updateRole(guild: Guild, role: Role, change: Partial<Omit<Role, 'id' | 'position'>>): void {
    Object.assign(role, change);
    this.emit({ type: 'role_update', guild, role });
  }

  /** Moves a role to `position` (1 is right above @everyone); the ones between close up. */
  moveRole(guild: Guild, role: Role, position: number): void {
    const others = [...guild.roles.values()].filter((other) => other.id !== guild.id && other.id !== role.id);
    others.sort((a, b) => a.position - b.position || (BigInt(a.id) < BigInt(b.id) ? 1 : -1));
    others.splice(Math.max(0, position - 1), 0, role);
    for (const [index, other] of others.entries()) {
      if (other.position === index + 1) continue;
      other.position = index + 1;
      this.emit({ type: 'role_update', guild, role: other });
    }
  }

  deleteRole(guild: Guild, roleId: string): void {
    this.#dropRole(guild, roleId);
    this.emit({ type: 'role_delete', guild, roleId });
  }

  #dropRole(guild: Guild, roleId: string): void {
    guild.roles.delete(roleId);
    for (const member of guild.members.values()) {
      if (member.roles.includes(roleId)) member.roles = member.roles.filter((id) => id !== roleId);
    }
  }

  updateMember(guild: Guild, member: Member, change: Partial<Pick<Member, 'nick' | 'roles'>>): void {
    Object.assign(member, change);
    this.emit({ type: 'member_update', guild, member });
  }

  /** The direct messages of a person with the bot; opened when they are not yet. */
  directMessage(userId: string): Channel {
    const open = this.#directMessages.get(userId);
    if (open) return open;
    const channel: Channel = {
      id: this.ids.next(),
      type: 1,
      guildId: null,
      name: null,
      topic: null,
      position: 0,
      recipientId: userId,
      lastMessageId: null,
      thread: null,
    };
    this.#addDirectMessage(channel);
    this.emit({ type: 'channel_create', channel });
    return channel;
  }

  #addDirectMessage(channel: Channel): void {
    this.channels.set(channel.id, channel);
    if (channel.recipientId !== null) this.#directMessages.set(channel.recipientId, channel);
  }

  /** Starts a public thread of a guild's text channel. It stands among the guild's channels. */
  addThread(parent: Channel, plan: ThreadPlan): Channel {
    const thread = newThread(parent, plan, { id: plan.id ?? this.ids.next(), at: this.clock.now() });
    this.channels.set(thread.id, thread);
    this.guilds.get(parent.guildId ?? '')?.channels.set(thread.id, thread);
    this.emit({ type: 'thread_create', thread });
    return thread;
  }

  /** Renames, archives, opens or locks a thread; without effect on another channel. */
  updateThread(thread: Channel, change: ThreadChange): void {
    if (!thread.thread) return;
    Object.assign(thread, threadChange(thread, thread.thread, change, this.clock.now()));
    this.emit({ type: 'thread_update', thread });
  }

  deleteThread(thread: Channel): void {
    this.channels.delete(thread.id);
    this.guilds.get(thread.guildId ?? '')?.channels.delete(thread.id);
    this.emit({ type: 'thread_delete', thread });
  }

  /** Whether a person takes direct messages of the bot (50007 when not). */
  setDirectMessages(user: User, open: boolean): void {
    user.directMessages = open;
    this.emit({ type: 'people' });
  }

  /** Is there a guild with both the bot and this person in it? */
  sharesGuild(userId: string): boolean {
    for (const { members } of this.guilds.values()) if (members.has(userId) && members.has(this.botId)) return true;
    return false;
  }

  addMessage(record: MessageRecord, nonce?: string): void {
    this.messages.add(record);
    const channel = this.channels.get(record.message.channel_id);
    if (channel && record.ephemeralFor === null) {
      channel.lastMessageId = record.message.id;
      if (channel.thread) channel.thread.messages++;
    }
    this.emit({ type: 'message_create', record, nonce: nonce ?? null });
  }

  updateMessage(record: MessageRecord, change: Partial<APIMessage>, nonce?: string): void {
    Object.assign(record.message, change);
    this.emit({ type: 'message_update', record, nonce: nonce ?? null });
  }

  deleteMessage(record: MessageRecord): void {
    this.messages.delete(record);
    this.emit({ type: 'message_delete', record });
  }

  /** Takes the place of everything there is; for the start and for "forget everything". */
  restore(stored: StoredWorld): void {
    this.application = stored.application;
    this.era = stored.era;
    this.sampled = stored.sampled;
    if (stored.movedMs < this.clock.movedMs) this.ids.restart();
    this.clock.begin(stored.movedMs);
    for (const map of [this.users, this.guilds, this.channels, this.commands, this.#directMessages]) map.clear();
    this.messages.clear();
    for (const user of stored.users) this.users.set(user.id, user);
    for (const guild of stored.guilds) this.#addGuild(guild);
    for (const channel of stored.directMessages) this.#addDirectMessage(channel);
    for (const [, records] of stored.messages) for (const record of records) this.messages.add(record);
    for (const command of stored.commands) this.commands.set(command.id, command);
    this.emit({ type: 'reset' });
  }

  /** A plain copy for the snapshot; it shares the leaves, so write it out before the next tick. */
  dump(): StoredWorld {
    return {
      version: 1,
      era: this.era,
      movedMs: this.clock.movedMs,
      sampled: this.sampled,
      url: this.url,
      application: this.application,
      users: [...this.users.values()],
      guilds: [...this.guilds.values()].map((guild) => ({
        ...guild,
        channels: [...guild.channels.values()],
        roles: [...guild.roles.values()],
        members: [...guild.members.values()],
        voice: [...guild.voice.values()],
      })),
      directMessages: [...this.#directMessages.values()],
      messages: this.messages.dump(),
      commands: [...this.commands.values()],
    };
  }
}
