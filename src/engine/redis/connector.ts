import { createConnection, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { AbstractConnector } from 'ioredis';
import { z } from 'zod';
import type { Patience } from './patience.js';

/** What ioredis tells a connector; `tls` goes to Node as it is. */
const Target = z.looseObject({
  path: z.string().optional(),
  host: z.string().optional(),
  port: z.number().optional(),
  family: z.number().optional(),
  tls: z.looseObject({}).optional(),
  disconnectTimeout: z.number(),
});

/**
 * Makes the connections of the clients, as ioredis' own connector does, with two differences. A socket keeps a listener for errors as long as
 * it lives: ioredis listens once, and a TLS alert that comes after the first error would end the process. And commands of one turn go out in
 * one write: each has its own in ioredis.
 */
export class Connector extends AbstractConnector {
  readonly #options: unknown;
  /** Whoever gives up on a silent socket; null: ioredis does. */
  protected readonly patience: Patience | null = null;

  constructor(options: unknown) {
    super(Target.parse(options).disconnectTimeout);
    this.#options = options;
  }

  connect(): Promise<Socket> {
    this.connecting = true;
    // Read anew for each attempt: a subscription changes its node there.
    const { path, host, port, family, tls } = Target.parse(this.#options);
    const place = path === undefined ? { port: port ?? 6379, ...(host === undefined ? {} : { host }), family } : { path };
    return new Promise((resolve, reject) => {
      process.nextTick(() => {
        if (!this.connecting) {
          reject(new Error('Connection is closed.'));
          return;
        }
        const socket = tls === undefined ? createConnection(place) : connectTls({ ...place, ...tls });
        socket.on('error', () => undefined);
        this.stream = together(socket, this.patience);
        resolve(socket);
      });
    });
  }
}

/** Connects sockets that are watched by `patience`. */
export const patientConnector = (patience: Patience): typeof Connector =>
  class extends Connector {
    protected override readonly patience = patience;
  };

/** What is written until the turn ends leaves in one piece. */
const together = (socket: Socket, patience: Patience | null): Socket => {
  const watched = patience?.watch(socket);
  let corked = false;
  const uncork = (): void => {
    corked = false;
    socket.uncork();
  };
  socket.write = new Proxy(socket.write.bind(socket), {
    apply: (write, _self, args) => {
      watched?.asked();
      if (!corked) {
        corked = true;
        socket.cork();
        process.nextTick(uncork);
      }
      const taken: unknown = Reflect.apply(write, socket, args);
      return taken;
    },
  });
  return socket;
};
