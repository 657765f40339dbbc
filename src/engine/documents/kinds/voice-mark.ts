import { z } from 'zod';
import { channelId } from '../../../domain/ids.js';
import { defineDocument } from '../document-kind.js';

/** What was done last for a member about voice channels: see `VoiceMark` of the domain. Of who has not agreed there is none. */
export const voiceMark = defineDocument({
  name: 'voice-mark',
  scope: 'member',
  fields: {
    moves: z.int().min(0).default(0),
    channel: z
      .string()
      .regex(/^\d{1,20}$/)
      .transform(channelId)
      .nullable()
      .default(null),
    /** ms */
    leftAt: z.int().nullable().default(null),
    /** ms */
    pausedAt: z.int().nullable().default(null),
  },
});
