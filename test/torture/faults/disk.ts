import { pauseFor } from '../dice.js';
import type { BotSlot } from '../system/bot-slot.js';
import type { World } from '../system/world.js';
import type { Fault } from './fault.js';

const hasDisk = ({ slots }: World): boolean => slots.every(({ disk }) => disk.real);

/** Waits until the bot says that its journal takes nothing. */
const sawFailure = async (slot: BotSlot, ms: number): Promise<boolean> => {
  const until = Date.now() + ms;
  while (Date.now() < until) {
    if ((await slot.health())?.journal.state === 'failed') return true;
    await pauseFor(50);
  }
  return false;
};

export const disk: readonly Fault[] = [
  {
    name: 'disk full',
    holds: ['disk'],
    weight: 3,
    possible: hasDisk,
    run: async ({ slots }, dice) => {
      const slot = dice.pick(slots);
      await slot.disk.fill();
      // The journal has up to two segments of room; members fill them.
      const hit = await sawFailure(slot, 2_500);
      await pauseFor(dice.between(0, 500));
      await slot.disk.free();
      return hit ? 1 : 0;
    },
  },
  {
    name: 'disk read-only',
    // Nobody may have a file open for writing when a file system becomes read-only: the bot is killed and begins on it.
    holds: ['disk', 'bot'],
    weight: 2,
    possible: hasDisk,
    run: async ({ slots }, dice) => {
      const slot = dice.pick(slots);
      await slot.kill();
      await slot.disk.readOnly(true);
      const starting = slot.start();
      // It cannot be ready; it must not give up either.
      const hit = await sawFailure(slot, 20_000);
      await pauseFor(dice.between(0, 500));
      await slot.disk.readOnly(false);
      await starting;
      return hit ? 1 : 0;
    },
  },
];
