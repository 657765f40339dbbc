import type { Logger } from '../../domain/ports.js';

/** Those who want to hear of something. What goes wrong in one of them is logged and concerns nobody else. */
export class Listeners<T> {
  private readonly log: Logger;
  private readonly all = new Set<(value: T) => void>();

  constructor(log: Logger) {
    this.log = log;
  }

  /** Returns the unsubscribe function. */
  add(listener: (value: T) => void): () => void {
    const own = (value: T): void => listener(value);
    this.all.add(own);
    return () => {
      this.all.delete(own);
    };
  }

  emit(value: T): void {
    for (const listener of this.all) {
      try {
        listener(value);
      } catch (error) {
        this.log.error({ err: error }, 'a listener failed');
      }
    }
  }
}
