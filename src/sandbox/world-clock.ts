import type { SandboxClock } from './clock.js';
import { Refusal } from './interactions/model.js';

/** Somebody who has things to do at moments of this world's time, such as the bot with its reminders. */
export interface Agenda {
  /** The earliest moment, ms since the epoch; null when there is nothing. */
  next(): number | null;
  /** Begins all that is due by now, and resolves when it is done. Must not reject. */
  ring(): Promise<void>;
}

/** Where the time goes: so far, or to this moment (ms since the epoch). */
export type Move = { readonly by: number } | { readonly to: number };

/** A move waits so long at most, ms, for what falls due on the way; whatever is left then is done at its end. */
const PATIENCE_MS = 20_000;
/** ms since the epoch. Dates, time zones and ids still agree there. */
const LATEST = Date.UTC(2100, 0, 1);

/**
 * The time in this world: that of the machine, plus what it was moved by. Only `now` moves. `elapsed` and `after` stay the machine's, because
 * time-outs, heartbeats and rate limits are about how long something really takes.
 */
export class WorldClock implements SandboxClock {
  readonly #machine: SandboxClock;
  readonly #agendas = new Set<Agenda>();
  #movedMs = 0;
  /** Counts the worlds: a move in the one before does not go on in a clean one. */
  #worlds = 0;
  #moving: Promise<void> = Promise.resolve();

  constructor(machine: SandboxClock) {
    this.#machine = machine;
  }

  now(): number {
    return this.#machine.now() + this.#movedMs;
  }

  elapsed(): number {
    return this.#machine.elapsed();
  }

  after(ms: number, task: () => void): () => void {
    return this.#machine.after(ms, task);
  }

  /** ms that this world is ahead of the machine. */
  get movedMs(): number {
    return this.#movedMs;
  }

  /** For a world that begins: one that was stored goes on ahead by as much as it was, a clean one is in the present. */
  begin(movedMs: number): void {
    this.#movedMs = movedMs;
    this.#worlds += 1;
  }

  /** From now on a move stops at the moments of this agenda. The answer takes it off. */
  follow(agenda: Agenda): () => void {
    this.#agendas.add(agenda);
    return () => this.#agendas.delete(agenda);
  }

  /**
   * Moves the time forward. Whatever falls due on the way is done at its own moment and in order, each before the time goes on. One move
   * begins when the one before it has ended.
   * @throws Refusal when that would be backwards, or after the year 2099
   */
  move(move: Move): Promise<void> {
    const moved = this.#moving.then(() => this.#move('by' in move ? this.now() + move.by : move.to));
    this.#moving = moved.catch(() => undefined);
    return moved;
  }

  async #move(to: number): Promise<void> {
    if (to < this.now()) throw new Refusal('time only goes forward; "back to now" begins a clean world', 409);
    if (to > LATEST) throw new Refusal('this world ends with the year 2099', 409);
    const until = this.elapsed() + PATIENCE_MS;
    const world = this.#worlds;
    for (let due = this.#next(to); due !== null && this.elapsed() < until; due = this.#next(to)) {
      this.#goTo(due);
      await this.#ring(until);
      if (this.#worlds !== world) return;
    }
    this.#goTo(to);
    await this.#ring(until);
  }

  #next(to: number): number | null {
    const moments = [...this.#agendas].flatMap((agenda) => agenda.next() ?? []).filter((moment) => moment <= to);
    return moments.length === 0 ? null : Math.min(...moments);
  }

  #goTo(moment: number): void {
    this.#movedMs += Math.max(0, moment - this.now());
  }

  async #ring(until: number): Promise<void> {
    let cancel = (): void => undefined;
    const patience = new Promise<void>((resolve) => {
      cancel = this.after(Math.max(0, until - this.elapsed()), resolve);
    });
    await Promise.race([Promise.all([...this.#agendas].map((agenda) => agenda.ring())), patience]);
    cancel();
  }
}
