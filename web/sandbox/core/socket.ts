import type { SandboxEvent } from '../../../src/sandbox/protocol.js';
import { waitBefore } from '../../kit/waits.js';

export interface SocketHandlers {
  /** Open, the first time or again: whatever happened in between was missed. */
  open(): void;
  lost(): void;
  event(event: SandboxEvent): void;
}

/** Listens as one person until the returned function is called; reconnects with growing waits. */
export function listen(as: string, handlers: SocketHandlers): () => void {
  let stopped = false;
  let tries = 0;
  let socket: WebSocket | undefined;
  let timer: number | undefined;

  const connect = () => {
    const url = new URL(`/sandbox/socket?as=${encodeURIComponent(as)}`, location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    socket = new WebSocket(url);
    socket.addEventListener('open', () => {
      tries = 0;
      if (!stopped) handlers.open();
    });
    socket.addEventListener('message', (message) => {
      if (!stopped && typeof message.data === 'string') handlers.event(JSON.parse(message.data) as SandboxEvent);
    });
    socket.addEventListener('close', () => {
      if (stopped) return;
      handlers.lost();
      timer = window.setTimeout(connect, waitBefore(tries));
      tries += 1;
    });
  };
  connect();
  return () => {
    stopped = true;
    window.clearTimeout(timer);
    socket?.close();
  };
}
