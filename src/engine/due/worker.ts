import type { Alarms } from '../../domain/alarms.js';
import type { SpaceId } from '../../domain/ids.js';
import type { Cancel, Clock, Logger, Metrics } from '../../domain/ports.js';
import type { Lease } from '../lease/lease.js';
import { LaneFull, StoreUnavailable } from '../store.js';
import { Agenda } from './agenda.js';
import type { DueJob, DueOutcome } from './due-job.js';
import { settleRow, type DueChange, type DueRow, type DueStore } from './due-row.js';

export interface DueWorkerParts {
  readonly store: DueStore;
  /** One process works at a time. */
  readonly lease: Lease;
  /** Every kind that this version knows. */
  readonly jobs: readonly DueJob[];
  readonly alarms: Alarms;
  /** Lengths of time. */
  readonly clock: Pick<Clock, 'after' | 'every'>;
  /** Moments, by the clock that the alarms go by, ms. */
  readonly now: () => number;
  readonly log: Logger;
  readonly metrics: Metrics;
}

export interface DueWorker {
  start(): void;
  /** Looks at every space: rows may have been put that nobody told of. */
  sweep(): void;
  /** Resolves when nothing is under way: for tests. */
  idle(): Promise<void>;
  /** How late the first row of any space is, ms, and how many failed; null: another process works. */
  health(): { readonly lagMs: number; readonly failing: number } | null;
  /** Ends what is under way, and gives the lease back. */
  close(): Promise<void>;
}

/** What was not told of is found so often, ms. */
const SWEEP_EVERY_MS = 300_000;
/** ms after which a process without the lease looks whether it has it by now, and one without Redis whether it is back. */
const STANDBY_MS = 1_000;
/** Spaces that are worked on, or looked at, at the same time. */
const SPACES = 4;
const LOOKED_AT = 50;
/** Rows that are read of a space before the next spaces have their turn. */
const PAGE = 100;
/** Rows of one space that are done at the same time: neighbours in their order, none of the same owner. */
const WIDTH = 16;
/** A job that takes longer than this is named in the log, ms: while it goes on, its space waits, and with it everything that is due. */
const LONG_MS = 30_000;

/** Redis is away, or has enough to do: everything waits. */
const isAway = (error: unknown): error is Error => error instanceof StoreUnavailable || error instanceof LaneFull;

/** What came of a row: how it is settled, or that everything has to wait. Neither when it alone has to. */
interface Attempt {
  readonly change?: DueChange;
  readonly away?: Error;
}

/**
 * Does what is due, in the one process that has the lease: space by space, in the order of the moments. What is done is noted after it was done, so
 * after a crash the last rows are done again. The next moment is an alarm; between moments nothing is read but, every five minutes, the first row of
 * each space.
 */
