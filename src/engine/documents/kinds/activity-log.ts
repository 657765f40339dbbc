import { z } from 'zod';
import { LOG_KINDS, type LogPlaces } from '../../../domain/activity-log.js';
import { channelId } from '../../../domain/ids.js';
import { defineDocument } from '../document-kind.js';

const place = z.union([
  z.literal('off'),
  z
    .string()
    .regex(/^\d{1,20}$/)
    .transform(channelId),
]);
const places: z.ZodType<LogPlaces, object> = z.looseObject(
  Object.fromEntries(LOG_KINDS.map((kind) => [kind, place.exactOptional()])),
);

/** Which kinds of events a server tells elsewhere than in the channel of the setting `logChannel`, or not at all. */
export const activityLog = defineDocument({
  name: 'activity-log',
  scope: 'space',
  fields: {
    places: places.prefault({}),
  },
});
