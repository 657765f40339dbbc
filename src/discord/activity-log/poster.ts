import { MessageFlags } from 'discord-api-types/v10';
import type { ErrorCode } from '../../domain/errors.js';
import type { ChannelId } from '../../domain/ids.js';
import type { Logger } from '../../domain/ports.js';
import type { Translator } from '../../i18n/translator.js';
import { logMessage, type LogMessageModel } from '../../views/activity-log/message.js';
import type { Pace } from '../desired/pace.js';
import { DISCORD_CODE, DiscordError, hasCode } from '../errors.js';
import type { DiscordRest } from '../rest.js';

export interface PosterDeps {
  readonly rest: Pick<DiscordRest, 'request'>;
  readonly pace: Pick<Pace, 'request'>;
  readonly log: Logger;
}

/** What is waited for an answer, ms: then it is tried again, later. */
const PATIENCE_MS = 15_000;

/** Why Discord will not take a message there before somebody mends it; null when it may take it another time. */
const refusalOf = (error: unknown): ErrorCode | null => {
  if (hasCode(error, DISCORD_CODE.unknownChannel)) return 'CHANNEL_NOT_FOUND';
  if (hasCode(error, DISCORD_CODE.missingAccess)) return 'CHANNEL_HIDDEN';
  return hasCode(error, DISCORD_CODE.missingPermissions) ? 'CHANNEL_READ_ONLY' : null;
};

export const createPoster = ({ rest, pace, log }: PosterDeps) => ({
  /**
   * Posts a message of the log without notifying anybody, once for each nonce within some minutes.
   * @returns null, or why Discord refuses it for good
   * @throws DiscordError when it may take it later
   */
  async post(channel: ChannelId, model: LogMessageModel, nonce: string, t: Translator): Promise<ErrorCode | null> {
    const view = logMessage(model, t);
    const flags: MessageFlags = view.flags | MessageFlags.SuppressNotifications;
    await pace.request();
    try {
      const body = { ...view, flags, nonce, enforce_nonce: true };
      await rest.request('POST', `/channels/${channel}/messages`, { body, timeoutMs: PATIENCE_MS });
      return null;
    } catch (error) {
      const refused = refusalOf(error);
      if (refused !== null) return refused;
      if (!(error instanceof DiscordError) || error.retryable) throw error;
      // Nothing that anybody here can mend; the rest of the log must not wait for it.
      log.error({ channel, err: error }, 'Discord does not take a message of the activity log');
      return 'DISCORD_UNAVAILABLE';
    }
  },
});
