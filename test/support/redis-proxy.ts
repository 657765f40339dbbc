import { once } from 'node:events';
import net from 'node:net';
import { z } from 'zod';
import { RespStream } from './resp-stream.js';

/** From the client to the server, or back. */
export type Direction = 'up' | 'down';

export interface Slowness {
  /** Each piece of data comes this much later, ms. */
  readonly ms?: number;
  /** And up to this much more, ms; the order stays. */
  readonly jitterMs?: number;
  readonly bytesPerSecond?: number;
}

/**
 * A TCP proxy of our own in front of a Redis: cuts, swallows and delays what passes, and counts what the server really said. It reads
 * along (RESP2), so a test knows that an error reached the client, or that a commit is under way at this very moment.
 */
export interface RedisProxy {
  /** For `REDIS_URL`. */
  readonly url: string;
  /** Clients connected right now. */
  readonly connections: number;
  /** Replies of the server that were errors, by their first word (`OOM`, `READONLY`, ...). */
  readonly errors: ReadonlyMap<string, number>;
  /** Bytes that were swallowed, pieces that were delayed, commits that went up, since the start. */
  readonly counts: { readonly swallowed: number; readonly delayed: number; readonly commits: number };
  /** From now on connections go to this port; those that are open are cut. */
  direct(port: number): void;
  /** As `direct`, and connections that are open stay so: a name in DNS that was moved. */
  move(port: number): void;
  /** Cuts all connections and answers how many there were. */
  cut(): number;
  /** While true, new connections are closed at once. */
  refuse(on: boolean): void;
  /** Half-open: bytes of these directions vanish, and neither side hears that anything is wrong. */
  silence(directions: readonly Direction[]): void;
  slow(slowness: Slowness): void;
  /** Everything passes again. Connections that lost bytes are cut, as they would be once the network is back. */
  heal(): void;
  /** Called with each commit just before it is passed on; returns the unsubscribe function. */
  onCommit(listener: () => void): () => void;
  close(): Promise<void>;
}

interface Pair {
  readonly client: net.Socket;
  readonly server: net.Socket;
  lostBytes: boolean;
}

/** The script that applies changes names the states of its space first. */
const COMMIT = /^\*\d+\r\n\$\d+\r\nEVAL(?:SHA)?\r\n/i;
const STATES = Buffer.from('}:s\r\n');
const ERROR = /^-(\S+)/;

export const startRedisProxy = async (
  upstreamPort: number,
  { random = Math.random }: { readonly random?: () => number } = {},
): Promise<RedisProxy> => {
  let target = upstreamPort;
  let refusing = false;
  let silent: readonly Direction[] = [];
  let slowness: Slowness = {};
  const pairs = new Set<Pair>();
  const errors = new Map<string, number>();
  const counts = { swallowed: 0, delayed: 0, commits: 0 };
  const commitListeners = new Set<() => void>();

  const end = (pair: Pair): void => {
    pairs.delete(pair);
    pair.client.destroy();
    pair.server.destroy();
  };
  const cut = (): number => {
    const open = [...pairs];
    for (const pair of open) end(pair);
    return open.length;
  };

  /** Passes data on in its order, as late as the line is slow. */
  const passing = (pair: Pair, direction: Direction, to: net.Socket) => {
    const waiting: { readonly data: Buffer; readonly due: number }[] = [];
    let due = 0;
    const deliver = (): void => {
      for (let first = waiting[0]; first !== undefined; first = waiting[0]) {
        const left = first.due - performance.now();
        if (left > 0.5) {
          setTimeout(deliver, left);
          return;
        }
        waiting.shift();
        if (!to.destroyed) to.write(first.data);
      }
    };
    return (data: Buffer): void => {
      if (silent.includes(direction)) {
        counts.swallowed += data.byteLength;
        pair.lostBytes = true;
        return;
      }
      const now = performance.now();
      const { ms = 0, jitterMs = 0, bytesPerSecond } = slowness;
      const transfer = bytesPerSecond === undefined ? 0 : (data.byteLength / bytesPerSecond) * 1_000;
      due = Math.max(due, now + ms + jitterMs * random()) + transfer;
      if (waiting.length === 0 && due - now < 0.5) {
        to.write(data);
        return;
      }
      counts.delayed += 1;
      if (waiting.push({ data, due }) === 1) deliver();
    };
  };

  const seeRequest = (frame: Buffer): void => {
    if (!COMMIT.test(frame.subarray(0, 32).toString('latin1')) || !frame.includes(STATES)) return;
    counts.commits += 1;
    for (const listener of [...commitListeners]) listener();
  };
  const seeReply = (frame: Buffer): void => {
    const code = ERROR.exec(frame.subarray(0, 40).toString('latin1'))?.[1];
    if (code !== undefined) errors.set(code, (errors.get(code) ?? 0) + 1);
  };

  const join = (client: net.Socket): void => {
    if (refusing) {
      client.destroy();
      return;
    }
    const server = net.connect({ host: '127.0.0.1', port: target });
    const pair: Pair = { client, server, lostBytes: false };
    pairs.add(pair);
    const [requests, replies] = [new RespStream(), new RespStream()];
    const [up, down] = [passing(pair, 'up', server), passing(pair, 'down', client)];
    for (const socket of [client, server]) {
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      // On a half-open line nobody hears that the other side went.
      socket.on('close', () => {
        if (silent.length === 0) end(pair);
      });
    }
    client.on('data', (data: Buffer) => {
      for (const frame of requests.push(data)) {
        seeRequest(frame);
        up(frame);
      }
    });
    server.on('data', (data: Buffer) => {
      for (const frame of replies.push(data)) {
        if (!silent.includes('down')) seeReply(frame);
        down(frame);
      }
    });
  };

  const listener = net.createServer(join).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = z.object({ port: z.number() }).parse(listener.address());

  return {
    url: `redis://127.0.0.1:${port}`,
    get connections() {
      return pairs.size;
    },
    errors,
    counts,
    direct: (next) => {
      target = next;
      cut();
    },
    move: (next) => {
      target = next;
    },
    cut,
    refuse: (on) => {
      refusing = on;
    },
    silence: (directions) => {
      silent = directions;
    },
    slow: (next) => {
      slowness = next;
    },
    heal: () => {
      [silent, slowness, refusing] = [[], {}, false];
      for (const pair of [...pairs]) if (pair.lostBytes || pair.client.destroyed || pair.server.destroyed) end(pair);
    },
    onCommit: (each) => {
      commitListeners.add(each);
      return () => void commitListeners.delete(each);
    },
    close: async () => {
      cut();
      listener.close();
      await once(listener, 'close');
    },
  };
};
