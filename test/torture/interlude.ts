import { pauseFor, type Dice } from './dice.js';
import { interactionOf, post, snowflake } from './interactions.js';
import type { System } from './system/system.js';
import type { Tally } from './tally.js';
import { withChain } from './verify/chain.js';
import { checkDashboards } from './verify/dashboards.js';
import { behind, overdue } from './verify/due.js';
import { checkLog } from './verify/log.js';

export const TIME_PASSED = 'hours passed';
const MINUTE = 60_000;
/** Long enough to be asked once more; to be asked; a night; more than a session may last. */
const LONG_TIMES = [35 * MINUTE, 75 * MINUTE, 9 * 60 * MINUTE, 26 * 60 * MINUTE];
/** How long the bots may take for what nobody waits for, ms. */
const WITHIN_MS = 45_000;
/** A bot has taken over from one that was killed, and read on, ms. */
const TAKEN_OVER_MS = 12_000;
/** Between two edits of a dashboard that is older than an hour. */
const EDITED_EVERY = 5.5 * MINUTE;
/** So often a dashboard may be behind what has changed, because an edit of it was put off just before. */
const EDITS = 4;
const LOOK_EVERY_MS = 250;

/** Somebody else clicks in each guild, so that the bots hear what time it is. They are on no clock, so it changes nothing. */
const tellTime = async (world: System): Promise<void> => {
  const { discord, key, shape, slots, time } = world;
  const [guild = ''] = world.guilds;
  const click = () =>
    interactionOf(discord.applicationId, {
      ...{ guild, user: '900000000000000077', click: 'out', id: snowflake(time.now()), category: '', which: 0 },
    });
  if (shape.transport === 'gateway') discord.deliver(click());
  // The first one may be refused, since a bot that knows nothing better takes it for one of the future.
  else for (const { url } of slots) for (const _ of [1, 2]) await post(url, key, click(), time.now());
};

/** Looks again and again until there is nothing wrong; answers what still is in the end. */
const until = async (ms: number, look: () => Promise<readonly string[]>): Promise<readonly string[]> => {
  const end = performance.now() + ms;
  for (;;) {
    const problems = await look();
    if (problems.length === 0 || performance.now() > end) return problems;
    await pauseFor(LOOK_EVERY_MS);
  }
};

/**
 * Nobody clicks, so that what happens by itself comes to its end: what is due is done, the log has told everything, and dashboards show what is so, some
 * minutes later. Answers what is not as it should be.
 */
export const problemsByItself = (world: System): Promise<readonly string[]> =>
  withChain(world, async (chain) => {
    const logs = async (): Promise<readonly string[]> =>
      (await Promise.all(world.guilds.map((guild) => checkLog(world, chain, guild)))).flat();
    await tellTime(world);
    // Were hours to pass before a bot has taken over from one that was killed, what it did last would be done again, hours later.
    await until(TAKEN_OVER_MS, () => behind(world, chain));
    const problems = [...(await until(WITHIN_MS, () => overdue(world, chain))), ...(await until(WITHIN_MS, logs))];
    let wrong: readonly string[] = [];
    for (let edits = 0; edits < EDITS; edits += 1) {
      await world.pass(EDITED_EVERY);
      await tellTime(world);
      wrong = await until(WITHIN_MS / EDITS, async () => [
        ...(await overdue(world, chain)),
        ...(await checkDashboards(world, chain)),
      ]);
      if (wrong.length === 0) break;
    }
    return [...problems, ...wrong, ...(await until(WITHIN_MS, logs))];
  });

/** Hours pass, and people come back to a bot that has a lot to do. */
export const passHours = async (world: System, dice: Dice, tally: Tally): Promise<void> => {
  await world.pass(dice.pick(LONG_TIMES));
  await tellTime(world);
  for (const { user } of world.people) world.book.witness(user).hoursPassed();
  tally.add(TIME_PASSED);
};
