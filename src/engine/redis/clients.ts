import { Cluster, Redis, type RedisOptions } from 'ioredis';
import type { Random } from '../../domain/ports.js';
import type { Endpoint } from './endpoint.js';

export type Client = Redis | Cluster;

export interface Timings {
  readonly random: Random;
  readonly commandTimeoutMs: number;
  readonly connectTimeoutMs: number;
}

/** Jitter around a doubling delay, up to 2 s: a restart of Redis is noticed soon, and many processes do not come at once. */
export const backoff = (attempt: number, random: Random): number => {
  const ceiling = Math.min(2_000, 50 * 2 ** Math.min(attempt, 10));
  return Math.round(ceiling / 2 + (ceiling / 2) * random.next());
};

/** For commands: nothing is queued and nothing is sent again. */
export const commandClient = (endpoint: Endpoint, timings: Timings): Client => {
  if (endpoint.kind !== 'cluster') return new Redis(single(endpoint, timings));
  return new Cluster([...endpoint.nodes], {
    redisOptions: { ...shared(timings), ...access(endpoint) },
    enableOfflineQueue: false,
    clusterRetryStrategy: (attempt) => backoff(attempt, timings.random),
    slotsRefreshTimeout: timings.commandTimeoutMs,
    maxRedirections: 4,
    retryDelayOnFailover: 100,
    // With TLS the certificate names the host, so the host must not be resolved to an address.
    ...(endpoint.tls ? { dnsLookup: (host: string, done: (error: null, address: string) => void) => done(null, host) } : {}),
  });
};

/**
 * For a subscription. In a cluster every message reaches every node, so one plain connection to one node will do, and it tells when it was
 * interrupted; ioredis' own cluster subscriber changes its connection without a word. The next node is tried when one does not answer.
 */
export const subscriberClient = (endpoint: Endpoint, timings: Timings): Redis => {
  if (endpoint.kind !== 'cluster') return new Redis(single(endpoint, timings));
  const client: Redis = new Redis({
    ...shared(timings),
    ...access(endpoint),
    ...endpoint.nodes[0],
    enableOfflineQueue: false,
    retryStrategy: (attempt) => {
      // The connector reads these anew for each attempt.
      Object.assign(client.options, endpoint.nodes[attempt % endpoint.nodes.length]);
      return backoff(attempt, timings.random);
    },
  });
  return client;
};

const single = (endpoint: Exclude<Endpoint, { kind: 'cluster' }>, timings: Timings) => ({
  ...shared(timings),
  ...(endpoint.kind === 'socket' ? { path: endpoint.path } : { host: endpoint.host, port: endpoint.port, ...access(endpoint) }),
  db: endpoint.db,
  enableOfflineQueue: false,
  retryStrategy: (attempt: number) => backoff(attempt, timings.random),
});

const shared = ({ commandTimeoutMs, connectTimeoutMs }: Timings) =>
  ({
    commandTimeout: commandTimeoutMs,
    socketTimeout: commandTimeoutMs,
    connectTimeout: connectTimeoutMs,
    disconnectTimeout: 100,
    enableReadyCheck: true,
    autoResendUnfulfilledCommands: false,
    autoResubscribe: false,
    maxRetriesPerRequest: 0,
    maxLoadingRetryTime: 1_000,
    protocol: 2,
  }) as const satisfies RedisOptions;

const access = (endpoint: Exclude<Endpoint, { kind: 'socket' }>): Pick<RedisOptions, 'username' | 'password' | 'tls'> => ({
  ...(endpoint.username === null ? {} : { username: endpoint.username }),
  ...(endpoint.password === null ? {} : { password: endpoint.password }),
  ...(endpoint.tls ? { tls: {} } : {}),
});
