import { z } from 'zod';
import type { DirectDelivery, DirectMessages } from '../commands/deps.js';
import type { Logger } from '../domain/ports.js';
import { DiscordError, reasonOf } from './errors.js';
import type { DiscordRest } from './rest.js';

const channel = z.looseObject({ id: z.string().regex(/^\d{1,20}$/) });

/** Direct messages, for those who agreed to get them: whoever sends one has asked that before. */
export const createDirectMessages = ({
  rest,
  log,
}: {
  readonly rest: Pick<DiscordRest, 'request'>;
  readonly log: Logger;
}): DirectMessages & DirectDelivery => {
  const deliver: DirectDelivery['deliver'] = async (user, view, nonce, files) => {
    try {
      const { id } = channel.parse(await rest.request('POST', '/users/@me/channels', { body: { recipient_id: user } }));
      const once = nonce === undefined ? {} : { nonce, enforce_nonce: true };
      await rest.request('POST', `/channels/${id}/messages`, { body: { ...view, ...once }, files });
      return 'sent';
    } catch (error) {
      // They may have closed their direct messages, or share no server with the bot any more.
      log.info({ user, reason: reasonOf(error) }, 'a direct message could not be sent');
      return error instanceof DiscordError && !error.retryable ? 'refused' : 'unavailable';
    }
  };
  return {
    deliver,
    send: async (...message) => (await deliver(...message)) === 'sent',
  };
};
