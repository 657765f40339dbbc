import type { Dispatcher } from 'undici';
import type { Cancel, Clock } from '../domain/ports.js';
import { headersFor } from './headers.js';
import type { DiscordTime } from './time.js';

/** What came back; `body` undecoded. */
export interface Answered {
  readonly status: number;
  readonly body: string;
}

/** Without undici's own timers, of which it sets several for each request: ours is one for all of it. */
const POST = {
  method: 'POST',
  headers: headersFor([['content-type', 'application/json']]),
  headersTimeout: 0,
  bodyTimeout: 0,
} as const;

/** What it takes to post, whatever is posted. */
interface Means {
  readonly agent: Dispatcher;
  readonly clock: Pick<Clock, 'after' | 'monotonic'>;
  readonly time: DiscordTime;
}

interface Promised {
  readonly resolve: (answer: Answered) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * POSTs JSON past @discordjs/rest: an interaction's callback has no bucket of its own and no token, so nothing of its queues, hashes and
 * signals is needed, and they are most of what a call costs.
 * Rejects when no answer came within `timeoutMs`.
 */
export const postStraight = (
  means: Means,
  { origin, path, body, timeoutMs }: { origin: string; path: string; body: string; timeoutMs: number },
): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const exchange = new Exchange({ resolve, reject }, means, timeoutMs);
    means.agent.dispatch({ origin, path, body, ...POST }, exchange);
  });

/** One request, as undici tells of it. A class: there is one for each click. */
class Exchange implements Dispatcher.DispatchHandlers {
  readonly #promised: Promised;
  readonly #cancel: Cancel;
  readonly #time: DiscordTime;
  readonly #sentAt: number;
  #status = 0;
  #chunks: Buffer[] | null = null;
  #late: Error | null = null;
  #abort: ((error: Error) => void) | null = null;

  constructor(promised: Promised, { clock, time }: Means, timeoutMs: number) {
    this.#promised = promised;
    this.#time = time;
    this.#sentAt = clock.monotonic();
    this.#cancel = clock.after(timeoutMs, () => {
      this.#late = new Error(`no answer within ${timeoutMs} ms`);
      promised.reject(this.#late);
      this.#abort?.(this.#late);
    });
  }

  onConnect(abort: (error?: Error) => void): void {
    this.#abort = abort;
    if (this.#late !== null) abort(this.#late);
  }

  onHeaders(status: number, headers: readonly Buffer[]): boolean {
    this.#status = status;
    if (this.#time.wantsDate) {
      const date = dateIn(headers);
      if (date !== null) this.#time.dated(date, this.#sentAt);
    }
    return true;
  }

  onData(chunk: Buffer): boolean {
    (this.#chunks ??= []).push(chunk);
    return true;
  }

  onComplete(): void {
    this.#cancel();
    this.#promised.resolve({ status: this.#status, body: this.#chunks === null ? '' : Buffer.concat(this.#chunks).toString() });
  }

  onError(error: Error): void {
    this.#cancel();
    this.#promised.reject(error);
  }
}

/** Names and values by turns, as undici hands them out. */
const dateIn = (headers: readonly Buffer[]): string | null => {
  for (let at = 0; at + 1 < headers.length; at += 2)
    if (headers[at]?.toString('latin1').toLowerCase() === 'date') return headers[at + 1]?.toString('latin1') ?? null;
  return null;
};
