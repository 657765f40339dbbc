import type { Logger, Random } from '../../domain/ports.js';
import type { Connection } from './connection.js';
import { commandClient, subscriberClient, type Client } from './clients.js';
import { parseEndpoint } from './endpoint.js';

export interface ClientOptions {
  /** See `parseEndpoint`. */
  readonly url: string;
  readonly random: Random;
  readonly log: Logger;
  /** ms; an answer that takes longer counts as none. */
  readonly commandTimeoutMs?: number;
  readonly connectTimeoutMs?: number;
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
    commandTimeoutMs: options.commandTimeoutMs ?? 1_500,
    connectTimeoutMs: options.connectTimeoutMs ?? 2_000,
  };
  const client = commandClient(endpoint, timings);
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
      const subscriber = subscriberClient(endpoint, timings);
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
