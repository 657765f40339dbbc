import { eventually } from '../support/bot-process.js';
import { pauseFor, type Dice } from './dice.js';
import type { Fault } from './faults/fault.js';
import type { Member } from './members.js';
import { lookUntil } from './onlooker.js';
import type { BotSlot } from './system/bot-slot.js';
import type { System } from './system/system.js';
import type { Tally } from './tally.js';
import { storedChanges, verify, verifyAnswers } from './verify/index.js';
import { changeZones } from './zones.js';

/** Everything has to be at rest this long after the last fault, ms. */
const SETTLED_WITHIN_MS = 45_000;

const isSettled = async (slot: BotSlot): Promise<boolean> => {
  const health = await slot.health();
  if (health === undefined) return false;
  const { redis, journal, desired } = health;
  const agreed = Object.values(desired).every(({ queued }) => queued === 0);
  const rested = journal.state === 'ok' && journal.pending === 0 && !journal.syncing && agreed;
  return rested && redis.state === 'up' && redis.breaker === 'closed';
};

/** Waits until Redis is in use again, the journals have nothing left to bring home, and roles are as they should be. */
const settled = async (world: System): Promise<void> => {
  const look = async (): Promise<true | undefined> =>
    (await Promise.all(world.slots.map(isSettled))).every((one) => one) ? true : undefined;
  await eventually(look, 'everything to be at rest', SETTLED_WITHIN_MS).catch(async (error: unknown) => {
    const healths = await Promise.all(world.slots.map((slot) => slot.health()));
    throw new Error(`${String(error)}: ${JSON.stringify(healths)}`);
  });
};

/** So long whoever came last may still be served, ms: a click is given up after a while, but a bot that was starting answers it later. */
const LATE_MS = 20_000;

/** What is wrong once everything rests. When a change was stored meanwhile, the parts that were compared were not of one moment. */
const problemsAtRest = async (world: System): Promise<readonly string[]> => {
  const until = performance.now() + LATE_MS;
  for (;;) {
    const before = await storedChanges(world);
    await settled(world);
    const problems = await verify(world);
    if (problems.length === 0 || performance.now() > until || (await storedChanges(world)) === before)
      return [...problems, ...(await verifyAnswers(world))];
  }
};

/** People click, things go wrong, and afterwards everything has to be as people were told. Answers what is not. */
export const playRound = async <W extends System>(
  world: W,
  members: readonly Member[],
  faults: readonly Fault<W>[],
  dice: Dice,
  tally: Tally,
): Promise<readonly string[]> => {
  let over = false;
  await changeZones(world, dice.for('zones'), tally);
  await world.roundBegins();
  const people = members.map((member, at) => member.clickUntil(() => over, dice.for('member', at)));
  const looking = lookUntil(world, () => over, dice.for('onlooker'), tally);
  const runFault = async (fault: Fault<W>, own: Dice): Promise<void> => {
    await pauseFor(own.between(0, 300));
    tally.add(fault.name, await fault.run(world, own));
  };
  try {
    await pauseFor(dice.between(100, 500));
    await Promise.all(faults.map((fault) => runFault(fault, dice.for(fault.name))));
    // Sometimes long enough to see what people are answered while things come back.
    await pauseFor(dice.chance(0.3) ? dice.between(1_000, 2_500) : dice.between(100, 300));
  } finally {
    over = true;
    await Promise.all([...people, looking]);
  }
  await world.heal();
  return problemsAtRest(world);
};
