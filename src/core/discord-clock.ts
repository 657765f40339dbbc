import type { DiscordTime } from '../discord/index.js';
import { NO_TIME } from '../discord/time.js';
import type { Clock, Logger, Metrics } from '../domain/ports.js';
import { ClockSamples, type Agreed } from './clock-samples.js';

/** Less is what the network and whole seconds leave uncertain, and what a clock that is set over the network may be off. ms */
const TOLERANCE_MS = 2_000;
/**
 * What is less than this takes several answers to be believed: one alone may be as old, when a server or this process stood still for a moment.
 * Moments of interactions lie within a quarter of an hour of the clock anyway. ms
 */
const SMALL_MS = 60_000;
const VOTES_FOR_SMALL = 3;
/** A `Date` header is read this often at most, ms. */
const DATE_EVERY_MS = 5_000;
const LOOK_EVERY_MS = 10_000;

/** The time at Discord, where it differs from that of this machine. */
export interface DiscordClock {
  /**
   * Discord's wall clock as far as it is known and more than two seconds off, else the machine's. For comparing with moments that Discord
   * named; what processes of this machine agree upon (locks, leases, the order of the journal) hangs on the machine's own clock.
   * `now` may step in either direction when something is learnt. Timers and the monotonic clock are the machine's.
   */
  readonly clock: Clock;
  readonly heard: DiscordTime;
  /**
   * Resolves with true once Discord has told its time, and with false when it has not for so long, ms: then the machine's is all there is. Who does by
   * itself what is due at a moment waits for it, since by a clock that is an hour ahead all that would be done an hour early.
   */
  told(withinMs: number): Promise<boolean>;
  /** Calls back when something was learnt that moves the time by more than two seconds: what has become due meanwhile need not wait any longer. */
  onStep(listener: () => void): void;
  /** Wall clock of this machine minus Discord's, ms; 0 when they agree or nothing was heard. */
  offsetMs(): number;
  /** Sentences for health; empty when the clocks agree. */
  concerns(): readonly string[];
}

export const createDiscordClock = (deps: {
  /** The machine's. */
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Pick<Metrics, 'gauge'>;
}): DiscordClock => {
  const { clock: machine, log, metrics } = deps;
  const samples = new ClockSamples();
  let epoch: Agreed | null = null;
  let datedAt = -Infinity;
  /** What the log was told last. */
  let said = 0;

  const offsetAt = (wall: number, monotonic: number): number => {
    if (epoch === null) return 0;
    const ours = wall - monotonic;
    // Once it was said that they differ they have to come closer, so that it is not said again and again.
    const tolerance = said === 0 ? TOLERANCE_MS : TOLERANCE_MS / 2;
    if (ours >= epoch.low - tolerance && ours <= epoch.high + tolerance) return 0;
    if (epoch.high === Infinity) return ours - epoch.low;
    const offset = ours - (epoch.low + epoch.high) / 2;
    return Math.abs(offset) < SMALL_MS && epoch.votes < VOTES_FOR_SMALL ? 0 : offset;
  };
  const offsetMs = (): number => Math.round(offsetAt(machine.now(), machine.monotonic()));

  /** Says a change once, not with every click. */
  const look = (): void => {
    const offset = offsetMs();
    if (offset === said || (offset !== 0 && said !== 0 && Math.abs(offset - said) <= TOLERANCE_MS)) return;
    said = offset;
    metrics.gauge('clock_offset_ms', offset);
    if (offset === 0) log.info({ offsetMs: 0 }, 'the clock of this machine agrees with Discord’s again');
    else log.warn({ offsetMs: offset }, sentenceOf(offset));
  };
  /** Wait for the first word of Discord. */
  let waiting: readonly (() => void)[] = [];
  const steps: (() => void)[] = [];
  const learnt = (): void => {
    const before = offsetMs();
    epoch = samples.epoch(machine.monotonic());
    look();
    const toldNow = waiting;
    waiting = [];
    for (const go of toldNow) go();
    if (Math.abs(offsetMs() - before) > TOLERANCE_MS) for (const listener of steps) listener();
  };
  metrics.gauge('clock_offset_ms', 0);
  // Somebody may set the clock while nobody clicks.
  machine.every(LOOK_EVERY_MS, look);

  return {
    clock: {
      ...timersOf(machine),
      now: () => {
        const wall = machine.now();
        return epoch === null ? wall : wall - Math.round(offsetAt(wall, machine.monotonic()));
      },
    },
    heard: {
      get wantsDate() {
        return (epoch?.votes ?? 0) < VOTES_FOR_SMALL || machine.monotonic() - datedAt >= DATE_EVERY_MS;
      },
      dated(header, sentAt) {
        const date = Date.parse(header);
        if (Number.isNaN(date)) return;
        datedAt = machine.monotonic();
        samples.date(date, sentAt, datedAt);
        learnt();
      },
      atLeast(moment) {
        if (samples.atLeast(moment, machine.monotonic())) learnt();
      },
    },
    told: (withinMs) =>
      new Promise((resolve) => {
        if (epoch !== null) {
          resolve(true);
          return;
        }
        const giveUp = machine.after(withinMs, () => resolve(false));
        waiting = [
          ...waiting,
          () => {
            giveUp();
            resolve(true);
          },
        ];
      }),
    onStep: (listener) => void steps.push(listener),
    offsetMs,
    concerns: () => {
      const offset = offsetMs();
      return offset === 0 ? [] : [sentenceOf(offset)];
    },
  };
};

/**
 * The time of the sandbox in our own process. Both read the same clock, which may be moved, so there is nothing to learn: the machine's clock is not
 * wrong. Timers and the monotonic clock are the machine's.
 */
export const createSandboxClock = (
  sandbox: Pick<Clock, 'now'>,
  { clock: machine, metrics }: { readonly clock: Clock; readonly metrics: Pick<Metrics, 'gauge'> },
): DiscordClock => {
  metrics.gauge('clock_offset_ms', 0);
  return {
    clock: { ...timersOf(machine), now: () => sandbox.now() },
    heard: NO_TIME,
    told: () => Promise.resolve(true),
    // Whoever moves it rings the alarms.
    onStep: () => undefined,
    offsetMs: () => 0,
    concerns: () => [],
  };
};

const timersOf = (machine: Clock): Omit<Clock, 'now'> => ({
  monotonic: () => machine.monotonic(),
  after: (ms, task) => machine.after(ms, task),
  every: (ms, task) => machine.every(ms, task),
});

const sentenceOf = (offset: number): string =>
  `the clock of this machine is ${Math.round(Math.abs(offset) / 1_000)} s ${offset > 0 ? 'ahead of' : 'behind'} Discord’s; ` +
  'times are corrected by that, but the clock should be set (NTP)';
