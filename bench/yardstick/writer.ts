import { createHash } from 'node:crypto';
import { Redis } from 'ioredis';
import { Packr } from 'msgpackr';
import { categoryOf, guildIdOf, memberId, noteOf } from '../lib/people.js';
import type { Subject } from '../lib/load.js';
import { BATCH } from './scripts.js';

/**
 * `cscript256`: the smallest correct clock-in / clock-out engine on Redis. Group commit, one script per guild (its keys are in one cluster
 * slot), 256 operations a batch, four batches under way. No cache, no breaker, no journal, no validation: the limit that ours is compared with.
 */

const packr = new Packr({ useRecords: false, variableMapSize: true });
const BATCH_SIZE = 256;
const IN_FLIGHT = 4;
const SHA = createHash('sha1').update(BATCH).digest('hex');

interface Operation {
  readonly guild: string;
  readonly member: string;
  readonly ts: number;
  /** Null: clock out. */
  readonly blob: Buffer | null;
  settle: (result: number) => void;
  fail: (error: unknown) => void;
}

export interface Yardstick extends Subject {
  close(): void;
}

export const createYardstick = async (port: number, guilds: number): Promise<Yardstick> => {
  const redis = new Redis({ host: '127.0.0.1', port, lazyConnect: true });
  await redis.connect();
  await redis.script('LOAD', BATCH);
  const began = Date.now();
  const day = new Date(began).toISOString().slice(0, 10);
  const [week, month] = ['2025W47', day.slice(0, 7)];
  let queue: Operation[] = [];
  let flying = 0;
  let armed = false;

  const run = async (operations: readonly Operation[]): Promise<void> => {
    const args: (string | number | Buffer)[] = [];
    for (const { guild, member, ts, blob } of operations)
      if (blob !== null) args.push(guild, member, ts, blob);
      else args.push(guild, member, ts, '', day, week, month);
    const reply = String(await redis.evalsha(SHA, 0, ...args));
    operations.forEach((operation, index) => operation.settle(reply.charCodeAt(index) - 48));
  };
  const send = async (batch: readonly Operation[]): Promise<void> => {
    const byGuild = new Map<string, Operation[]>();
    for (const operation of batch) {
      const list = byGuild.get(operation.guild);
      if (list === undefined) byGuild.set(operation.guild, [operation]);
      else list.push(operation);
    }
    await Promise.all([...byGuild.values()].map(run));
  };
  const pump = (onTick: boolean): void => {
    while (queue.length > 0 && flying < IN_FLIGHT && (onTick || queue.length >= BATCH_SIZE)) {
      const batch = queue.splice(0, BATCH_SIZE);
      flying += 1;
      void send(batch)
        .catch((error: unknown) => {
          for (const operation of batch) operation.fail(error);
        })
        .then(() => {
          flying -= 1;
          pump(true);
        });
    }
  };
  const submit = (fields: Pick<Operation, 'guild' | 'member' | 'ts' | 'blob'>): Promise<boolean> =>
    new Promise((resolve, reject) => {
      queue.push({ ...fields, settle: (result) => resolve(result === 1), fail: reject });
      if (queue.length >= BATCH_SIZE) pump(false);
      else if (!armed) {
        armed = true;
        setImmediate(() => {
          armed = false;
          pump(true);
        });
      }
    });

  return {
    clockIn: (member, turn) => {
      const session = {
        i: `S${turn.toString(36).padStart(9, '0')}`,
        c: categoryOf(turn),
        s: began + (turn % 1_000),
        d: noteOf(turn),
        ch: `11${10 ** 15 + (turn % 1_000)}`,
      };
      return submit({ guild: guildIdOf(member, guilds), member: memberId(member), ts: session.s, blob: packr.pack(session) });
    },
    clockOut: (member, turn) =>
      submit({ guild: guildIdOf(member, guilds), member: memberId(member), ts: began + 1_000 + (turn % 3_600_000), blob: null }),
    close: () => {
      queue = [];
      redis.disconnect();
    },
  };
};
