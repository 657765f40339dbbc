import { Dice } from '../torture/dice.js';
import type { Act } from './act.js';
import { OWNER } from './cast.js';
import { Hands } from './hands.js';
import { Outage } from './outage.js';
import { HOUR, MINUTE, Scene, type Busy } from './scene.js';
import { openStage, type Stage } from './stage.js';
import { STEPS } from './steps/index.js';
import type { Step } from './steps/step.js';
import { Watch } from './watch.js';

/** What was found, and how to find it again. */
export interface Finding {
  readonly seed: number;
  readonly step: number;
  readonly problems: readonly string[];
  /** The last things that were done, newest last. */
  readonly acts: readonly string[];
}

export interface Walked {
  readonly findings: readonly Finding[];
  readonly steps: number;
  /** By what they were. */
  readonly played: ReadonlyMap<string, number>;
  readonly interactions: number;
  readonly changes: number;
  /** Undos that were held against what was before. */
  readonly undone: number;
}

/** A world lives for so many steps; the next one begins anew, so that what was found is found again in seconds. */
export const CHAPTER = 500;
/** Everything is looked at after so many steps, also what nobody seems to have touched. */
const DEEP_EVERY = 25;
const DAY = 24 * HOUR;

/** Days before clocks change somewhere, and quiet ones. Behind us, as clicks are when they arrive. */
const BEGINNINGS = ['2025-03-28', '2025-10-24', '2025-10-31', '2025-04-03', '2025-06-10', '2024-12-30'] as const;

const told = ({ who, place, what, said }: Act): string =>
  `${who.name} (${place}): ${what}\n      -> ${said.length > 600 ? `${said.slice(0, 600)}…` : said}`;

/** Mostly minutes, sometimes a night, now and then days. */
const timePasses = (stage: Stage, dice: Dice): void =>
  stage.wait(
    dice.chance(0.004) ? dice.between(1, 6) * DAY : dice.chance(0.04) ? dice.between(1, 12) * HOUR : dice.between(1, 15 * MINUTE),
  );

/** Plays it; null instead when the bot was killed meanwhile. */
const played = async (step: Step, scene: Scene, kill: (() => Promise<void>) | null): Promise<void> => {
  if (kill === null) {
    await step.play(scene);
    return;
  }
  // Whom the answer was for hears nothing any more.
  const playing = step.play(scene).catch(() => undefined);
  await kill();
  await playing;
};

const textOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

/** One world. Answers what it found, which is nothing or one thing: what comes after that means little. */
const chapter = async (seed: number, first: number, steps: number, isStopped: () => boolean): Promise<Walked> => {
  const dice = new Dice(seed).for('chapter', first);
  /** What nobody caught is a finding too, whoever it was that forgot it. */
  const stray: unknown[] = [];
  const onStray = (error: unknown): void => void stray.push(error);
  process.on('unhandledRejection', onStray);
  process.on('uncaughtException', onStray);
  const begin = Date.parse(`${dice.pick(BEGINNINGS)}T08:00:00Z`);
  const stage = await openStage(begin, seed);
  const count = new Map<string, number>();
  const acts: Act[] = [];
  let interactions = 0;
  const watch = new Watch(stage);
  const hands = new Hands();
  const busy: Busy = { who: OWNER, place: 'home' };
  const outage = new Outage(stage);
  const done = (findings: readonly Finding[], walked: number): Walked => ({
    ...{ findings, steps: walked, played: count, interactions, changes: watch.changes, undone: watch.undone },
  });
  const noted = (name: string): void => void count.set(name, (count.get(name) ?? 0) + 1);
  /** Acts that what is stored was not compared with yet. */
  let since = 0;
  try {
    await watch.begin();
    for (let at = 0; at < steps; at += 1) {
      if (isStopped()) return done([], at);
      const own = dice.for('step', at);
      timePasses(stage, own);
      const fault = await outage.before(own);
      if (fault !== null) noted(fault);
      const scene = new Scene(stage, own, hands, watch, busy);
      const step = own.weighted(STEPS);
      noted(step.name);
      const kill = own.chance(0.006) ? () => outage.kill(own) : null;
      if (kill !== null) noted('bot killed under way');
      const from = acts.length;
      let problems: readonly string[];
      try {
        await played(step, scene, kill);
        acts.push(...scene.doing.acts);
        interactions += scene.doing.acts.length;
        const isLast = at === steps - 1;
        const isUp = !outage.isOn;
        problems = watch.answers(acts.slice(from), isUp && kill === null);
        if (isUp || isLast || outage.after()) {
          await outage.over();
          await stage.rest();
          problems = [
            ...problems,
            ...(await watch.stored(acts.slice(since), !isUp || kill !== null || isLast || at % DEEP_EVERY === 0)),
          ];
          since = acts.length;
        }
      } catch (error) {
        problems = [textOf(error)];
      }
      problems = [...problems, ...stray.splice(0).map((error) => `nobody caught this: ${textOf(error)}`)];
      if (problems.length > 0) {
        const last = acts.slice(-6).map(told);
        return done([{ seed, step: first + at, problems, acts: [`step: ${step.name}`, ...last] }], at + 1);
      }
    }
    return done([], steps);
  } finally {
    process.off('unhandledRejection', onStray);
    process.off('uncaughtException', onStray);
    await outage.over().catch(() => undefined);
    await stage.close();
  }
};

export interface WalkOptions {
  readonly seed: number;
  readonly steps: number;
  /** The step where it begins, the first of a world. */
  readonly from?: number;
  /** Asked after each step: has somebody had enough? */
  readonly isStopped?: () => boolean;
  /** Called after each world. */
  readonly onChapter?: (walked: Walked, first: number) => void;
}

/** Walks through worlds one after the other; each of them follows from the seed and its first step alone. */
export const walk = async ({ seed, steps, from = 0, isStopped = () => false, onChapter }: WalkOptions): Promise<Walked> => {
  const all: Walked[] = [];
  for (let first = from; first < from + steps && !isStopped(); first += CHAPTER) {
    const walked = await chapter(seed, first, Math.min(CHAPTER, from + steps - first), isStopped);
    all.push(walked);
    onChapter?.(walked, first);
  }
  const played = new Map<string, number>();
  for (const one of all) for (const [name, times] of one.played) played.set(name, (played.get(name) ?? 0) + times);
  const sum = (of: (walked: Walked) => number): number => all.reduce((total, walked) => total + of(walked), 0);
  return {
    findings: all.flatMap(({ findings }) => findings),
    steps: sum((one) => one.steps),
    played,
    interactions: sum((one) => one.interactions),
    changes: sum((one) => one.changes),
    undone: sum((one) => one.undone),
  };
};
