import { constants, createDeflate, type Deflate } from 'node:zlib';
import type { WebSocket } from 'ws';

/** One WebSocket of a client; text frames, or one endless zlib stream when it was asked for. */
export class Connection {
  readonly #socket: WebSocket;
  readonly #deflate: Deflate | null;
  #chunks: Buffer[] = [];

  constructor(socket: WebSocket, zlibStream: boolean) {
    this.#socket = socket;
    this.#deflate = zlibStream ? createDeflate() : null;
    this.#deflate?.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
  }

  send(op: number, d: unknown): void {
    this.sendText(JSON.stringify({ t: null, s: null, op, d }));
  }

  sendText(text: string): void {
    if (!this.#deflate) {
      this.#socket.send(text);
      return;
    }
    this.#deflate.write(text);
    this.#deflate.flush(constants.Z_SYNC_FLUSH, () => {
      if (this.#chunks.length > 0) this.#socket.send(Buffer.concat(this.#chunks));
      this.#chunks = [];
    });
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  /** Without a goodbye, as when the network fails. */
  drop(): void {
    this.#socket.terminate();
  }
}
