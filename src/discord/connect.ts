import { delay, type Clock, type Logger } from '../domain/ports.js';
import { DiscordError } from './errors.js';

const FIRST_WAIT_MS = 1_000;
const LAST_WAIT_MS = 60_000;

/** Discord does not accept our token. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
}

/**
 * Asks until Discord answers; resolves with undefined when `stopped` says so.
 * @throws TokenRefused, or DiscordError when asking again would not help
 */
export const untilAnswered = async <T>(
  deps: { readonly clock: Clock; readonly log: Logger; readonly stopped: () => boolean },
  what: string,
  ask: () => Promise<T>,
): Promise<T | undefined> => {
  for (let wait = FIRST_WAIT_MS; !deps.stopped(); wait = Math.min(LAST_WAIT_MS, wait * 2)) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof DiscordError)) throw error;
      if (error.status === 401) throw new TokenRefused('Discord does not accept DISCORD_TOKEN');
      if (!error.retryable) throw error;
      deps.log.warn({ what, reason: error.message, againInMs: wait }, 'Discord cannot be reached; trying again');
      await delay(deps.clock, wait);
    }
  }
  return undefined;
};
