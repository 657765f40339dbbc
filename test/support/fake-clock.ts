import type { Cancel, Clock } from '../../src/domain/ports.js';

interface Timer {
  readonly order: number;
  due: number;
  readonly every: number | null;
  readonly task: () => void;
}

/** 2026-01-05T09:00:00Z, a Monday. */
export const FAKE_START = 1_767_603_600_000;

/** A clock that moves only when told. Timers hang on the monotonic time, as real ones do: `set` moves the wall clock and fires nothing. */
export class FakeClock implements Clock {
  private wall: number;
  private mono = 0;
  private order = 0;
  private readonly timers = new Set<Timer>();

  constructor(start: number = FAKE_START) {
    this.wall = start;
  }

  now(): number {
    return this.wall;
  }

  monotonic(): number {
    return this.mono;
  }

  after(ms: number, task: () => void): Cancel {
    return this.add(ms, null, task);
  }

  every(ms: number, task: () => void): Cancel {
    if (!(ms > 0)) throw new RangeError('every needs a period above 0 ms');
    return this.add(ms, ms, task);
  }

  /** Timers that wait. */
  get pending(): number {
    return this.timers.size;
  }

  /** Moves the wall clock to `ms` (an NTP step, a suspended laptop); timers do not notice. */
  set(ms: number): void {
    this.wall = ms;
  }

  /** Moves both clocks on, running every timer that falls due, in order, each at its own moment. */
  advance(ms: number): void {
    const end = this.mono + check(ms);
    for (let timer = this.due(end); timer; timer = this.due(end)) this.fire(timer);
    this.moveTo(end);
  }

  /** As `advance`, and lets promises and socket events settle before, between and after the timers. */
  async advanceAsync(ms: number): Promise<void> {
    const end = this.mono + check(ms);
    await settle();
    for (let timer = this.due(end); timer; timer = this.due(end)) {
      this.fire(timer);
      await settle();
    }
    this.moveTo(end);
    await settle();
  }

  private add(ms: number, every: number | null, task: () => void): Cancel {
    const timer: Timer = { order: this.order++, due: this.mono + Math.max(0, ms), every, task };
    this.timers.add(timer);
    return () => void this.timers.delete(timer);
  }

  private due(end: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.timers) {
      if (timer.due > end) continue;
      if (!first || timer.due < first.due || (timer.due === first.due && timer.order < first.order)) first = timer;
    }
    return first;
  }

  private fire(timer: Timer): void {
    this.moveTo(timer.due);
    if (timer.every === null) this.timers.delete(timer);
    else timer.due += timer.every;
    timer.task();
  }

  private moveTo(mono: number): void {
    const by = Math.max(0, mono - this.mono);
    this.mono += by;
    this.wall += by;
  }
}

const check = (ms: number): number => {
  if (!(ms >= 0)) throw new RangeError('time does not go back; use set() for the wall clock');
  return ms;
};

/** One turn of the event loop: every microtask that is ready, and those they make ready, have run. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
