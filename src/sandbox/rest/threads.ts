import { MessageFlags, PermissionFlagsBits } from 'discord-api-types/v10';
import { z } from 'zod';
import { parseForm } from '../check/form.js';
import { messageFlags } from '../messages/composer.js';
import type { Channel, Guild, Member, ThreadState } from '../world/model.js';
import { may } from '../world/permissions.js';
import { apiChannel } from '../world/present.js';
import type { ThreadPlan } from '../world/threads.js';
import { discordError } from './errors.js';
import { channelOf, Created, guildOf, type Call, type Route, type Services } from './route.js';

const name = z.string().min(1).max(100);
const autoArchive = z.literal([60, 1440, 4320, 10_080]).nullish();
const fromMessage = z.object({ name, auto_archive_duration: autoArchive });
/** Only public threads exist here; Discord takes a thread without a type for a private one. */
const onItsOwn = fromMessage.extend({ type: z.literal(11) });
const patch = z.object({
  name: name.nullish(),
  archived: z.boolean().nullish(),
  locked: z.boolean().nullish(),
  auto_archive_duration: autoArchive,
});

/** Public threads of text channels. */
export const threadRoutes = ({ world }: Services): Route[] => {
  const placeOf = (channel: Channel): { guild: Guild; bot: Member } => {
    if (channel.guildId === null) throw discordError('cannotInChannel');
    return guildOf(world, channel.guildId);
  };

  /** @throws DiscordError 50013, 50024 */
  const parentOf = (call: Call): Channel => {
    const channel = channelOf(world, call.param('channel'));
    const { guild, bot } = placeOf(channel);
    if (channel.thread) throw discordError('cannotInChannel');
    if (!may(guild, bot, PermissionFlagsBits.CreatePublicThreads)) throw discordError('missingPermissions');
    return channel;
  };

  const start = (parent: Channel, form: z.infer<typeof fromMessage>, id?: string): Channel => {
    const plan: ThreadPlan = {
      id,
      name: form.name,
      ownerId: world.botId,
      autoArchiveMinutes: form.auto_archive_duration ?? undefined,
    };
    return world.addThread(parent, plan);
  };

  const threadOf = (call: Call): { channel: Channel; thread: ThreadState; isModerator: boolean } => {
    const channel = channelOf(world, call.param('channel'));
    const { guild, bot } = placeOf(channel);
    if (!channel.thread) throw discordError('cannotInChannel');
    return { channel, thread: channel.thread, isModerator: may(guild, bot, PermissionFlagsBits.ManageThreads) };
  };

  return [
    {
      method: 'POST',
      path: '/channels/:channel/threads',
      auth: 'bot',
      handle(call) {
        const parent = parentOf(call);
        return new Created(apiChannel(world, start(parent, parseForm(onItsOwn, call.body))));
      },
    },
    {
      method: 'POST',
      path: '/channels/:channel/messages/:message/threads',
      auth: 'bot',
      handle(call) {
        const parent = parentOf(call);
        const form = parseForm(fromMessage, call.body);
        const record = world.messages.get(parent.id, call.param('message'));
        if (record?.ephemeralFor !== null) throw discordError('unknownMessage');
        if (world.channels.has(record.message.id)) throw discordError('threadExists');
        const thread = apiChannel(world, start(parent, form, record.message.id));
        world.updateMessage(record, { flags: messageFlags.parse((record.message.flags ?? 0) | MessageFlags.HasThread) });
        return new Created(thread);
      },
    },
    {
      method: 'PATCH',
      path: '/channels/:channel',
      auth: 'bot',
      handle(call) {
        const { channel, thread, isModerator } = threadOf(call);
        const form = parseForm(patch, call.body);
        const opens = form.archived === false;
        if (thread.archived && !opens) throw discordError('threadArchived');
        const mayChange = isModerator || (thread.ownerId === world.botId && !thread.locked && typeof form.locked !== 'boolean');
        if (!mayChange) throw discordError('missingPermissions');
        world.updateThread(channel, {
          name: form.name ?? undefined,
          archived: form.archived ?? undefined,
          locked: form.locked ?? undefined,
          autoArchiveMinutes: form.auto_archive_duration ?? undefined,
        });
        return apiChannel(world, channel);
      },
    },
    {
      method: 'DELETE',
      path: '/channels/:channel',
      auth: 'bot',
      handle(call) {
        const { channel, isModerator } = threadOf(call);
        if (!isModerator) throw discordError('missingPermissions');
        const gone = apiChannel(world, channel);
        world.deleteThread(channel);
        return gone;
      },
    },
  ];
};