export const createDueWorker = (parts: DueWorkerParts): DueWorker => {
  const { store, lease, alarms, clock, now, log, metrics } = parts;
  const jobs = new Map(parts.jobs.map((job) => [job.kind, job]));
  const agenda = new Agenda();
  /** Kinds of rows that were left alone, so that it is logged once. */
  const strange = new Set<string>();
  let mustSweep = false;
  let closed = false;
  let run: Promise<void> | null = null;
  let cancelAlarm: Cancel = () => undefined;
  let cancelStandby: Cancel | null = null;
  let cancelSweep: Cancel = () => undefined;

  const goesOn = (): boolean => !closed && lease.held;
  const isInterrupted = (): boolean => mustSweep;

  /** The job of a row; null when a newer version has put it, which will do it. */
  const jobOf = (row: DueRow): DueJob | null => {
    const job = jobs.get(row.kind);
    if (job?.payload.safeParse(row.payload).success === true) return job;
    if (!strange.has(row.kind))
      log.warn({ kind: row.kind }, 'due rows of a kind that this version does not understand are left alone');
    strange.add(row.kind);
    return null;
  };

  const ring = (): Promise<void> => {
    if (closed) return Promise.resolve();
    run ??= work().finally(() => {
      run = null;
      arm();
    });
    return run;
  };

  /** Sets the alarm for what comes next. */
  const arm = (): void => {
    cancelAlarm();
    if (closed || run !== null) return;
    if (mustSweep) {
      // After Redis was away, or while another process has the lease.
      cancelStandby ??= clock.after(STANDBY_MS, () => {
        cancelStandby = null;
        if (lease.held) void ring();
        else if (mustSweep) arm();
      });
      return;
    }
    const { next } = agenda;
    if (next !== null) cancelAlarm = alarms.at(next, ring);
  };

  const work = async (): Promise<void> => {
    try {
      if (!goesOn()) {
        // Whoever gets the lease looks everywhere, and tells how far it is.
        mustSweep = true;
        agenda.clear();
        report();
        return;
      }
      if (mustSweep) await lookEverywhere();
      if (isInterrupted()) return;
      for (let due = agenda.dueBy(now()); due.length > 0 && goesOn(); due = agenda.dueBy(now())) {
        report();
        await each(due.slice(0, SPACES), workOn);
        if (isInterrupted()) return;
      }
      if (!lease.held) mustSweep = true;
      report();
    } catch (error) {
      mustSweep = true;
      if (!isAway(error)) log.error({ err: error }, 'what is due could not be worked off');
    }
  };

  const lagMs = (): number => Math.max(0, now() - (agenda.next ?? Infinity));
  const report = (): void => {
    metrics.gauge('due_lag_ms', lagMs());
    metrics.gauge('due_failing', agenda.failing);
  };

  const lookEverywhere = async (): Promise<void> => {
    mustSweep = false;
    agenda.prune(now());
    const spaces = await store.spaces();
    for (let at = 0; at < spaces.length && !isInterrupted() && goesOn(); at += LOOKED_AT)
      await each(spaces.slice(at, at + LOOKED_AT), look);
  };

  /** What is wrong with one space is no reason for the others to wait. */
  const each = async (spaces: readonly SpaceId[], task: (space: SpaceId) => Promise<void>): Promise<void> => {
    await Promise.all(
      spaces.map(async (space) => {
        try {
          await task(space);
        } catch (error) {
          if (error instanceof StoreUnavailable) mustSweep = true;
          else agenda.note(space, now() + (error instanceof LaneFull ? STANDBY_MS : SWEEP_EVERY_MS));
          if (!isAway(error)) log.error({ space, err: error }, 'what is due in a space cannot be worked off');
        }
      }),
    );
  };

  /** Finds out when the next row of a space is to be done, behind those that are not ours to do. */
  const look = async (space: SpaceId): Promise<void> => {
    let first = Infinity;
    let offset = 0;
    // Mostly it is the very first.
    for (let [count, isOver] = [1, false]; !isOver; count = PAGE) {
      const { rows, isLast } = await store.earliest(space, count, offset);
      offset += count;
      for (const row of rows) if (jobOf(row) !== null) first = Math.min(first, agenda.momentOf(space, row));
      // Those behind are due later still.
      isOver = isLast || first <= (rows.at(-1)?.at ?? -Infinity);
    }
    if (first < Infinity) agenda.note(space, first);
  };

  /** Does a page of what is due in a space. */
  const workOn = async (space: SpaceId): Promise<void> => {
    agenda.forget(space);
    let offset = 0;
    let due: readonly DueRow[] = [];
    for (let isOver = false; due.length === 0 && !isOver; offset += PAGE) {
      const { rows, isLast } = await store.earliest(space, PAGE, offset);
      const moment = now();
      due = rows.filter((row) => row.at <= moment && jobOf(row) !== null && agenda.momentOf(space, row) <= moment);
      isOver = isLast || rows.some(({ at }) => at > moment);
    }
    for (const some of neighbours(due)) {
      // Asks Redis too: another process may have taken over while this one stood still.
      if (!goesOn() || !(await lease.confirm())) {
        mustSweep = true;
        return;
      }
      await perform(space, some);
    }
    await look(space);
  };

  const perform = async (space: SpaceId, rows: readonly DueRow[]): Promise<void> => {
    const attempts = await Promise.all(rows.map((row) => attempt(space, row)));
    const changes = attempts.flatMap(({ change }) => change ?? []);
    if (changes.length > 0) await store.change(space, changes);
    const stopped = attempts.find(({ away }) => away !== undefined);
    if (stopped?.away !== undefined) throw stopped.away;
  };

  const attempt = async (space: SpaceId, row: DueRow): Promise<Attempt> => {
    try {
      return { change: settleRow(row, nextOf(await runJob(space, row))) };
    } catch (error) {
      if (isAway(error)) return { away: error };
      failed(space, row, error);
      return {};
    }
  };

  const runJob = async (space: SpaceId, row: DueRow): Promise<DueOutcome<unknown>> => {
    const { kind, user, about, at, payload } = row;
    const job = jobs.get(kind);
    if (job === undefined) throw new Error(`no job of kind ${kind}`);
    const sayLong = clock.after(LONG_MS, () => log.warn({ space, user, kind, about }, 'what is due is taking long'));
    const outcome = await job.run({ space, user, about, at, payload }).finally(sayLong);
    agenda.succeeded(space, row);
    metrics.count('due_done', { kind, outcome: outcome === 'done' ? 'done' : 'again' });
    return outcome;
  };

  const failed = (space: SpaceId, row: DueRow, error: unknown): void => {
    const { kind, user, at } = row;
    const attempts = agenda.failed(space, row, now());
    metrics.count('due_failures', { kind });
    log.warn({ space, user, kind, due: at, attempts, err: error }, 'what was due failed; it is tried again');
  };

  const put = (space: SpaceId, at: number): void => {
    if (closed || !lease.held) {
      // Whoever gets the lease looks everywhere; if it is ours and was only renewed late, that is us.
      if (!closed) mustSweep = true;
      if (cancelStandby === null) arm();
      return;
    }
    agenda.note(space, at);
    arm();
  };

  const sweep = (): void => {
    mustSweep = true;
    if (lease.held) void ring();
    else arm();
  };

  return {
    start: () => {
      store.onPut(put);
      lease.onTaken(() => {
        agenda.clear();
        mustSweep = true;
        void ring();
      });
      lease.start();
      cancelSweep = clock.every(SWEEP_EVERY_MS, sweep);
    },
    sweep,
    health: () => (lease.held ? { lagMs: lagMs(), failing: agenda.failing } : null),
    idle: async () => {
      while (run !== null) await run;
    },
    close: async () => {
      closed = true;
      cancelAlarm();
      cancelStandby?.();
      cancelSweep();
      await run;
      await lease.close();
    },
  };
};

const nextOf = (outcome: DueOutcome<unknown>): DueChange['next'] =>
  outcome === 'done' ? null : { at: outcome.again, payload: outcome.payload };

/** Rows that may be done at the same time: neighbours, none of the same owner, so that what belongs to one member is done in order. */
function* neighbours(rows: readonly DueRow[]): Generator<readonly DueRow[]> {
  let some: DueRow[] = [];
  for (const row of rows) {
    if (some.length === WIDTH || some.some(({ user }) => user === row.user)) {
      yield some;
      some = [];
    }
    some.push(row);
  }
  if (some.length > 0) yield some;
}
