import { ChannelType } from 'discord-api-types/v10';
import { resolveCategory } from '../../domain/category-search.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { err, ok, type Result } from '../../domain/result.js';
import { MAY_CHANGE_SETTINGS } from '../../domain/settings.js';
import { VOICE_CHANNELS_MAX, type VoiceChannel } from '../../domain/voice.js';
import { voiceChannels } from '../../engine/documents/kinds/voice-channels.js';
import { voiceChannelList } from '../../views/voice.js';
import { activeChoices } from '../category-choices.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import { defineCommand, defineGroup } from '../kit/define.js';
import { inGuild, needs } from '../kit/guards.js';
import { opt } from '../kit/options.js';
import { failure, message, type Reply } from '../kit/reply.js';
import type { Feature } from '../kit/routes.js';
import { lookOf } from '../present.js';

type Needs = Pick<Deps, 'documents' | 'spaces' | 'voice'>;

const shared = { visibility: 'ephemeral', guards: [inGuild, needs(MAY_CHANGE_SETTINGS)] } as const;
const channelOption = opt.channel([ChannelType.GuildVoice, ChannelType.GuildStageVoice]).required();

/** Says which voice channels clock in to what, and what else there is to know about it. */
const show = async (ctx: Context, { documents, spaces, voice }: Needs): Promise<Reply> => {
  const [{ channels }, config] = await Promise.all([documents.of(voiceChannels).get(ctx.space), spaces.get(ctx.space)]);
  const shown = channels.map(({ channel, category }) => ({ channel, category: lookOf(config, category) }));
  return message(voiceChannelList({ channels: shown, graceMinutes: config.settings.voiceGrace, isHeard: voice.isHeard }, ctx.t));
};

/** Changes the list, once however often the interaction is delivered. */
const change = async (
  ctx: Context,
  deps: Needs,
  rule: (channels: readonly VoiceChannel[]) => Result<readonly VoiceChannel[], DomainError>,
): Promise<Reply> => {
  const by = { actor: ctx.user, requestId: ctx.id, at: ctx.occurredAt, event: 'voiceSet', source: ctx.source };
  const changed = await deps.documents.of(voiceChannels).update(ctx.space, by, (kept) => {
    const channels = rule(kept.channels);
    return channels.ok ? ok({ ...kept, channels: channels.value }) : channels;
  });
  return changed.ok ? show(ctx, deps) : failure(changed.error);
};

const set = defineCommand({
  ...shared,
  name: 'set',
  options: {
    channel: channelOption,
    category: opt.string({ minLength: 1, maxLength: 100, autocomplete: activeChoices }).required(),
  },
  async run(ctx, { channel, category: typed }, deps: Needs) {
    const category = resolveCategory(await deps.spaces.get(ctx.space), typed);
    if (!category.ok) return failure(category.error);
    return change(ctx, deps, (channels) => {
      const others = channels.filter((one) => one.channel !== channel);
      return others.length >= VOICE_CHANNELS_MAX
        ? err(domainError('VOICE_CHANNELS_FULL', { max: VOICE_CHANNELS_MAX }))
        : ok([...others, { channel, category: category.value.id }]);
    });
  },
});

const off = defineCommand({
  ...shared,
  name: 'off',
  options: { channel: channelOption },
  run: (ctx, { channel }, deps: Needs) =>
    change(ctx, deps, (channels) => {
      const others = channels.filter((one) => one.channel !== channel);
      return others.length === channels.length ? err(domainError('VOICE_CHANNEL_NOT_SET')) : ok(others);
    }),
});

const list = defineCommand({ ...shared, name: 'list', options: {}, run: (ctx, _options, deps: Needs) => show(ctx, deps) });

/** Voice channels that clock in and out those who agreed to it (`/privacy voice`). What they do is in `discord/voice`. */
export const voiceFeature: Feature = {
  commands: [defineGroup({ name: 'voice', guards: [], children: [set, off, list] })],
  components: [],
};
