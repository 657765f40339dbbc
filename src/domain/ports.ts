import type { PictureSpec } from './picture.js';
import type { Result } from './result.js';

/** What the outside world must lend to everything below `core`. `core` implements these; tests pass fakes. */

export type Cancel = () => void;

export interface Clock {
  /** Wall clock, ms since the epoch. */
  now(): number;
  /** Monotonic, ms, for measuring; unrelated to `now`. */
  monotonic(): number;
  /** Runs `task` once after `ms`. Never keeps the process alive. */
  after(ms: number, task: () => void): Cancel;
  /** Runs `task` every `ms` until cancelled. Never keeps the process alive. */
  every(ms: number, task: () => void): Cancel;
}

/** Resolves after `ms` of the given clock. */
export const delay = (clock: Pick<Clock, 'after'>, ms: number): Promise<void> =>
  new Promise((resolve) => clock.after(ms, resolve));

export interface Ids {
  /** A unique, time-ordered id for what we begin ourselves (request ids, reference ids): URL-safe, at most 32 characters. */
  next(): string;
  /** A short code that a person can read out, e.g. `K7QM-2XFD`, for errors. */
  reference(): string;
}

export interface Random {
  /** In [0, 1). */
  next(): number;
}

export type LogFields = Readonly<Record<string, unknown>>;

export interface Logger {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
  /** A logger that adds `fields` (e.g. the interaction id) to every line. */
  child(fields: LogFields): Logger;
}

export type Labels = Readonly<Record<string, string>>;

/** Names are snake_case without prefix; the implementation adds `punchcard_`. A metric's labels have the same keys on every call. */
export interface Metrics {
  count(name: string, labels?: Labels, by?: number): void;
  gauge(name: string, value: number, labels?: Labels): void;
  /** `value` in ms. */
  observe(name: string, value: number, labels?: Labels): void;
}

/** Why a sealed text cannot be opened: the key is another one than at its sealing, or the text is not as it was sealed. */
export type SealProblem = 'other-key' | 'damaged';

/** Keeps secrets of others so that nobody reads them who has the database or a backup, but not the key of the operator; implemented in core. */
export interface SecretBox {
  /**
   * @param about what the secret is for, and whose: it opens only with the same words, so that none can be put in another's place
   * Rejects when there is no key and none can be made.
   */
  seal(secret: string, about: string): Promise<string>;
  open(sealed: string, about: string): Promise<Result<string, SealProblem>>;
}

/** Draws what views describe; implemented in src/pictures. */
export interface Pictures {
  /** The bytes of a PNG. Null when it cannot be drawn now; why is in the log. Never rejects: nothing may fail for want of a picture. */
  draw(spec: PictureSpec): Promise<Uint8Array | null>;
}
