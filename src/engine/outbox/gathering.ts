import type { SpaceId } from '../../domain/ids.js';
import type { Cancel, Clock } from '../../domain/ports.js';

export interface GatheringTimes {
  /** ms without anything new after which a space is handled. */
  readonly quietMs: number;
  /** ms after which it is handled in any case. */
  readonly mostMs: number;
}

/** Holds news of a space back until it is quiet there, but not for long: what comes together is handled together. */
export class Gathering {
  readonly #clock: Pick<Clock, 'monotonic' | 'after'>;
  readonly #times: GatheringTimes;
  readonly #ready: (space: SpaceId) => void;
  readonly #waiting = new Map<SpaceId, { readonly since: number; readonly cancel: Cancel }>();

  constructor(clock: Pick<Clock, 'monotonic' | 'after'>, times: GatheringTimes, ready: (space: SpaceId) => void) {
    this.#clock = clock;
    this.#times = times;
    this.#ready = ready;
  }

  hear(space: SpaceId): void {
    const { quietMs, mostMs } = this.#times;
    const now = this.#clock.monotonic();
    const waiting = this.#waiting.get(space);
    waiting?.cancel();
    const since = waiting?.since ?? now;
    const cancel = this.#clock.after(Math.max(0, Math.min(quietMs, since + mostMs - now)), () => {
      this.#waiting.delete(space);
      this.#ready(space);
    });
    this.#waiting.set(space, { since, cancel });
  }

  close(): void {
    for (const { cancel } of this.#waiting.values()) cancel();
    this.#waiting.clear();
  }
}
