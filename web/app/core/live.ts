import { waitBefore } from '../../kit/waits.js';

/** What the server tells while the page is open. `type` is the name of the event, `data` its JSON. */
export interface LiveEvent {
  readonly type: string;
  readonly data: unknown;
}

/** Whom an event of the space is about; null: nobody, or everybody. */
export const memberIn = ({ type, data }: LiveEvent): string | null => {
  const tells = type === 'clock' || type === 'change' || type === 'request';
  if (!tells || typeof data !== 'object' || data === null || !('member' in data)) return null;
  return typeof data.member === 'string' ? data.member : null;
};

export interface LiveHandlers {
  /** Open again after it was lost, and the server could not say what was missed. */
  resumed(): void;
  lost(): void;
  opened(): void;
  event(event: LiveEvent): void;
}

/** The names of the events that the page listens to: an EventSource tells nothing of the others. */
export type Kinds = readonly string[];

/**
 * Listens to the events of a space until the returned function is called. The browser reconnects by itself and tells the last id that it has seen;
 * where it gives up (the server refused once), it is tried again with growing waits.
 */
export function listen(path: string, kinds: Kinds, handlers: LiveHandlers): () => void {
  let stopped = false;
  let tries = 0;
  let wasLost = false;
  let timer: number | undefined;
  let source: EventSource | undefined;

  const connect = () => {
    source = new EventSource(path);
    const current = source;
    current.addEventListener('open', () => {
      if (stopped) return;
      tries = 0;
      handlers.opened();
      if (wasLost) handlers.resumed();
      wasLost = false;
    });
    for (const kind of kinds) {
      current.addEventListener(kind, (message: MessageEvent<unknown>) => {
        if (!stopped) handlers.event({ type: kind, data: parsed(message.data) });
      });
    }
    current.addEventListener('error', () => {
      if (stopped) return;
      wasLost = true;
      handlers.lost();
      if (current.readyState !== EventSource.CLOSED) return;
      timer = window.setTimeout(connect, waitBefore(tries));
      tries += 1;
    });
  };
  connect();
  return () => {
    stopped = true;
    window.clearTimeout(timer);
    source?.close();
  };
}

const parsed = (data: unknown): unknown => {
  try {
    return typeof data === 'string' ? (JSON.parse(data) as unknown) : null;
  } catch {
    return null;
  }
};
