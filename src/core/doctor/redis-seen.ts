import { join } from 'node:path';
import { delay, type Clock, type Logger, type LogFields, type Random } from '../../domain/ports.js';
import { connect } from '../../engine/redis/client.js';
import type { Connection } from '../../engine/redis/connection.js';
import { runningManagedRedis } from '../../engine/redis/managed.js';
import type { Config } from '../config.js';
import { readTlsFiles } from '../redis-tls.js';
import { once } from './once.js';

/** `connection`: it is there. `absent`: the managed one does not run, so there is nothing to ask. `unreachable`: why. */
export type RedisLook =
  | { readonly kind: 'connection'; readonly connection: Connection }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreachable'; readonly reason: string };

export interface RedisSeen {
  /** Connects at the first call. */
  open(): Promise<RedisLook>;
  /** One section of INFO, or all; rejects when there is no connection. */
  info(section: string): Promise<ReadonlyMap<string, string>>;
  close(): Promise<void>;
}

/** ms to wait for the connection, and for another try when the first was refused. */
const PATIENCE_MS = 4_000;
const REFUSED_MS = 500;

/** The Redis of REDIS_URL, or the managed one when it runs. It is never started: that would be a change. */
export const seeRedis = (
  config: Pick<Config, 'redisUrl' | 'redisTls' | 'dataDir'>,
  { clock, random }: { readonly clock: Clock; readonly random: Random },
): RedisSeen => {
  let opened: Connection | null = null;
  const heard: Heard = { reason: null };
  const open = once(async (): Promise<RedisLook> => {
    const url = config.redisUrl?.reveal() ?? (await runningManagedRedis(join(config.dataDir, 'redis')));
    if (url === null) return { kind: 'absent' };
    const tls = await readTlsFiles(config.redisTls);
    const connection = connect({ url, tls, random, clock, log: hearing(heard) });
    opened = connection;
    const began = clock.monotonic();
    while (!connection.ready) {
      const patience = heard.reason === null || connection.settling ? PATIENCE_MS : REFUSED_MS;
      if (clock.monotonic() - began > patience)
        return { kind: 'unreachable', reason: connection.settling ? 'it is loading its data' : (heard.reason ?? 'no answer') };
      await delay(clock, 20);
    }
    return { kind: 'connection', connection };
  });
  return {
    open,
    info: async (section) => {
      const look = await open();
      if (look.kind !== 'connection') throw new Error('there is no connection');
      const reply = await look.connection.send('INFO', [section]);
      return new Map(
        String(reply)
          .split('\r\n')
          .flatMap((line) => {
            const colon = line.indexOf(':');
            return colon <= 0 ? [] : [[line.slice(0, colon), line.slice(colon + 1)] as const];
          }),
      );
    },
    close: async () => opened?.close(),
  };
};

interface Heard {
  reason: string | null;
}

/** The client tells its log why there is no link. */
const hearing = (heard: Heard): Logger => {
  const listen = (fields: LogFields): void => {
    if (typeof fields['reason'] === 'string') heard.reason = fields['reason'];
  };
  const log: Logger = { debug: () => undefined, info: () => undefined, warn: listen, error: listen, child: () => log };
  return log;
};
