import type { Cancel, Clock, Logger } from './ports.js';

/** What an alarm does. When it rejects, that is logged, and the other alarms go on. */
export type AlarmTask = () => void | Promise<void>;

/**
 * Work for a moment of the wall clock: a reminder at half past five, a confirmation seven days later. `Clock.after` and `Clock.every` measure
 * lengths of time (a time-out, a heartbeat) and take no notice when the clock is set. An alarm notices: it also rings in time after a machine was
 * suspended, and when the sandbox' clock is moved it rings at its own moment. Alarms live as long as the process; what must survive a restart
 * is stored, and set again at the start.
 */
export interface Alarms {
  /** Runs `task` once, when the wall clock has come to `moment` (ms since the epoch); soon, when that is past. */
  at(moment: number, task: AlarmTask): Cancel;
  /** Runs `task` each time that `ms` of wall-clock time have passed. What was missed meanwhile is done once, and not as often as it was missed. */
  every(ms: number, task: AlarmTask): Cancel;
}

/** Alarms as whoever keeps the clock sees them. */
export interface AlarmClock extends Alarms {
  /** The moment (ms) of the earliest alarm; null when none is set. */
  next(): number | null;
  /** Begins all that is due by now, the earliest first, and resolves when it is done. */
  ring(): Promise<void>;
}

/** The clock may have been set while we waited for an alarm, so it is looked at again as often as this, ms. */
const LOOK_EVERY_MS = 30_000;

interface Alarm {
  due: number;
  readonly order: number;
  readonly every: number | null;
  readonly task: AlarmTask;
}

/** Alarms on the wall clock of `clock`, by its timers. */
export const createAlarms = (deps: { readonly clock: Pick<Clock, 'now' | 'after'>; readonly log: Logger }): AlarmClock => {
  const { clock, log } = deps;
  const alarms = new Set<Alarm>();
  let order = 0;
  let cancelTimer: Cancel = () => undefined;

  const next = (): number | null => {
    let first: number | null = null;
    for (const { due } of alarms) if (first === null || due < first) first = due;
    return first;
  };

  const arm = (): void => {
    cancelTimer();
    const due = next();
    if (due !== null) cancelTimer = clock.after(Math.min(Math.max(0, due - clock.now()), LOOK_EVERY_MS), () => void ring());
  };

  const run = async (task: AlarmTask): Promise<void> => {
    try {
      await task();
    } catch (error) {
      log.error({ err: error }, 'what was to be done at this moment failed');
    }
  };

  /** Begins one that is due, unless one before it has cancelled it. */
  const begin = (alarm: Alarm, now: number): Promise<void> => {
    if (!alarms.has(alarm)) return Promise.resolve();
    if (alarm.every === null) alarms.delete(alarm);
    else alarm.due = alarm.due + alarm.every > now ? alarm.due + alarm.every : now + alarm.every;
    return run(alarm.task);
  };

  const ring = async (): Promise<void> => {
    const now = clock.now();
    const due = [...alarms].filter((alarm) => alarm.due <= now).sort((a, b) => a.due - b.due || a.order - b.order);
    const begun = due.map((alarm) => begin(alarm, now));
    arm();
    await Promise.all(begun);
  };

  const set = (due: number, every: number | null, task: AlarmTask): Cancel => {
    const alarm: Alarm = { due, order: order++, every, task };
    alarms.add(alarm);
    arm();
    return () => {
      alarms.delete(alarm);
      arm();
    };
  };

  return {
    at: (moment, task) => set(moment, null, task),
    every: (ms, task) => {
      if (!(ms > 0)) throw new RangeError('every needs a period above 0 ms');
      return set(clock.now() + ms, ms, task);
    },
    next,
    ring,
  };
};
