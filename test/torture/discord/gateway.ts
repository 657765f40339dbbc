import type { Server } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { z } from 'zod';
import { BOT, type Guilds } from './guilds.js';

const OP = { dispatch: 0, heartbeat: 1, identify: 2, resume: 6, reconnect: 7, invalid: 9, hello: 10, ack: 11 } as const;
const Frame = z.object({ op: z.number(), d: z.unknown() });
const Resume = z.looseObject({ session_id: z.string(), seq: z.number() });
/** Events that a session can be given again. */
const KEPT = 2_000;

interface Session {
  readonly id: string;
  readonly events: { readonly s: number; readonly frame: string }[];
  sequence: number;
  socket: WebSocket | null;
}

/** The gateway of one shard: sessions, resuming with what was missed, and the ways in which Discord ends a connection. */
export class Gateway {
  readonly #server: WebSocketServer;
  readonly #guilds: Guilds;
  readonly #url: () => string;
  #session: Session | null = null;
  #count = 0;
  /** Sessions begun, sessions resumed. */
  readonly counts = { identified: 0, resumed: 0 };

  constructor(server: Server, guilds: Guilds, url: () => string) {
    this.#server = new WebSocketServer({ server });
    this.#guilds = guilds;
    this.#url = url;
    this.#server.on('connection', (socket) => this.#greet(socket));
  }

  /** Is somebody connected, with a session? */
  get live(): boolean {
    return this.#session?.socket?.readyState === 1;
  }

  dispatch(t: string, d: unknown): void {
    const session = this.#session;
    if (session === null) return;
    const s = (session.sequence += 1);
    const frame = JSON.stringify({ op: OP.dispatch, t, d, s });
    session.events.push({ s, frame });
    if (session.events.length > KEPT) session.events.shift();
    session.socket?.send(frame);
  }

  /** The connection breaks without a word. */
  drop(): void {
    this.#session?.socket?.terminate();
  }
  /** Discord asks to connect anew and to resume (op 7). */
  askToReconnect(): void {
    this.#send({ op: OP.reconnect, d: null });
  }
  /** The session is not to go on (op 9); `resumable`: it may be resumed all the same. */
  invalidate(resumable: boolean): void {
    this.#send({ op: OP.invalid, d: resumable });
    if (!resumable) this.#session = null;
  }

  close(): void {
    for (const client of this.#server.clients) client.terminate();
    this.#server.close();
  }

  #send(frame: unknown): void {
    this.#session?.socket?.send(JSON.stringify(frame));
  }

  #greet(socket: WebSocket): void {
    const send = (frame: unknown): void => socket.send(JSON.stringify(frame));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (this.#session?.socket === socket) this.#session.socket = null;
    });
    socket.on('message', (raw: Buffer) => {
      const frame = Frame.parse(JSON.parse(raw.toString()));
      if (frame.op === OP.heartbeat) send({ op: OP.ack });
      else if (frame.op === OP.identify) this.#identify(socket);
      else if (frame.op === OP.resume) {
        const { session_id: id, seq } = Resume.parse(frame.d);
        if (this.#session?.id !== id) send({ op: OP.invalid, d: false });
        else this.#resume(this.#session, socket, seq);
      }
    });
    send({ op: OP.hello, d: { heartbeat_interval: 41_250 } });
  }

  #identify(socket: WebSocket): void {
    this.counts.identified += 1;
    this.#count += 1;
    this.#session = { id: `session-${this.#count}`, events: [], sequence: 0, socket };
    this.dispatch('READY', {
      v: 10,
      user: BOT,
      guilds: this.#guilds.ids.map((id) => ({ id, unavailable: true })),
      session_id: this.#session.id,
      resume_gateway_url: this.#url(),
      application: { id: BOT.id, flags: 0 },
      shard: [0, 1],
    });
    for (const id of this.#guilds.ids) this.dispatch('GUILD_CREATE', this.#guilds.guild(id));
  }

  #resume(session: Session, socket: WebSocket, seen: number): void {
    this.counts.resumed += 1;
    session.socket = socket;
    for (const { s, frame } of session.events) if (s > seen) socket.send(frame);
    this.dispatch('RESUMED', {});
  }
}
