import { z } from 'zod';
import { JOB_FOR_MS, type ExportJob, type ExportJobs } from '../export-jobs.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { bytesOrNull } from './replies.js';

const count = z.number().int().min(0);
const job: z.ZodType<ExportJob> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('waiting'), place: count }),
  z.object({ kind: z.literal('running'), rows: count, of: count.nullable() }),
  z.object({
    kind: z.literal('ready'),
    until: z.number(),
    isOthers: z.boolean(),
    file: z.object({ path: z.string(), name: z.string(), contentType: z.string(), size: count, rows: count }),
  }),
  z.object({ kind: z.literal('failed'), code: z.string() }),
  z.object({ kind: z.literal('over') }),
]);
const stored = z.object({ at: z.number(), job });

/** What cannot be read was told by a process of another version: nothing is known of it. */
const parse = (value: Buffer | null): z.output<typeof stored> | null => {
  if (value === null) return null;
  try {
    return stored.safeParse(JSON.parse(value.toString())).data ?? null;
  } catch {
    return null;
  }
};

const endOf = (id: string): string => `end:${id}`;

/** One hash of the member, which ends by itself soon after nobody tells of any export of theirs. */
export const exportJobStore = (redis: Guarded): ExportJobs => ({
  async tell({ space, user, id }, told, now) {
    const key = keys.exportJobs(space, user);
    const [, , wish] = await redis.write((connection) =>
      Promise.all([
        connection.send('HSET', [key, id, JSON.stringify({ at: now, job: told })]),
        connection.send('PEXPIRE', [key, JOB_FOR_MS]),
        connection.send('HGET', [key, endOf(id)]),
      ]),
    );
    return bytesOrNull(wish) !== null;
  },
  async get({ space, user, id }, now) {
    const found = parse(
      bytesOrNull(await redis.read((connection) => connection.send('HGET', [keys.exportJobs(space, user), id]))),
    );
    return found === null || Math.abs(now - found.at) > JOB_FOR_MS ? null : found.job;
  },
  async wishEnd({ space, user, id }) {
    const key = keys.exportJobs(space, user);
    await redis.write((connection) =>
      Promise.all([connection.send('HSET', [key, endOf(id), '1']), connection.send('PEXPIRE', [key, JOB_FOR_MS])]),
    );
  },
});
