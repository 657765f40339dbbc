import type { Socket } from 'node:net';
import type { Cancel, Clock } from '../../domain/ports.js';

/** A command under way, as the client library has it. */
export interface UnderWay {
  /** Answered or given up. */
  readonly isSettled: boolean;
  reject(error: Error): void;
}

/** Looks so often within the time that something may take. */
const LOOKS = 4;
/** Commands held at least before those that were answered are let go. */
const HELD = 64;

interface Old {
  readonly command: UnderWay;
  looks: number;
}

/**
 * Gives up commands and sockets that keep us waiting, with one timer for all of them. The client library can do so too, with two timers for
 * each command: they were a third of what a read cost.
 */
export class Patience {
  readonly #ms: number;
  readonly #clock: Pick<Clock, 'every'>;
  readonly #cancel: Cancel;
  #fresh: UnderWay[] = [];
  #limit = HELD;
  #old: Old[] = [];

  /** @param ms a command that takes longer is given up, at most a quarter later */
  constructor(ms: number, clock: Pick<Clock, 'every'>) {
    this.#ms = ms;
    this.#clock = clock;
    this.#cancel = clock.every(ms / LOOKS, () => this.#look());
  }

  /** A command was sent. */
  add(command: UnderWay): void {
    if (this.#fresh.length >= this.#limit) {
      this.#fresh = this.#fresh.filter(({ isSettled }) => !isSettled);
      this.#limit = Math.max(HELD, 2 * this.#fresh.length);
    }
    this.#fresh.push(command);
  }

  /** Destroys a socket that was asked something and stays silent; also while a connection is being made. */
  watch(socket: Socket): { readonly asked: () => void } {
    const state = { asked: false, looks: 0 };
    const cancel = this.#clock.every(this.#ms / LOOKS, () => {
      if (!state.asked) return;
      state.looks += 1;
      if (state.looks > LOOKS) socket.destroy(new Error(`Socket timeout: asked, and silent for ${this.#ms} ms`));
    });
    socket.on('data', () => {
      state.asked = false;
    });
    socket.once('close', cancel);
    return {
      asked: () => {
        if (state.asked) return;
        state.asked = true;
        state.looks = 0;
      },
    };
  }

  close(): void {
    this.#cancel();
  }

  #look(): void {
    const old: Old[] = [];
    for (const each of this.#old) {
      if (each.command.isSettled) continue;
      each.looks += 1;
      if (each.looks > LOOKS) each.command.reject(new Error('Command timed out'));
      else old.push(each);
    }
    for (const command of this.#fresh) if (!command.isSettled) old.push({ command, looks: 1 });
    this.#fresh = [];
    this.#old = old;
  }
}
