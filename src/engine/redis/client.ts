import { Cluster, Command } from 'ioredis';
import type { Clock, Logger, Random } from '../../domain/ports.js';
import type { Arg, Connection } from './connection.js';
import { commandClient, subscriberClient, type Client, type TlsFiles } from './clients.js';
import { runIdIn, watchNodes } from './cluster-nodes.js';
import { parseEndpoint } from './endpoint.js';
import { askForChanges } from './serving.js';

export interface ClientOptions {
  /** See `parseEndpoint`. */
  readonly url: string;
  readonly random: Random;
  readonly clock: Pick<Clock, 'every'>;
  readonly log: Logger;
  /** ms; an answer that takes longer counts as none. */
  readonly commandTimeoutMs?: number;
  readonly connectTimeoutMs?: number;
  readonly tls?: TlsFiles;
}

/**
 * Connects to a standalone server, a unix socket or a cluster, and keeps reconnecting with jittered backoff. Nothing is queued while the
 * link is down and nothing is sent again by itself: what to do then is the engine's decision. A socket that stays silent for a command
 * time-out is destroyed, so that a server that was stopped (SIGSTOP) leaves no half-dead connection behind.
 * @throws TypeError when the url is not understood
 */
export const connect = (options: ClientOptions): Connection => {
  const endpoint = parseEndpoint(options.url);
  const timings = {
    random: options.random,
    clock: options.clock,
    commandTimeoutMs: options.commandTimeoutMs ?? 1_500,
    connectTimeoutMs: options.connectTimeoutMs ?? 2_000,
    tls: options.tls ?? {},
  };
  const { client, patience } = commandClient(endpoint, timings);
  const send = (name: string, args: readonly Arg[]): Promise<unknown> => {
    const command = new Command(name, [...args], { replyEncoding: null });
    patience?.add(command);
    const sent: unknown = client.sendCommand(command);
    return sent instanceof Promise ? sent : command.promise;
  };
  const run: Connection['run'] = async (script, keys, args) => {
    try {
      return await send('EVALSHA', [script.sha, keys.length, ...keys, ...args]);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
      return send('EVAL', [script.source, keys.length, ...keys, ...args]);
    }
  };
  const subscribers: Client[] = [];
  const lost: (() => void)[] = [];
  const lose = (): void => {
    for (const listener of lost) listener();
  };
  watch(client, options.log, 'commands');
  client.on('close', lose);
  const nodes =
    client instanceof Cluster
      ? watchNodes(client, (reason) => {
          options.log.debug({ reason }, 'the cluster may have lost something');
          lose();
        })
      : null;
  return {
    mode: endpoint.kind === 'cluster' ? 'cluster' : 'standalone',
    get ready() {
      return client.status === 'ready';
    },
    get settling() {
      // ioredis asks again and again while it is told that the server is loading.
      return nodes === null && client.status === 'connect';
    },
    send,
    run,
    check: async () => {
      const answered = nodes === null ? client.ping() : nodes.check();
      // Sent together with the PING; the cluster is asked first who serves.
      if (nodes !== null) await answered;
      const [refusal] = await Promise.all([askForChanges((script) => run(script, [], [])), answered]);
      return refusal;
    },
    serverId: async () => (nodes === null ? runIdIn(await client.info('server')) : nodes.serverId()),
    subscribe: (channel, { onMessage, onBegun, onInterrupted }) => {
      const subscriber = subscriberClient(endpoint, timings, () => nodes?.addresses() ?? []);
      subscribers.push(subscriber);
      watch(subscriber, options.log, 'subscription');
      subscriber.on('ready', () => void subscriber.subscribe(channel).then(onBegun, onInterrupted));
      subscriber.on('message', (_channel: string, message: string) => onMessage(message));
      subscriber.on('close', onInterrupted);
      return {
        renew: () => {
          if (subscriber.status === 'ready') subscriber.disconnect(true);
        },
      };
    },
    onReady: (listener) => void client.on('ready', listener),
    onLost: (listener) => void lost.push(listener),
    reset: () => {
      if (nodes !== null && client.status === 'ready') nodes.renew();
      else client.disconnect(true);
    },
    leave: () => {
      if (nodes !== null) {
        nodes.renew();
        return;
      }
      // Each new connection looks the name up again.
      for (const each of [client, ...subscribers])
        if (each.status === 'ready' || each.status === 'connect') each.disconnect(true);
    },
    close: async () => {
      patience?.close();
      for (const each of [client, ...subscribers]) {
        for (const event of ['close', '-node', 'refresh']) each.removeAllListeners(event);
        each.disconnect();
      }
      await Promise.resolve();
    },
  };
};

/** ioredis prints errors that nobody listens to. One line when the link fails, one when it is back; not one per attempt. */
const watch = (client: Client, log: Logger, purpose: string): void => {
  let failing = false;
  client.on('error', (error: unknown) => {
    if (failing) return;
    failing = true;
    log.warn({ purpose, reason: reasonOf(error) }, 'no link to Redis');
  });
  client.on('ready', () => {
    if (failing) log.info({ purpose }, 'link to Redis is back');
    failing = false;
  });
};

/** A cluster's own error only counts the nodes that failed; the last node's says why. */
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const node = 'lastNodeError' in error && error.lastNodeError instanceof Error ? error.lastNodeError : error;
  const hint = 'code' in node && typeof node.code === 'string' && UNTRUSTED.test(node.code) ? `: ${TRUST}` : '';
  return node === error ? `${error.message}${hint}` : `${error.message} ${node.message}${hint}`;
};

/** Codes of OpenSSL and Node for a certificate that is not accepted. */
const UNTRUSTED = /CERT|ALTNAME|LEAF_SIGNATURE|ISSUER/;
const TRUST =
  'the certificate must name the host of REDIS_URL and come from REDIS_TLS_CA, or else from an authority this system knows';
