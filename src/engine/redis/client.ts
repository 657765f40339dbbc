import { Cluster, Redis, type RedisOptions } from 'ioredis';
import type { Logger, Random } from '../../domain/ports.js';
import type { Connection } from './connection.js';
import { parseEndpoint, type Endpoint } from './endpoint.js';

export interface ClientOptions {
  /** See `parseEndpoint`. */
  readonly url: string;
  readonly random: Random;
  readonly log: Logger;
  /** ms; an answer that takes longer counts as none. */
  readonly commandTimeoutMs?: number;
  readonly connectTimeoutMs?: number;
}

type Client = Redis | Cluster;

/**
 * Connects to a standalone server, a unix socket or a cluster, and keeps reconnecting with jittered backoff. Nothing is queued while the
 * link is down and nothing is sent again by itself: what to do then is the engine's decision. A socket that stays silent for a command
 * time-out is destroyed, so that a server that was stopped (SIGSTOP) leaves no half-dead connection behind.
 * @throws TypeError when the url is not understood
 */
export const connect = (options: ClientOptions): Connection => {
  const endpoint = parseEndpoint(options.url);
  const client = build(endpoint, options);
  const subscribers: Client[] = [];
  watch(client, options.log, 'commands');
  return {
    mode: endpoint.kind === 'cluster' ? 'cluster' : 'standalone',
    get ready() {
      return client.status === 'ready';
    },
    send: (command, args) => client.callBuffer(command, [...args]),
    run: async (script, keys, args) => {
      try {
        return await client.callBuffer('EVALSHA', [script.sha, keys.length, ...keys, ...args]);
      } catch (error) {
        if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
        return client.callBuffer('EVAL', [script.source, keys.length, ...keys, ...args]);
      }
    },
    subscribe: (channel, { onMessage, onBegun, onInterrupted }) => {
      const subscriber = build(endpoint, options);
      subscribers.push(subscriber);
      watch(subscriber, options.log, 'subscription');
      subscriber.on('ready', () => void subscriber.subscribe(channel).then(onBegun, onInterrupted));
      subscriber.on('message', (_channel: string, message: string) => onMessage(message));
      subscriber.on('close', onInterrupted);
    },
    onReady: (listener) => void client.on('ready', listener),
    onLost: (listener) => void client.on('close', listener),
    reset: () => client.disconnect(true),
    close: async () => {
      for (const each of [client, ...subscribers]) {
        each.removeAllListeners('close');
        each.disconnect();
      }
      await Promise.resolve();
    },
  };
};

/** Full jitter around a doubling delay, 50 ms to 2 s: a restart of Redis is noticed soon, and many processes do not come at once. */
export const backoff = (attempt: number, random: Random): number => {
  const ceiling = Math.min(2_000, 50 * 2 ** Math.min(attempt, 10));
  return Math.round(ceiling / 2 + (ceiling / 2) * random.next());
};

const build = (endpoint: Endpoint, options: ClientOptions): Client => {
  const commandTimeout = options.commandTimeoutMs ?? 1_500;
  const retry = (attempt: number): number => backoff(attempt, options.random);
  const shared = {
    commandTimeout,
    socketTimeout: commandTimeout,
    connectTimeout: options.connectTimeoutMs ?? 2_000,
    disconnectTimeout: 100,
    enableReadyCheck: true,
    autoResendUnfulfilledCommands: false,
    autoResubscribe: false,
    maxRetriesPerRequest: 0,
    maxLoadingRetryTime: 1_000,
    protocol: 2,
  } as const satisfies RedisOptions;
  if (endpoint.kind === 'socket')
    return new Redis({ ...shared, enableOfflineQueue: false, retryStrategy: retry, path: endpoint.path, db: endpoint.db });
  const access: Pick<RedisOptions, 'username' | 'password' | 'tls'> = {
    ...(endpoint.username === null ? {} : { username: endpoint.username }),
    ...(endpoint.password === null ? {} : { password: endpoint.password }),
    ...(endpoint.tls ? { tls: {} } : {}),
  };
  if (endpoint.kind === 'standalone')
    return new Redis({
      ...shared,
      ...access,
      enableOfflineQueue: false,
      retryStrategy: retry,
      host: endpoint.host,
      port: endpoint.port,
      db: endpoint.db,
    });
  return new Cluster([...endpoint.nodes], {
    redisOptions: { ...shared, ...access },
    enableOfflineQueue: false,
    clusterRetryStrategy: retry,
    slotsRefreshTimeout: commandTimeout,
    maxRedirections: 4,
    retryDelayOnFailover: 100,
    // With TLS the certificate names the host, so the host must not be resolved to an address.
    ...(endpoint.tls ? { dnsLookup: (host: string, done: (error: null, address: string) => void) => done(null, host) } : {}),
  });
};

/** ioredis prints errors that nobody listens to. One line when the link fails, one when it is back; not one per attempt. */
const watch = (client: Client, log: Logger, purpose: string): void => {
  let failing = false;
  client.on('error', (error: unknown) => {
    if (failing) return;
    failing = true;
    log.warn({ purpose, reason: error instanceof Error ? error.message : String(error) }, 'no link to Redis');
  });
  client.on('ready', () => {
    if (failing) log.info({ purpose }, 'link to Redis is back');
    failing = false;
  });
};
