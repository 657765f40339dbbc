import { z } from 'zod';
import type { Connection } from '../../src/engine/redis/connection.js';
import { bytes, list, pairs, text } from '../../src/engine/redis/replies.js';

/** A command that makes (a part of) a key; binary arguments as base64. */
const commandLine = z.array(z.union([z.string(), z.strictObject({ base64: z.string() })])).min(1);
type CommandLine = z.infer<typeof commandLine>;

/** Readable when it is text that survives the way there and back. */
const cell = (value: Buffer | string | number): CommandLine[number] => {
  const raw = Buffer.isBuffer(value) ? value : Buffer.from(String(value));
  const readable = raw.toString('utf8');
  return Buffer.from(readable, 'utf8').equals(raw) && !/[\p{Cc}\ufffd]/u.test(readable)
    ? readable
    : { base64: raw.toString('base64') };
};

const TAKERS: Readonly<
  Record<string, (connection: Connection, key: string) => Promise<readonly (readonly (Buffer | string)[])[]>>
> = {
  string: async (connection, key) => [['SET', key, bytes(await connection.send('GET', [key]))]],
  hash: async (connection, key) =>
    [...pairs(await connection.send('HGETALL', [key]))].map(([field, value]) => ['HSET', key, field, value]),
  set: async (connection, key) => list(await connection.send('SMEMBERS', [key])).map((member) => ['SADD', key, bytes(member)]),
  zset: async (connection, key) =>
    [...pairs(await connection.send('ZRANGE', [key, 0, -1, 'WITHSCORES']))].map(([member, score]) => [
      'ZADD',
      key,
      score,
      member,
    ]),
  list: async (connection, key) =>
    list(await connection.send('LRANGE', [key, 0, -1])).map((element) => ['RPUSH', key, bytes(element)]),
  stream: async (connection, key) =>
    list(await connection.send('XRANGE', [key, '-', '+'])).map((row) => {
      const [id, cells] = list(row);
      return ['XADD', key, text(id), ...list(cells).map(bytes)];
    }),
};

/** Every key of a (small, standalone) Redis as the commands that make it again, one JSON line each, in a fixed order. */
export const dumpRedis = async (connection: Connection): Promise<string> => {
  const keys = list(await connection.send('KEYS', ['*']))
    .map(text)
    .sort();
  const lines: string[] = [];
  for (const key of keys) {
    const type = text(await connection.send('TYPE', [key]));
    const commands = (await TAKERS[type]?.(connection, key)) ?? [];
    if (commands.length === 0) throw new Error(`${key}: a ${type} cannot be dumped`);
    const written = commands.map((command) => JSON.stringify(command.map(cell)));
    lines.push(...(type === 'list' || type === 'stream' ? written : written.sort()));
  }
  return `${lines.join('\n')}\n`;
};

export const loadRedis = async (connection: Connection, dump: string): Promise<void> => {
  for (const line of dump.trim().split('\n')) {
    const [name, ...args] = commandLine
      .parse(JSON.parse(line))
      .map((part) => (typeof part === 'string' ? part : Buffer.from(part.base64, 'base64')));
    await connection.send(String(name), args);
  }
};
