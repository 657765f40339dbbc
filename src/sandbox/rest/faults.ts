import type { Fault } from '../protocol.js';

type RestFault = Extract<Fault, { type: 'rest' }>;

/** Faults that tests and curious people order for the next requests. */
export class RestFaults {
  #waiting: { fault: RestFault; left: number }[] = [];

  add(fault: RestFault): void {
    if (fault.count > 0) this.#waiting.push({ fault, left: fault.count });
  }

  /** The fault for a request to `path`, if there is one; it is used up. */
  take(path: string): RestFault | undefined {
    const found = this.#waiting.find(({ fault }) => path.startsWith(fault.path));
    if (!found) return undefined;
    found.left--;
    if (found.left === 0) this.#waiting = this.#waiting.filter((other) => other !== found);
    return found.fault;
  }

  clear(): void {
    this.#waiting = [];
  }
}
