import { z } from 'zod';
import { isErrorCode } from '../../domain/errors.js';
import { channelId } from '../../domain/ids.js';
import { NOTHING_POSTED, type PostedLog, type PostedLogs } from '../posted-log.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { bytesOrNull } from './replies.js';

const count = z.int().min(0);
const channel = z
  .string()
  .regex(/^\d{1,20}$/)
  .transform(channelId);
const part = z.object({ channel, rows: z.array(count), missed: count, isDone: z.boolean() });
const stored: z.ZodType<PostedLog> = z.object({
  batch: z.object({ rows: z.array(z.string().max(20)), parts: z.array(part) }).nullable(),
  channels: z.record(z.string(), z.object({ missed: count, refused: z.string().refine(isErrorCode).nullable() })),
});

/** What cannot be read counts as lost: then a message that a crash came after may come twice. */
const read = (value: Buffer | null): PostedLog => {
  if (value === null) return NOTHING_POSTED;
  try {
    return stored.safeParse(JSON.parse(value.toString())).data ?? NOTHING_POSTED;
  } catch {
    return NOTHING_POSTED;
  }
};

/** One string of the space, in the slot of its ledger and of the positions there. */
export const postedLogs = (redis: Guarded): PostedLogs => ({
  get: async (space) => read(bytesOrNull(await redis.read((connection) => connection.send('GET', [keys.postedLog(space)])))),
  set: async (space, posted) => {
    await redis.write((connection) => connection.send('SET', [keys.postedLog(space), JSON.stringify(posted)]));
  },
});
