import { delay, type Cancel, type Clock, type Logger, type Metrics } from '../../domain/ports.js';
import type { Child, Exit } from './child.js';
import type { Group } from './plan.js';

/** A process ended with 2 before it ever worked: the configuration is at fault, and it has said so. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** A group of shards and who serves it. */
export interface Post {
  readonly group: Group;
  /** Serves, or will; null while a new one is waited for. */
  readonly current: Child | null;
  readonly restarts: number;
}

export interface Fleet {
  /** Resolves when every group is served. @throws Refused */
  start(): Promise<void>;
  /** Replaces one process after the other, each by one that serves already. False when one could not be: the rest goes on as it was. */
  roll(): Promise<boolean>;
  /** Has all of them finish and end; kills what takes too long. */
  stop(): Promise<void>;
  posts(): readonly Post[];
}

const EXIT_CONFIGURATION = 2;
/** Waits before a process is started again, ms: none after one that lived for long. */
const FIRST_WAIT_MS = 1_000;
const LAST_WAIT_MS = 60_000;
const LONG_MS = 60_000;
/** A replacement has to be ready within this, and within so much more for each shard, ms. */
const READY_MS = 60_000;
const READY_PER_SHARD_MS = 6_000;
const TAKE_OVER_MS = 5_000;
/** A process finishes in ten seconds; this long after it was told, ms, it is killed. */
const STOP_MS = 13_000;
/** A process that has not said a word for so long stands still, ms. */
const WATCH_EVERY_MS = 10_000;
const SILENT_MS = 40_000;

interface Slot {
  readonly group: Group;
  current: Child | null;
  next: Child | null;
  restarts: number;
  failures: number;
  /** Has a process of it ever worked? */
  worked: boolean;
  /** Monotonic ms: since when the current process works; null: it does not yet. */
  readyAt: number | null;
  cancel: Cancel | null;
}

/**
 * Keeps one process for each group. One that ends is started again alone; a replacement serves before the old one is told to stop.
 * @param launch starts a process; `standby`: it waits for `takeOver` before it takes interactions
 * @param onReady called whenever a process became ready
 */
