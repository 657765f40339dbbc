import type { APIInteraction } from 'discord-api-types/v10';
import { AnsweredElsewhere, type Responder } from '../commands/kit/responder.js';
import { delay, type Clock } from '../domain/ports.js';
import { DISCORD_CODE, DiscordError, hasCode } from './errors.js';
import type { DiscordRest, RestRequest } from './rest.js';

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

/**
 * What every transport shares: edits and follow-ups by the interaction's webhook.
 * `settling`: Discord may not have taken the acknowledgement in yet, so an unknown webhook is worth another try.
 */
export const webhookResponder = (
  interaction: InteractionHandle,
  { rest, clock }: Deps,
  settling: boolean,
): Pick<Responder, 'editOriginal' | 'followUp'> => {
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
export const callbackResponder = (interaction: InteractionHandle, deps: Deps): Responder => ({
  ...webhookResponder(interaction, deps, false),
  async respond(response, files) {
    const { clock, rest } = deps;
    const deadline = clock.monotonic() + ACKNOWLEDGE_WITHIN_MS;
    let tries = 0;
    await retrying(
      clock,
      (error) => isTransient(error) && clock.monotonic() < deadline,
      async () => {
        tries += 1;
        const request: RestRequest = { body: response, files, timeoutMs: ACKNOWLEDGE_WITHIN_MS };
        try {
          await rest.interaction('POST', `/interactions/${interaction.id}/${interaction.token}/callback`, request);
        } catch (error) {
          if (!hasCode(error, DISCORD_CODE.alreadyAcknowledged)) throw error;
          // After a first try: it arrived after all, and only its answer was lost.
          if (tries === 1) throw new AnsweredElsewhere();
        }
      },
    );
  },
});

const isTransient = (error: unknown): boolean => error instanceof DiscordError && error.retryable && error.status !== 401;

const retrying = async (clock: Clock, again: (error: unknown) => boolean, attempt: () => Promise<unknown>): Promise<void> => {
  for (const wait of RETRY_AFTER_MS) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (!again(error)) throw error;
    }
    await delay(clock, wait);
  }
  await attempt();
};
