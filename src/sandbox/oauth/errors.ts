import { DiscordError } from '../rest/errors.js';

/** A refusal of the token address, in the words of RFC 6749. */
export class OAuthError extends DiscordError {
  readonly #error: string;

  constructor(error: string, description: string, status = 400) {
    super(status, 0, description);
    this.#error = error;
  }

  override toBody(): object {
    return { error: this.#error, error_description: this.message };
  }
}
