import type { LoggedRequest } from '../protocol.js';

/** The newest requests of the bot, numbered from 1. */
export class RequestLog {
  readonly #size: number;
  readonly #ring: LoggedRequest[] = [];
  #n = 0;

  constructor(size: number) {
    this.#size = size;
  }

  add(request: Omit<LoggedRequest, 'n'>): void {
    const n = ++this.#n;
    this.#ring[(n - 1) % this.#size] = { n, ...request };
  }

  /** Those after number `since`, oldest first. */
  since(since: number): LoggedRequest[] {
    const first = Math.max(since, this.#n - this.#size);
    const found: LoggedRequest[] = [];
    for (let n = first + 1; n <= this.#n; n++) {
      const request = this.#ring[(n - 1) % this.#size];
      if (request) found.push(request);
    }
    return found;
  }
}
