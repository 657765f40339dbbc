import { z } from 'zod';
import { guildId, personalSpace, userId, type UserId } from '../../domain/ids.js';
import type { PendingLogin, WebSession, WebSessionStore } from '../web-sessions.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { bytesOrNull, integer, list as listOf, text } from './replies.js';
import { scripts } from './scripts.js';

const storedSession = z.object({
  name: z.string(),
  locale: z.string().nullable(),
  guilds: z.array(
    z
      .string()
      .regex(/^\d{1,20}$/)
      .transform(guildId),
  ),
  createdAt: z.number(),
  seenAt: z.number(),
});
const storedLogin = z.object({ state: z.string(), verifier: z.string(), next: z.string() });

/** What cannot be read is no session: the person logs in again. */
const parse = <T>(schema: z.ZodType<T>, value: string | null): T | null => {
  if (value === null) return null;
  try {
    return schema.safeParse(JSON.parse(value)).data ?? null;
  } catch {
    return null;
  }
};

const keyOf = (user: UserId): string => keys.webSessions(personalSpace(user));
const encode = ({ user: _user, hash: _hash, ...fields }: WebSession): string => JSON.stringify(fields);
const sessionIn = (user: UserId, hash: string, value: string | null): WebSession | null => {
  const fields = parse(storedSession, value);
  return fields === null ? null : { user: userId(user), hash, ...fields };
};

/** One hash for each person, in the slot of their own space, so that all their sessions are found, and ended, by one key. */
export const webSessionStore = (redis: Guarded): WebSessionStore => ({
  get: async (user, hash) => {
    const value = bytesOrNull(await redis.read((connection) => connection.send('HGET', [keyOf(user), hash])));
    return sessionIn(user, hash, value?.toString() ?? null);
  },
  put: async (session, forMs) => {
    const key = keyOf(session.user);
    await redis.write(async (connection) => {
      await connection.send('HSET', [key, session.hash, encode(session)]);
      await connection.send('PEXPIRE', [key, forMs]);
    });
  },
  touch: async (session, forMs) => {
    const args = [session.hash, encode(session), forMs];
    return integer(await redis.write((connection) => connection.run(scripts.touchWebSession, [keyOf(session.user)], args))) === 1;
  },
  list: async (user) => {
    const pairs = listOf(await redis.read((connection) => connection.send('HGETALL', [keyOf(user)]))).map(text);
    const found: WebSession[] = [];
    for (let at = 0; at + 1 < pairs.length; at += 2) {
      const session = sessionIn(user, pairs[at] ?? '', pairs[at + 1] ?? null);
      if (session !== null) found.push(session);
    }
    return found;
  },
  remove: async (user, hashes) =>
    hashes.length > 0 && integer(await redis.write((connection) => connection.send('HDEL', [keyOf(user), ...hashes]))) > 0,
  removeAll: async (user) => integer(await redis.write((connection) => connection.send('DEL', [keyOf(user)]))) === 1,
  putLogin: async (hash, login, forMs) => {
    const value = JSON.stringify(login satisfies PendingLogin);
    await redis.write((connection) => connection.send('SET', [keys.webLogin(hash), value, 'PX', forMs]));
  },
  takeLogin: async (hash) => {
    const key = keys.webLogin(hash);
    const value = bytesOrNull(await redis.read((connection) => connection.send('GET', [key])));
    // Of two who read it, one deletes it.
    const isOurs = value !== null && integer(await redis.write((connection) => connection.send('DEL', [key]))) === 1;
    return isOurs ? parse(storedLogin, value.toString()) : null;
  },
});
