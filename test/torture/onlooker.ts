import { BOARD_SPANS } from '../../src/domain/board.js';
import { dayOf } from '../../src/domain/calendar.js';
import { guildSpace } from '../../src/domain/ids.js';
import { testChain } from '../support/chain.js';
import { pauseFor, type Dice } from './dice.js';
import type { System } from './system/system.js';
import type { Tally } from './tally.js';

export const LOOKED = 'boards looked at meanwhile';
/** Nobody waits longer for a leaderboard, ms. */
const PATIENCE_MS = 300;

/**
 * Somebody who looks at boards while things go wrong: boards are folded when they are looked at, so faults come in the middle of it. What is
 * seen is not judged here; Redis may be away or behind.
 */
export const lookUntil = async (world: System, isOver: () => boolean, dice: Dice, tally: Tally): Promise<void> => {
  while (!isOver()) {
    await pauseFor(dice.between(50, 400));
    const guild = dice.pick(world.guilds);
    const board = { category: null, span: dice.pick(BOARD_SPANS), day: dayOf(world.time.now(), world.shape.zone) };
    // A chain of its own each time: it goes past the proxies, and after a failover to another server.
    const chain = await testChain(world.redis.url, { startTimeoutMs: PATIENCE_MS });
    try {
      await chain.store.board(guildSpace(guild), board, 10);
      tally.add(LOOKED);
    } catch {
      // As likely as not Redis is away.
    } finally {
      await chain.close();
    }
  }
};
