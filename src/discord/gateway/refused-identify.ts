import { Events, type Client } from 'discord.js';
import type { Logger } from '../../domain/ports.js';

/** What discord.js says of opcode 9, in debug lines only; then it waits and identifies again. */
const REFUSED = 'Invalid session; will attempt to resume: false';

/**
 * Says why a start waits. Discord lets a shard identify once in five seconds, so a bot that was killed and started again at once is refused, and
 * discord.js asks again five to six and a half seconds later. Without this line nobody would know what the start waits for.
 */
export const tellRefusedIdentify = (client: Pick<Client, 'on'>, log: Logger): void => {
  client.on(Events.Debug, (text) => {
    if (text.includes(REFUSED))
      log.info({}, 'Discord begins no session yet: it allows one identify in five seconds; asking again in five or six');
  });
};
