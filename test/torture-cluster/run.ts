import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from '../support/bot-process.js';
import { Dice, pauseFor } from '../torture/dice.js';
import { Member } from '../torture/members.js';
import { Tally } from '../torture/tally.js';
import { verify } from '../torture/verify/index.js';
import { CLUSTER_FAULTS, type ClusterFault } from './faults.js';
import { ClusterWorld } from './world.js';

export interface ClusterTortureOptions {
  readonly rounds: number;
  readonly seed: number;
  /** Names of the faults to choose from; all unless told. */
  readonly faults?: readonly string[];
  readonly report?: (line: string) => void;
}

export interface ClusterTortureResult {
  readonly seed: number;
  readonly rounds: number;
  readonly clicks: number;
  readonly acknowledged: number;
  /** Lines that told people of a "recorded" change that could not be kept. */
  readonly told: number;
  /** How often each fault, and each oddity of the clicks, really hit. */
  readonly hits: Readonly<Record<string, number>>;
  /** Empty when nothing was lost and nothing counted twice. */
  readonly problems: readonly string[];
}

/** Rounds that one cluster lives. */
const ROUNDS_PER_WORLD = 15;
/** Characters of an error that are reported. */
const PROBLEM_MAX = 2_000;
/** Everything has to be at rest this long after the cluster is whole again, ms. */
const SETTLED_WITHIN_MS = 45_000;

const settled = async (world: ClusterWorld): Promise<void> => {
  const look = async (): Promise<true | undefined> =>
    (await Promise.all(world.slots.map((bot) => bot.isSettled()))).every(Boolean) ? true : undefined;
  await eventually(look, 'everything to be at rest', SETTLED_WITHIN_MS).catch(async (error: unknown) => {
    throw new Error(`${String(error)}: ${JSON.stringify(await Promise.all(world.slots.map((bot) => bot.health())))}`);
  });
};

/** One fault of the cluster, sometimes with a bot that dies in the middle of it. */
const choose = (dice: Dice, faults: readonly ClusterFault[]): readonly ClusterFault[] => {
  const first = dice.weighted(faults);
  const others = faults.filter(({ holds }) => holds !== first.holds);
  return others.length > 0 && dice.chance(0.3) ? [first, dice.weighted(others)] : [first];
};

const playRound = async (
  world: ClusterWorld,
  members: readonly Member[],
  faults: readonly ClusterFault[],
  dice: Dice,
  tally: Tally,
): Promise<readonly string[]> => {
  let over = false;
  const clicking = members.map((member, at) => member.clickUntil(() => over, dice.for('member', at)));
  try {
    await pauseFor(dice.between(100, 500));
    await Promise.all(faults.map(async (fault) => tally.add(fault.name, await fault.run(world, dice.for(fault.name)))));
    await pauseFor(dice.between(100, 500));
  } finally {
    over = true;
    await Promise.all(clicking);
  }
  await world.heal();
  await settled(world);
  return verify(world);
};

const keepLogs = async (world: ClusterWorld): Promise<string> => {
  const dir = await mkdtemp(path.join(tmpdir(), 'punchcard-cluster-log-'));
  await Promise.all(world.slots.map((bot, at) => writeFile(path.join(dir, `bot-${at}.log`), bot.output)));
  return dir;
};

/** Rounds one after the other, each on what the last one left; ends at the first with a problem. */
export const tortureCluster = async (options: ClusterTortureOptions): Promise<ClusterTortureResult> => {
  const { rounds, seed, report = () => undefined } = options;
  const faults = CLUSTER_FAULTS.filter(({ name }) => options.faults?.includes(name) ?? true);
  if (faults.length === 0) throw new Error(`no such fault. There are: ${CLUSTER_FAULTS.map(({ name }) => name).join(', ')}`);
  const [dice, tally] = [new Dice(seed), new Tally()];
  const totals = { clicks: 0, acknowledged: 0, told: 0 };
  let [played, worlds] = [0, 0];
  let problems: readonly string[] = [];

  const play = async (world: ClusterWorld): Promise<void> => {
    const members = world.people.map((person) => new Member(world, tally, person));
    for (let n = 0; n < ROUNDS_PER_WORLD && played < rounds && problems.length === 0; n += 1) {
      const [began, before] = [performance.now(), world.book.acknowledgements];
      const chosen = choose(dice.for('round', played), faults);
      try {
        problems = await playRound(world, members, chosen, dice.for('round', played, 'play'), tally);
      } catch (error) {
        // With what a bot had to say until then: the start of it is enough, the rest is in its log.
        problems = [(error instanceof Error ? (error.stack ?? error.message) : String(error)).slice(0, PROBLEM_MAX)];
      }
      played += 1;
      const what = chosen.map(({ name }) => name).join(' + ');
      const took = ((performance.now() - began) / 1_000).toFixed(1);
      const count = world.book.acknowledgements - before;
      report(
        `round ${played} (${world.slots.length} bots): ${what}; ${count} acknowledged, ${took} s, ${problems.length} problems`,
      );
    }
    if (problems.length > 0) report(`the bots' logs are in ${await keepLogs(world)}`);
  };

  while (played < rounds && problems.length === 0) {
    const worldDice = dice.for('world', worlds);
    worlds += 1;
    const world = await ClusterWorld.create({
      transport: 'http',
      bots: worldDice.between(1, 2),
      guilds: worldDice.between(3, 5),
      membersPerGuild: worldDice.between(3, 5),
      zone: 'Europe/Berlin',
    });
    try {
      await play(world);
    } finally {
      totals.clicks += world.book.clicks;
      totals.acknowledged += world.book.acknowledgements;
      totals.told += world.book.told;
      await world.close();
    }
  }
  return { seed, rounds: played, ...totals, hits: tally.toJSON(), problems };
};