export const createFleet = (deps: {
  readonly groups: readonly Group[];
  readonly launch: (group: Group, standby: boolean) => Child;
  readonly onReady: (child: Child) => void;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
}): Fleet => {
  const { launch, onReady, clock, log, metrics } = deps;
  const slots = deps.groups.map((group): Slot => ({
    group,
    current: null,
    next: null,
    restarts: 0,
    failures: 0,
    worked: false,
    readyAt: null,
    cancel: null,
  }));
  let stopping = false;
  let rolling: Promise<boolean> | null = null;
  let refuse: (error: Refused) => void = () => undefined;
  let stopWatching: Cancel | null = null;

  const isStopping = (): boolean => stopping;
  const holder = (slot: Slot): Child | null => slot.current;

  const begin = (slot: Slot, standby: boolean): Child => {
    const child = launch(slot.group, standby);
    log.info({ process: slot.group.name, child: child.pid, shards: slot.group.shards, standby }, 'process started');
    void child.exited.then((exit) => gone(slot, child, exit));
    return child;
  };

  const begun = (slot: Slot, child: Child): void => {
    slot.worked = true;
    slot.readyAt = clock.monotonic();
    log.info({ process: slot.group.name, child: child.pid }, 'process ready');
    onReady(child);
  };

  const fresh = async (slot: Slot): Promise<boolean> => {
    slot.cancel?.();
    slot.cancel = null;
    const child = begin(slot, false);
    slot.current = child;
    const ready = await child.ready;
    if (ready) begun(slot, child);
    return ready;
  };

  const gone = (slot: Slot, child: Child, exit: Exit): void => {
    if (stopping || slot.current !== child) return;
    slot.current = null;
    const lived = slot.readyAt === null ? 0 : clock.monotonic() - slot.readyAt;
    slot.readyAt = null;
    if (lived > LONG_MS) slot.failures = 0;
    log.error({ process: slot.group.name, child: child.pid, ...exit }, 'a process ended; the others go on');
    if (exit.code === EXIT_CONFIGURATION && !slot.worked) {
      refuse(new Refused(slot.group.name));
      return;
    }
    // Somebody is on the way already.
    if (slot.next === null) restart(slot);
  };

  const restart = (slot: Slot): void => {
    const wait = slot.failures === 0 ? 0 : Math.min(LAST_WAIT_MS, FIRST_WAIT_MS * 2 ** (slot.failures - 1));
    slot.failures += 1;
    slot.restarts += 1;
    metrics.count('process_restarts', { of: slot.group.name });
    slot.cancel?.();
    slot.cancel = clock.after(wait, () => void fresh(slot));
  };

  const replace = async (slot: Slot): Promise<boolean> => {
    if (slot.current === null) return fresh(slot);
    const next = begin(slot, true);
    slot.next = next;
    const patience = READY_MS + READY_PER_SHARD_MS * (slot.group.shards?.length ?? 0);
    const ready = await within(patience, next.ready);
    if (isStopping()) return false;
    const serves = ready && (await within(TAKE_OVER_MS, next.takeOver()));
    if (isStopping()) return false;
    slot.next = null;
    const old = holder(slot);
    if (!serves) {
      next.kill();
      log.error({ process: slot.group.name }, 'the new process does not work; the old one goes on');
      // It may have ended while it was counted on that the new one comes.
      if (old === null) restart(slot);
      return false;
    }
    slot.current = next;
    begun(slot, next);
    if (next.state === 'gone') gone(slot, next, await next.exited);
    if (old !== null) await end(old);
    return true;
  };

  const end = async (child: Child): Promise<void> => {
    child.stop();
    if (await within(STOP_MS, child.exited)) return;
    log.error({ process: child.group.name, child: child.pid }, 'a process did not end in time and is killed');
    child.kill();
    await child.exited;
  };

  /** False when it takes longer; what resolves with false is false as well. */
  const within = (ms: number, work: Promise<unknown>): Promise<boolean> =>
    Promise.race([work.then((value) => value !== false), delay(clock, ms).then(() => false)]);

  const rollAll = async (): Promise<boolean> => {
    log.info({}, 'rolling restart');
    for (const slot of slots) {
      if (stopping || !(await replace(slot))) return false;
    }
    log.info({}, 'rolling restart done');
    return true;
  };

  const watch = (): void => {
    for (const child of slots.flatMap(({ current, next }) => [current, next])) {
      if (child === null || child.state === 'gone') continue;
      if (clock.monotonic() - child.heardAt > SILENT_MS) {
        log.error({ process: child.group.name, child: child.pid }, 'a process does not answer and is killed');
        child.kill();
      } else void child.report(WATCH_EVERY_MS);
    }
  };

  return {
    start: () => {
      stopWatching = clock.every(WATCH_EVERY_MS, watch);
      return new Promise((resolve, reject) => {
        refuse = reject;
        const served = (slot: Slot): Promise<boolean> =>
          fresh(slot).then((ready) => ready || servedLater(clock, slot, isStopping));
        void Promise.all(slots.map(served)).then(() => resolve());
      });
    },
    // One who asks while it is going on means what is there now: once more.
    roll: () => (rolling = (rolling ?? Promise.resolve(true)).then(rollAll)),
    async stop() {
      stopping = true;
      stopWatching?.();
      for (const slot of slots) slot.cancel?.();
      const alive = slots.flatMap(({ current, next }) => [current, next]).filter((child) => child !== null);
      await Promise.all(alive.map(end));
    },
    posts: () => slots.map(({ group, current, restarts }) => ({ group, current, restarts })),
  };
};

const LOOK_EVERY_MS = 200;

/** After a first process that failed: until one of those started after it works. */
const servedLater = async (clock: Clock, slot: Slot, stopped: () => boolean): Promise<boolean> => {
  while (!slot.worked && !stopped()) await delay(clock, LOOK_EVERY_MS);
  return slot.worked;
};
