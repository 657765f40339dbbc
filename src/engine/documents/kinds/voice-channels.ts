import { z } from 'zod';
import { categoryId, channelId } from '../../../domain/ids.js';
import type { VoiceChannel } from '../../../domain/voice.js';
import { defineDocument } from '../document-kind.js';

const channel: z.ZodType<VoiceChannel> = z.looseObject({
  channel: z
    .string()
    .regex(/^\d{1,20}$/)
    .transform(channelId),
  category: z.string().max(60).transform(categoryId),
});
const channels: z.ZodType<readonly VoiceChannel[]> = z.array(channel);

/** The voice channels of a server that clock in who joins them, each with its category. */
export const voiceChannels = defineDocument({
  name: 'voice-channels',
  scope: 'space',
  fields: {
    channels: channels.default([]),
  },
});
