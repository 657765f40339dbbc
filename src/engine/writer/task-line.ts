import type { Logger, Metrics } from '../../domain/ports.js';
import type { Held, Lane, Line } from './line.js';

export interface HeldTask extends Held {
  readonly lane: Exclude<Lane, 'critical'>;
  /** Does the work and gives its result to whoever waits. */
  readonly run: () => Promise<void>;
  readonly reject: (reason: unknown) => void;
}

/** The tasks of one order that wait. They run one after the other, in the order given. */
export class TaskLine implements Line {
  listed: Lane | null = null;
  underWay = false;
  readonly #order: string;
  readonly #lines: Map<string, TaskLine>;
  readonly #log: Logger;
  readonly #metrics: Metrics;
  readonly #waiting: HeldTask[] = [];

  /** @param lines where the line is found by its order as long as it has something */
  constructor(
    order: string,
    lines: Map<string, TaskLine>,
    { log, metrics }: { readonly log: Logger; readonly metrics: Metrics },
  ) {
    this.#order = order;
    this.#lines = lines;
    this.#log = log;
    this.#metrics = metrics;
    lines.set(order, this);
  }

  add(item: HeldTask): void {
    this.#waiting.push(item);
  }

  /** A normal task makes those before it as urgent as it is. */
  get urgency(): Lane | null {
    if (this.#waiting.length === 0) return null;
    return this.#waiting.some(({ lane }) => lane === 'normal') ? 'normal' : 'background';
  }

  async run(): Promise<readonly HeldTask[]> {
    const item = this.#waiting.shift();
    if (item === undefined) return [];
    try {
      await item.run();
    } catch (error) {
      this.#metrics.count('task_failed', { lane: item.lane });
      const reason = error instanceof Error ? error.message : String(error);
      this.#log.warn({ order: this.#order, reason }, 'task failed');
      item.reject(error);
    }
    return [item];
  }

  leave(): void {
    this.#lines.delete(this.#order);
  }
}
