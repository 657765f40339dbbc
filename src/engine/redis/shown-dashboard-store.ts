import { z } from 'zod';
import { messageId } from '../../domain/ids.js';
import type { ShownDashboard, ShownDashboards } from '../shown-dashboards.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { bytesOrNull } from './replies.js';
import { scan } from './space-reads.js';

const message = z
  .string()
  .regex(/^\d{1,20}$/)
  .transform(messageId);
const stored: z.ZodType<ShownDashboard> = z.object({
  message,
  fingerprint: z.string(),
  editedAt: z.int().nullable(),
  seenAt: z.int(),
  removed: message.nullable(),
});

/** What cannot be read counts as lost: then the message is edited once more. */
const read = (value: Buffer | null): ShownDashboard | null => {
  if (value === null) return null;
  try {
    return stored.safeParse(JSON.parse(value.toString())).data ?? null;
  } catch {
    return null;
  }
};

/** One hash of the space. It is no change that a member waits for, and none that the ledger tells, so it passes no lane. */
export const shownDashboards = (redis: Guarded): ShownDashboards => ({
  get: async (space, id) =>
    read(bytesOrNull(await redis.read((connection) => connection.send('HGET', [keys.shownDashboards(space), id])))),
  set: async (space, id, shown) => {
    await redis.write((connection) => connection.send('HSET', [keys.shownDashboards(space), id, JSON.stringify(shown)]));
  },
  keepOnly: async (space, ids) => {
    const key = keys.shownDashboards(space);
    const gone: string[] = [];
    for await (const id of scan(redis, 'HSCAN', key)) if (!ids.has(id)) gone.push(id);
    if (gone.length > 0) await redis.write((connection) => connection.send('HDEL', [key, ...gone]));
  },
});
