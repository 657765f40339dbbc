import { guildSpace } from '../../src/domain/ids.js';
import { channelsOf } from './discord/channels.js';
import type { System } from './system/system.js';
import type { Tally } from './tally.js';
import { withChain } from './verify/chain.js';
import { endedByItself } from './verify/due.js';
import { readLedger } from './verify/ledger.js';

/** What a bot does though nobody clicks, as it is named in the summary. */
export const BY_ITSELF = {
  asked: 'asked whether they still work',
  again: 'asked once more',
  unanswered: 'session ended unanswered',
  limit: 'session ended at the limit',
  logged: 'message of the log',
  edited: 'edit of a dashboard',
  rationed: 'edit of an old dashboard refused (30046)',
} as const;

/** Counts what has happened by itself in a system, over all its rounds. */
export const countByItself = (world: System, tally: Tally): Promise<void> =>
  withChain(world, async (chain) => {
    const { channels } = world.discord;
    tally.add(BY_ITSELF.rationed, channels.rationed);
    for (const guild of world.guilds) {
      const { dashboard, log, reminders } = channelsOf(guild);
      const asked = channels.in(reminders).map(({ nonce }) => nonce ?? '');
      tally.add(BY_ITSELF.asked, asked.filter((nonce) => /-q\d+$/.test(nonce)).length);
      tally.add(BY_ITSELF.again, asked.filter((nonce) => /-a\d+$/.test(nonce)).length);
      tally.add(BY_ITSELF.logged, channels.in(log).length);
      tally.add(
        BY_ITSELF.edited,
        channels.in(dashboard).reduce((sum, { edits }) => sum + edits, 0),
      );
      for (const rows of (await readLedger(chain.store, guildSpace(guild))).values())
        for (const row of rows) {
          const reason = endedByItself(row);
          if (reason !== null) tally.add(BY_ITSELF[reason]);
        }
    }
  });
