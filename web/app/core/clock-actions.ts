import type { App } from './app.js';
import type { Changed } from './contract.js';
import { expected } from './expected.js';

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

/**
 * Clocks the reader in or out, or whatever else: shown at once as it will most likely be, and then as the server says. What is refused is taken back.
 * @throws {Refused}
 */
export const clock = async (app: App, action: ClockAction, body: ClockBody = {}): Promise<Changed> => {
  const { status: before, space } = app.model;
  const guess = before === null ? null : expected(before, action, body, app.now());
  if (guess !== null) app.expect(guess);
  try {
    return await app.change('POST', `/clock/${action}`, { body });
  } catch (error) {
    // Unless something else has come meanwhile.
    if (guess !== null && app.model.status === guess && app.model.space === space && before !== null) app.expect(before);
    throw error;
  }
};
