import { eventually } from '../support/bot-process.js';
import { pauseFor, type Dice } from './dice.js';
import type { Fault } from './faults/fault.js';
import { passHours, problemsByItself } from './interlude.js';
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
  // Dashboards follow some minutes later (interlude.ts).
  const agreed = (desired['roles']?.queued ?? 0) === 0;
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

/** What is wrong is looked at once more after so long, ms: a bot may be about to hear that a change of its was stored. */
const AGAIN_MS = 1_000;

/** What is wrong once everything rests. When a change was stored meanwhile, the parts that were compared were not of one moment. */
const problemsAtRest = async (world: System): Promise<readonly string[]> => {
  const until = performance.now() + LATE_MS;
  for (let isSecond = false; ;) {
    const before = await storedChanges(world);
    await settled(world);
    const problems = await verify(world);
    const isOfOneMoment = (await storedChanges(world)) === before;
    if (problems.length === 0 || performance.now() > until || (isOfOneMoment && isSecond))
      return [...problems, ...(await verifyAnswers(world))];
    isSecond = isOfOneMoment;
    await pauseFor(AGAIN_MS);
  }
};

/** Before how many of the rounds hours pass. */
const HOURS_PASS = 0.45;

/** People click, things go wrong, and afterwards everything has to be as people were told. Answers what is not. */
export const playRound = async <W extends System>(
  world: W,
  members: readonly Member[],
  faults: readonly Fault<W>[],
  { dice, tally, hours }: { readonly dice: Dice; readonly tally: Tally; readonly hours: boolean },
): Promise<readonly string[]> => {
  let over = false;
  await changeZones(world, dice.for('zones'), tally);
  const passes = dice.for('hours');
  const hoursPass = passes.chance(HOURS_PASS) && hours;
  if (hoursPass) {
    const problems = await problemsByItself(world);
    if (problems.length > 0) return problems;
    await passHours(world, passes, tally);
    for (const member of members) member.goOrCome(passes);
  }
  await world.roundBegins();
  const people = members
    .filter(({ isAway }) => !isAway)
    .map((member, at) => member.clickUntil(() => over, dice.for('member', at)));
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
