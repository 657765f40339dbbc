import type { App } from './app.js';
import type { Changed } from './contract.js';

/** What can be done with the clock. `note` undefined: it stays as it is. */
export type ClockAction = 'in' | 'out' | 'pause' | 'resume' | 'switch' | 'note';

export interface ClockBody {
  readonly category?: string;
  readonly note?: string | null;
  /** The session that is meant: another one that runs by now is left alone. */
  readonly session?: string;
  /** Where the last session of this category ended only a moment ago. Left out: it is refused with SESSION_RESUMABLE. */
  readonly whenResumable?: 'goOn' | 'begin';
}

/** Clocks the reader in or out, or whatever else; the status that comes back is taken. @throws {Refused} */
export const clock = (app: App, action: ClockAction, body: ClockBody = {}): Promise<Changed> =>
  app.change('POST', `/clock/${action}`, { body });
