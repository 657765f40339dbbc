import { z } from 'zod';
import { userId, type SpaceId, type UserId } from '../../domain/ids.js';
import type { NotionPageMemory, NotionPages, WaitingDays } from '../notion-pages.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { bytesOrNull, list, pairs } from './replies.js';
import { scripts } from './scripts.js';

const written = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]));
const stored: z.ZodType<NotionPageMemory> = z.object({
  source: z.string(),
  page: z.string().nullable(),
  wrote: written,
  writing: written.nullable(),
  gone: z.enum(['by-hand', 'by-us']).nullable(),
  refused: z.string().nullable(),
});

/** What cannot be read counts as lost: then the page is looked up at Notion by our id. */
const memoryIn = (value: Buffer | null): NotionPageMemory | null => {
  if (value === null) return null;
  try {
    return stored.safeParse(JSON.parse(value.toString())).data ?? null;
  } catch {
    return null;
  }
};

const WAITING = /^(\d+):(\d{8}(?:,\d{8})*)$/;
const waitingIn = (value: string): WaitingDays | null => {
  const [, version, days] = WAITING.exec(value) ?? [];
  return version === undefined || days === undefined ? null : { version: Number(version), days: days.split(',') };
};

/** A hash for each member, and one of the space that names the days that wait, in the slot of the ledger. */
export const notionPages = (redis: Guarded): NotionPages => {
  const keep = async (
    space: SpaceId,
    user: UserId,
    version: number,
    key: string,
    field: string,
    value: string,
  ): Promise<void> => {
    const names = [keys.states(space), keys.erasing(space), key];
    await redis.write((connection) => connection.run(scripts.keepForMember, names, [user, version, field, value]));
  };
  return {
    get: async (space, user, names) => {
      if (names.length === 0) return new Map();
      const key = keys.notionPages(space, user);
      const values = list(await redis.read((connection) => connection.send('HMGET', [key, ...names])));
      const found = new Map<string, NotionPageMemory>();
      for (const [at, name] of names.entries()) {
        const memory = memoryIn(bytesOrNull(values[at]));
        if (memory !== null) found.set(name, memory);
      }
      return found;
    },
    set: (space, user, name, memory, version) =>
      keep(space, user, version, keys.notionPages(space, user), name, JSON.stringify(memory)),
    waitingDays: async (space) => {
      const reply = await redis.read((connection) => connection.send('HGETALL', [keys.notionDays(space)]));
      const found = new Map<UserId, WaitingDays>();
      for (const [member, value] of pairs(reply)) {
        const waiting = waitingIn(value.toString());
        if (waiting !== null) found.set(userId(member.toString()), waiting);
      }
      return found;
    },
    setWaitingDays: (space, user, { days, version }) =>
      keep(space, user, version, keys.notionDays(space), user, days.length === 0 ? '' : `${version}:${days.join(',')}`),
  };
};
