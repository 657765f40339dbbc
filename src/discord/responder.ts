import type { APIInteraction, APIInteractionResponse } from 'discord-api-types/v10';
import { AnsweredElsewhere, type Attachment, type Responder } from '../commands/kit/responder.js';
import { delay, type Clock } from '../domain/ports.js';
import { DISCORD_CODE, DiscordError, hasCode } from './errors.js';
import type { DiscordRest } from './rest.js';

/** An acknowledgement later than this is refused by Discord anyway, ms. */
const ACKNOWLEDGE_WITHIN_MS = 3_000;
/** Waits before the second, third, ... try, ms. */
const RETRY_AFTER_MS: readonly number[] = [200, 600, 1_500];

/** What it takes to answer an interaction. */
export type InteractionHandle = Pick<APIInteraction, 'id' | 'application_id' | 'token'>;
interface Deps {
  readonly rest: Pick<DiscordRest, 'interaction'>;
  readonly clock: Clock;
}
type Webhook = Pick<Responder, 'editOriginal' | 'followUp'>;

/**
 * What every transport shares: edits and follow-ups by the interaction's webhook.
 * `settling`: Discord may not have taken the acknowledgement in yet, so an unknown webhook is worth another try.
 */
export const webhookResponder = (interaction: InteractionHandle, { rest, clock }: Deps, settling: boolean): Webhook => {
  const webhook = `/webhooks/${interaction.application_id}/${interaction.token}` as const;
  const again = (error: unknown): boolean => isTransient(error) || (settling && hasCode(error, DISCORD_CODE.unknownWebhook));
  return {
    async editOriginal(body, files) {
      await retrying(clock, again, () => rest.interaction('PATCH', `${webhook}/messages/@original`, { body, files }));
    },
    async followUp(body, files) {
      // Without an answer the message may have been sent: trying again could send it twice.
      const refused = (error: unknown): boolean => again(error) && error instanceof DiscordError && error.status !== null;
      await retrying(clock, refused, () => rest.interaction('POST', webhook, { body, files }));
    },
  };
};

/** Answers by `POST /interactions/{id}/{token}/callback`, as interactions from the gateway want it. */
export const callbackResponder = (interaction: InteractionHandle, deps: Deps): Responder =>
  new CallbackResponder(interaction, deps);

/** A class, and the rest made when it is needed: there is one for each click, and nearly all answer once. */
class CallbackResponder implements Responder {
  readonly #interaction: InteractionHandle;
  readonly #deps: Deps;

  constructor(interaction: InteractionHandle, deps: Deps) {
    this.#interaction = interaction;
    this.#deps = deps;
  }

  async respond(response: APIInteractionResponse, files?: readonly Attachment[]): Promise<void> {
    const { clock } = this.#deps;
    const deadline = clock.monotonic() + ACKNOWLEDGE_WITHIN_MS;
    try {
      await this.#acknowledge(response, files);
    } catch (first) {
      if (hasCode(first, DISCORD_CODE.alreadyAcknowledged)) throw new AnsweredElsewhere();
      const again = (error: unknown): boolean => isTransient(error) && clock.monotonic() < deadline;
      try {
        await tryAgain(first, clock, again, () => this.#acknowledge(response, files));
      } catch (error) {
        // One of those before arrived after all, and only its answer was lost.
        if (!hasCode(error, DISCORD_CODE.alreadyAcknowledged)) throw error;
      }
    }
  }

  editOriginal(...message: Parameters<Responder['editOriginal']>): Promise<void> {
    return this.#webhook.editOriginal(...message);
  }

  followUp(...message: Parameters<Responder['followUp']>): Promise<void> {
    return this.#webhook.followUp(...message);
  }

  #acknowledge(body: APIInteractionResponse, files: readonly Attachment[] | undefined): Promise<unknown> {
    const { id, token } = this.#interaction;
    const request = { body, files, timeoutMs: ACKNOWLEDGE_WITHIN_MS };
    return this.#deps.rest.interaction('POST', `/interactions/${id}/${token}/callback`, request);
  }

  get #webhook(): Webhook {
    return webhookResponder(this.#interaction, this.#deps, false);
  }
}

const isTransient = (error: unknown): boolean => error instanceof DiscordError && error.retryable && error.status !== 401;

const retrying = async (clock: Clock, again: (error: unknown) => boolean, attempt: () => Promise<unknown>): Promise<void> => {
  try {
    await attempt();
  } catch (error) {
    await tryAgain(error, clock, again, attempt);
  }
};

/** After a first attempt that failed with `reason`. Rejects with the last one's. */
const tryAgain = async (
  reason: unknown,
  clock: Clock,
  again: (error: unknown) => boolean,
  attempt: () => Promise<unknown>,
): Promise<void> => {
  for (const wait of RETRY_AFTER_MS) {
    if (!again(reason)) break;
    await delay(clock, wait);
    try {
      await attempt();
      return;
    } catch (error) {
      reason = error;
    }
  }
  throw reason;
};
