import { TokenRefused, type Bot } from '../discord/index.js';
import { ConfigurationError, REFUSALS, TOKEN_REFUSED } from './errors.js';

/** Starts the bot. @throws ConfigurationError when Discord refuses it for something that the operator can mend */
export async function connect(bot: Pick<Bot, 'start'>): Promise<void> {
  try {
    await bot.start();
  } catch (error) {
    if (error instanceof TokenRefused) throw new ConfigurationError(TOKEN_REFUSED);
    const text = error instanceof Error ? error.message : '';
    const refusal = REFUSALS.find(([pattern]) => pattern.test(text));
    if (refusal !== undefined) throw new ConfigurationError(refusal[1]);
    throw error;
  }
}
