import { PermissionFlagsBits } from 'discord-api-types/v10';
import { parseMessage } from '../check/message.js';
import type { Channel, MessageRecord } from '../world/model.js';
import { may } from '../world/permissions.js';
import { apiChannel } from '../world/present.js';
import { discordError, tooManyOldEdits } from './errors.js';
import { channelOf, queryNumber, type Call, type Route, type Services } from './route.js';

const EPHEMERAL = 64;
/** SEND_MESSAGES has no effect in threads. */
const IN_THREADS = PermissionFlagsBits.SendMessagesInThreads;
const HOUR_MS = 3_600_000;

export const channelRoutes = ({ world, composer, oldEdits }: Services): Route[] => {
  /** @throws DiscordError 50007, 50278 when this is a person who takes no direct messages of the bot */
  const refuseUnwilling = (channel: Channel): void => {
    const person = channel.recipientId === null ? undefined : world.users.get(channel.recipientId);
    if (!person) return;
    if (!world.sharesGuild(person.id)) throw discordError('noMutualGuilds');
    if (!person.directMessages) throw discordError('cannotDirectMessage');
  };

  /** @throws DiscordError 30046 when too many messages older than an hour were edited in this channel */
  const refuseOld = ({ message }: MessageRecord): void => {
    if (world.clock.now() - Date.parse(message.timestamp) < HOUR_MS) return;
    const waitMs = oldEdits.takeOldEdit(message.channel_id);
    if (waitMs > 0) throw tooManyOldEdits(waitMs / 1000);
  };

  /** @throws DiscordError 50013 when the bot lacks `permission` in the channel's guild */
  const channelWhere = (call: Call, permission: bigint): Channel => {
    const channel = channelOf(world, call.param('channel'));
    const guild = world.guilds.get(channel.guildId ?? '');
    const bot = guild && world.botMember(guild);
    const needed = channel.thread && permission === PermissionFlagsBits.SendMessages ? IN_THREADS : permission;
    if (guild && bot && !may(guild, bot, needed)) throw discordError('missingPermissions');
    return channel;
  };

  const messageOf = (call: Call, permission = PermissionFlagsBits.ViewChannel): MessageRecord => {
    const channel = channelWhere(call, permission);
    const record = world.messages.get(channel.id, call.param('message'));
    if (record?.ephemeralFor !== null) throw discordError('unknownMessage');
    return record;
  };

  return [
    {
      method: 'GET',
      path: '/channels/:channel',
      auth: 'bot',
      handle: (call) => apiChannel(world, channelOf(world, call.param('channel'))),
    },
    {
      method: 'GET',
      path: '/channels/:channel/messages',
      auth: 'bot',
      handle(call) {
        const channel = channelWhere(call, PermissionFlagsBits.ReadMessageHistory);
        const limit = queryNumber(call.query['limit'], 50, 100);
        const before = typeof call.query['before'] === 'string' ? BigInt(call.query['before']) : null;
        const after = typeof call.query['after'] === 'string' ? BigInt(call.query['after']) : null;
        const messages = world.messages
          .list(channel.id, null)
          .map(({ message }) => message)
          .filter(({ id }) => (before === null || BigInt(id) < before) && (after === null || BigInt(id) > after));
        return (after === null ? messages.slice(-limit) : messages.slice(0, limit)).reverse();
      },
    },
    {
      method: 'POST',
      path: '/channels/:channel/messages',
      auth: 'bot',
      async handle(call) {
        const channel = channelWhere(call, PermissionFlagsBits.SendMessages);
        if (call.files.length > 0) channelWhere(call, PermissionFlagsBits.AttachFiles);
        refuseUnwilling(channel);
        const form = parseMessage(call.body);
        const replyTo = form.message_reference && world.messages.get(channel.id, form.message_reference.message_id);
        const record = await composer.post({
          channel,
          form: { ...form, flags: (form.flags ?? 0) & ~EPHEMERAL },
          files: call.files,
          ephemeralFor: null,
          ...(replyTo ? { replyTo: replyTo.message } : {}),
        });
        return record.message;
      },
    },
    { method: 'GET', path: '/channels/:channel/messages/:message', auth: 'bot', handle: (call) => messageOf(call).message },
    {
      method: 'PATCH',
      path: '/channels/:channel/messages/:message',
      auth: 'bot',
      async handle(call) {
        const record = messageOf(call);
        if (record.message.author.id !== world.botId) throw discordError('foreignMessage');
        const form = parseMessage(call.body, [], record.message.flags ?? 0);
        refuseOld(record);
        await composer.edit(record, form, call.files);
        return record.message;
      },
    },
    {
      method: 'DELETE',
      path: '/channels/:channel/messages/:message',
      auth: 'bot',
      handle(call) {
        const record = messageOf(call);
        const isForeign = record.message.author.id !== world.botId;
        world.deleteMessage(isForeign ? messageOf(call, PermissionFlagsBits.ManageMessages) : record);
      },
    },
  ];
};
