import { BY_ITSELF, countByItself } from './by-itself.js';
import { Dice } from './dice.js';
import { keepEvidence } from './evidence.js';
import type { Fault } from './faults/fault.js';
import { FAULTS } from './faults/index.js';
import type { Kind } from './kind.js';
import { CORRECTIONS } from './corrections.js';
import { correctionName, Member, ODDITIES } from './members.js';
import { LOOKED } from './onlooker.js';
import { PRESSED } from './presses.js';
import { problemsByItself, TIME_PASSED } from './interlude.js';
import { ZONE_CHANGED } from './zones.js';
import { playRound } from './round.js';
import { chooseFaults, chooseShape } from './schedule.js';
import type { System } from './system/system.js';
import { World } from './system/world.js';
import { Tally } from './tally.js';

export interface TortureOptions {
  readonly rounds: number;
  readonly seed: number;
  /** Names of the faults to choose from; all unless told. */
  readonly faults?: readonly string[];
  /** No round begins after this time, ms. */
  readonly withinMs?: number;
  /** A round with problems does not end the run: the next one is played on a new system. */
  readonly keepGoing?: boolean;
  /** Between rounds hours pass, and what happens by itself is compared; unless told. */
  readonly hours?: boolean;
  /** The bot has the door for corrections (system/bot-main.ts), and people use it. */
  readonly corrections?: boolean;
  readonly report?: (line: string) => void;
}

export interface TortureResult {
  readonly seed: number;
  readonly rounds: number;
  /** Systems that were set up one after the other. */
  readonly worlds: number;
  readonly clicks: number;
  readonly acknowledged: number;
  /** Lines that told people of a "recorded" change that could not be kept. */
  readonly told: number;
  /** Answers that were held against where a member stood by the answers before. */
  readonly judged: number;
  /** How often each fault, and each oddity of the clicks, really hit. */
  readonly hits: Readonly<Record<string, number>>;
  /** Of what was to happen, what never did. */
  readonly neverHit: readonly string[];
  /** Faults that this machine does not allow. */
  readonly notAvailable: readonly string[];
  /** Empty when nothing was lost and nothing counted twice. */
  readonly problems: readonly string[];
  /** Where the logs of rounds with problems are. */
  readonly logs: readonly string[];
}

/** Rounds that one system lives. Its people stay, so that what was acknowledged early is looked at again and again. */
const ROUNDS_PER_WORLD = 15;

/** What else is to happen on every kind of system. */
const HAPPENS = [ZONE_CHANGED, TIME_PASSED, PRESSED, ...Object.values(BY_ITSELF)];

/** Characters of an error that are reported: a bot's output may be in it, and its start is enough. */
const PROBLEM_MAX = 2_000;

const chosenFaults = <W>(all: readonly Fault<W>[], names: readonly string[] | undefined): readonly Fault<W>[] => {
  if (names === undefined) return all;
  const unknown = names.filter((name) => !all.some((fault) => fault.name === name));
  if (unknown.length > 0)
    throw new Error(`no such fault: ${unknown.join(', ')}. There are: ${all.map(({ name }) => name).join(', ')}`);
  return all.filter(({ name }) => names.includes(name));
};

const problemOf = (error: unknown): readonly string[] => [
  (error instanceof Error ? (error.stack ?? error.message) : String(error)).slice(0, PROBLEM_MAX),
];

/** Rounds one after the other, on systems of changing shapes; ends at the first round with a problem unless told to go on. */
export const tortureOf = async <W extends System>(
  kind: Kind<W>,
  {
    rounds,
    seed,
    faults: names,
    withinMs = Infinity,
    keepGoing = false,
    corrections = false,
    hours = true,
    report = () => undefined,
  }: TortureOptions,
): Promise<TortureResult> => {
  const faults = chosenFaults(kind.faults, names);
  const [dice, tally, until] = [new Dice(seed), new Tally(), performance.now() + withinMs];
  // By what was chosen, not by what hit: the same seed is to choose the same.
  const choices = new Tally();
  const totals = { clicks: 0, acknowledged: 0, told: 0, judged: 0 };
  const available = new Set<string>();
  const problems: string[] = [];
  const logs: string[] = [];
  let [played, worlds] = [0, 0];

  const goesOn = (): boolean => played < rounds && (keepGoing || problems.length === 0) && performance.now() < until;

  const playWorld = async (world: W): Promise<void> => {
    const members = world.people.map((person) => new Member(world, tally, person, corrections));
    for (const fault of faults) if (fault.possible(world)) available.add(fault.name);
    for (let n = 0; n < ROUNDS_PER_WORLD && goesOn(); n += 1) {
      const [began, before] = [performance.now(), world.book.acknowledgements];
      const chosen = kind.choose(world, dice.for('round', played), faults, (name) => choices.of(name));
      for (const { name } of chosen) choices.add(name);
      const found = [
        ...(await playRound(world, members, chosen, { dice: dice.for('round', played, 'play'), tally, hours }).catch(problemOf)),
      ];
      played += 1;
      if (hours && found.length === 0 && (n === ROUNDS_PER_WORLD - 1 || !goesOn()))
        found.push(...(await problemsByItself(world).catch(problemOf)));
      const what = chosen.map(({ name }) => name).join(' + ') || 'nothing';
      const took = ((performance.now() - began) / 1_000).toFixed(1);
      report(
        `round ${played} (${kind.describe(world)}): ${what}; ${world.book.acknowledgements - before} acknowledged, ${took} s, ${found.length} problems`,
      );
      if (found.length === 0) continue;
      const kept = await keepEvidence(world);
      logs.push(kept);
      problems.push(...found.map((problem) => `round ${played}, logs in ${kept}: ${problem}`));
      report([...found, `evidence: ${kept}`].join('\n'));
      return;
    }
  };

  while (goesOn()) {
    const parts = [kind.shape(dice.for('world', worlds), faults), dice.for('world', worlds, 'parts')] as const;
    worlds += 1;
    const world = await kind.create(...parts).catch((error: unknown) => {
      problems.push(...problemOf(error).map((problem) => `system ${worlds} could not be set up: ${problem}`));
      return null;
    });
    // What keeps one from being set up keeps the next too; the summary so far is not lost.
    if (world === null) break;
    try {
      await playWorld(world);
      await countByItself(world, tally);
    } finally {
      totals.clicks += world.book.clicks;
      totals.acknowledged += world.book.acknowledgements;
      totals.told += world.book.told;
      totals.judged += world.book.judged;
      await world.close();
    }
  }
  const corrected = corrections ? CORRECTIONS.map(correctionName) : [];
  const wanted = [...faults.map(({ name }) => name), ...(names === undefined ? [...kind.wanted, ...HAPPENS, ...corrected] : [])];
  return {
    seed,
    rounds: played,
    worlds,
    ...totals,
    hits: tally.toJSON(),
    neverHit: wanted.filter((name) => tally.of(name) === 0),
    notAvailable: faults.map(({ name }) => name).filter((name) => !available.has(name)),
    problems,
    logs,
  };
};

/** Everything on one Redis, each bot behind a proxy. */
export const torture = (options: TortureOptions): Promise<TortureResult> =>
  tortureOf<World>(
    {
      faults: FAULTS,
      wanted: [...ODDITIES, LOOKED],
      shape: chooseShape,
      create: (shape, dice) => World.create(shape, dice),
      choose: chooseFaults,
      describe: ({ shape, slots }) =>
        `${shape.transport}, ${shape.bots} bot${shape.bots === 1 ? '' : 's'}${slots[0]?.disk.real === true ? ', own disk' : ''}`,
    },
    options,
  );
