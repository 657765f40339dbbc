import { Cluster, Redis, type RedisOptions } from 'ioredis';
import type { Clock, Random } from '../../domain/ports.js';
import { Connector, patientConnector } from './connector.js';
import type { NodeAddress } from './cluster-nodes.js';
import type { Endpoint } from './endpoint.js';
import { Patience } from './patience.js';

export type Client = Redis | Cluster;

export interface Timings {
  readonly clock: Pick<Clock, 'every'>;
  readonly random: Random;
  readonly commandTimeoutMs: number;
  readonly connectTimeoutMs: number;
  /** What `rediss://` needs beyond what the system knows. */
  readonly tls: TlsFiles;
}

/** PEM, as read from the files. */
export interface TlsFiles {
  /** Who may have signed the server's certificate; those that the system trusts unless told. */
  readonly ca?: string;
  /** Ours, for a server that asks for one. */
  readonly cert?: string;
  readonly key?: string;
}

/** Jitter around a doubling delay, up to 2 s: a restart of Redis is noticed soon, and many processes do not come at once. */
export const backoff = (attempt: number, random: Random): number => {
  const ceiling = Math.min(2_000, 50 * 2 ** Math.min(attempt, 10));
  return Math.round(ceiling / 2 + (ceiling / 2) * random.next());
};

/** ms; elections take about as long. */
const CLUSTER_BACKOFF_MAX_MS = 500;

/**
 * For commands: nothing is queued, and nothing that may have been applied is sent again. A cluster's redirections are followed: the node that
 * answers with one has done nothing.
 */
export const commandClient = (
  endpoint: Endpoint,
  timings: Timings,
): { readonly client: Client; readonly patience: Patience | null } => {
  if (endpoint.kind === 'cluster') return { client: clusterClient(endpoint, timings), patience: null };
  const patience = new Patience(timings.commandTimeoutMs, timings.clock);
  const { commandTimeout: _, socketTimeout: __, ...options } = single(endpoint, timings);
  return { client: new Redis({ ...options, Connector: patientConnector(patience) }), patience };
};

const clusterClient = (endpoint: Extract<Endpoint, { kind: 'cluster' }>, timings: Timings): Cluster =>
  new Cluster([...endpoint.nodes], {
    redisOptions: { ...shared(timings), ...access(endpoint, timings) },
    enableOfflineQueue: false,
    clusterRetryStrategy: (attempt) => Math.min(CLUSTER_BACKOFF_MAX_MS, backoff(attempt, timings.random)),
    slotsRefreshTimeout: timings.commandTimeoutMs,
    // While a slot moves, a script whose keys are not all in one place is refused until they are (TRYAGAIN).
    maxRedirections: 8,
    // A command whose connection broke may have been applied. Sent again by the client it would come back as a repetition of an unknown age,
    // and be taken off the journal while the master that has it may be about to lose it.
    retryDelayOnFailover: 0,
    // With TLS the certificate names the host, so the host must not be resolved to an address.
    ...(endpoint.tls ? { dnsLookup: (host: string, done: (error: null, address: string) => void) => done(null, host) } : {}),
  });

/**
 * For a subscription. In a cluster every message reaches every node, so one plain connection to one node will do, and it tells when it was
 * interrupted; ioredis' own cluster subscriber changes its connection without a word. Each attempt goes to the next node.
 * @param known the nodes of the cluster as they are now; those of the endpoint when it is empty
 */
export const subscriberClient = (endpoint: Endpoint, timings: Timings, known: () => readonly NodeAddress[]): Redis => {
  if (endpoint.kind !== 'cluster') return new Redis(single(endpoint, timings));
  let turn = 0;
  const client: Redis = new Redis({
    ...shared(timings),
    ...access(endpoint, timings),
    ...endpoint.nodes[0],
    enableOfflineQueue: false,
    retryStrategy: (attempt) => {
      const nodes = known().length > 0 ? known() : endpoint.nodes;
      turn += 1;
      // The connector reads these anew for each attempt.
      Object.assign(client.options, nodes[turn % nodes.length]);
      return backoff(attempt, timings.random);
    },
  });
  return client;
};

const single = (endpoint: Exclude<Endpoint, { kind: 'cluster' }>, timings: Timings) => ({
  ...shared(timings),
  ...(endpoint.kind === 'socket'
    ? { path: endpoint.path }
    : { host: endpoint.host, port: endpoint.port, ...access(endpoint, timings) }),
  db: endpoint.db,
  enableOfflineQueue: false,
  retryStrategy: (attempt: number) => backoff(attempt, timings.random),
});

const shared = ({ commandTimeoutMs, connectTimeoutMs }: Timings) =>
  ({
    Connector,
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

const access = (
  endpoint: Exclude<Endpoint, { kind: 'socket' }>,
  { tls }: Timings,
): Pick<RedisOptions, 'username' | 'password' | 'tls'> => ({
  ...(endpoint.username === null ? {} : { username: endpoint.username }),
  ...(endpoint.password === null ? {} : { password: endpoint.password }),
  ...(endpoint.tls ? { tls: { ...tls } } : {}),
});
