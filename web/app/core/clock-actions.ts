import type { App } from './app.js';
import type { Changed } from './contract.js';

/** What can be done with the clock. `note` undefined: it stays as it is. */
export type ClockAction = 'in' | 'out' | 'pause' | 'resume' | 'switch' | 'note';

export interface ClockBody {
  readonly category?: string;
  readonly note?: string | null;
}

/** Clocks the reader in or out, or whatever else; the status that comes back is taken. @throws {Refused} */
export const clock = (app: App, action: ClockAction, body: ClockBody = {}): Promise<Changed> =>
  app.change('POST', `/clock/${action}`, { body });
