import { MessageFlags } from 'discord-api-types/v10';
import { z } from 'zod';
import type { ChannelMessages } from '../commands/deps.js';
import { domainError, type DomainError } from '../domain/errors.js';
import { messageId, type ChannelId } from '../domain/ids.js';
import type { Logger } from '../domain/ports.js';
import { err, ok, type Result } from '../domain/result.js';
import { DISCORD_CODE, hasCode, reasonOf } from './errors.js';
import type { DiscordRest } from './rest.js';

const Message = z.looseObject({
  id: z
    .string()
    .regex(/^\d{1,20}$/)
    .transform(messageId),
});

/** What is waited for an answer, ms: somebody waits for ours. */
const PATIENCE_MS = 8_000;
/** The same with files, which take their time; nobody waits for those. */
const FILES_PATIENCE_MS = 60_000;

/** Messages in channels, by REST. Views carry `allowed_mentions` that ping nobody. */
export const createChannelMessages = ({
  rest,
  log,
}: {
  readonly rest: Pick<DiscordRest, 'request'>;
  readonly log: Logger;
}): ChannelMessages => {
  const failed = (channel: ChannelId, error: unknown): Result<never, DomainError> => {
    if (hasCode(error, DISCORD_CODE.unknownChannel)) return err(domainError('CHANNEL_NOT_FOUND'));
    if (hasCode(error, DISCORD_CODE.unknownMessage)) return err(domainError('MESSAGE_NOT_FOUND'));
    if (hasCode(error, DISCORD_CODE.missingAccess)) return err(domainError('CHANNEL_HIDDEN'));
    if (hasCode(error, DISCORD_CODE.missingPermissions)) return err(domainError('CHANNEL_READ_ONLY'));
    log.warn({ channel, reason: reasonOf(error) }, 'a message could not be posted or changed');
    return err(domainError('DISCORD_UNAVAILABLE'));
  };
  return {
    async post(channel, view, nonce, { silent, files } = { silent: false }) {
      try {
        const flags = ('flags' in view ? view.flags : 0) | (silent ? MessageFlags.SuppressNotifications : 0);
        const body = { ...view, ...(flags === 0 ? {} : { flags }), nonce, enforce_nonce: true };
        const timeoutMs = files === undefined ? PATIENCE_MS : FILES_PATIENCE_MS;
        const posted = await rest.request('POST', `/channels/${channel}/messages`, { body, files, timeoutMs });
        return ok(Message.parse(posted).id);
      } catch (error) {
        return failed(channel, error);
      }
    },
    async edit(channel, message, view) {
      try {
        await rest.request('PATCH', `/channels/${channel}/messages/${message}`, { body: view, timeoutMs: PATIENCE_MS });
        return ok(undefined);
      } catch (error) {
        return failed(channel, error);
      }
    },
    async remove(channel, message) {
      try {
        await rest.request('DELETE', `/channels/${channel}/messages/${message}`, { timeoutMs: PATIENCE_MS });
        return ok(undefined);
      } catch (error) {
        const isGone = hasCode(error, DISCORD_CODE.unknownMessage, DISCORD_CODE.unknownChannel);
        return isGone ? ok(undefined) : failed(channel, error);
      }
    },
  };
};
