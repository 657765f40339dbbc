import { median, quantile } from '../lib/stats.js';
import { EVERY_S, QUEUES, type SoakData, type Slice } from './data.js';
import { regression } from './regression.js';

/** One rule: what it asks for, what was found, and whether that is enough; null when the run was too short to say. */
export interface Finding {
  readonly rule: string;
  readonly asked: string;
  readonly found: string;
  readonly ok: boolean | null;
}

export interface Verdict {
  readonly passed: boolean;
  readonly findings: readonly Finding[];
}

const MB = 1e6;
const HOUR_S = 3_600;
/**
 * The journal keeps what Redis confirmed for ten minutes, so until then memory grows as it should. The second half is only judged when it
 * begins later.
 */
const FULL_AFTER_S = 12 * 60;
/** Growth that is no leak, MB per hour: of what lives after a collection, and of the resident memory with its fragments. */
export const LIVE_MB_PER_HOUR = 12;
export const RSS_MB_PER_HOUR = 48;
/** The last third's p99 against the first third's. */
export const P99_RATIO = 1.5;
/** What a queue may hold and not be growing: as much as comes in so many seconds. */
const QUEUE_SECONDS = 1;

const flat = (rule: string, points: readonly (readonly [number, number])[], bound: number, fromS: number): Finding => {
  const asked = `second half: at most ${bound} MB/h beyond the regression's own error (2 SE)`;
  const half = points.filter(([at]) => at >= fromS);
  if (fromS < FULL_AFTER_S || half.length < 3)
    return { rule, asked, found: 'too short a run to tell (24 minutes at least)', ok: null };
  const { slope, error } = regression(half.map(([at, bytes]) => [at / HOUR_S, bytes / MB]));
  const level = median(half.map(([, bytes]) => bytes / MB));
  return {
    rule,
    asked,
    found: `${slope.toFixed(1)} ± ${(2 * error).toFixed(1)} MB/h at ${level.toFixed(0)} MB`,
    ok: slope - 2 * error <= bound,
  };
};

/** Those of the run itself: right after it had the bot collect all garbage, which stops it for a few tenths of a second. */
const isDisturbed = (live: SoakData['live'], slice: Slice): boolean =>
  live.some(({ at }) => slice.at > at && slice.at <= at + EVERY_S);

const latency = ({ slices, live, minutes }: SoakData): Finding => {
  const third = (minutes * 60) / 3;
  const p99 = (from: number, to: number): number =>
    quantile(
      slices
        .filter((slice) => slice.at > from && slice.at <= to && !isDisturbed(live, slice))
        .flatMap(({ ms }) => ms)
        .sort((a, b) => a - b),
      0.99,
    );
  const [first, last] = [p99(0, third), p99(2 * third, Infinity)];
  return {
    rule: 'p99 is stable',
    asked: `last third at most ${P99_RATIO} × the first, each without the ${EVERY_S} s after an ordered collection`,
    found: `${last.toFixed(1)} ms and ${first.toFixed(1)} ms: ${(last / first).toFixed(2)} ×`,
    ok: first > 0 && last <= P99_RATIO * first,
  };
};

const queues = ({ samples, minutes, rate, left }: SoakData): readonly Finding[] =>
  QUEUES.map((queue) => {
    const of = (from: number, to: number): readonly number[] =>
      samples.filter(({ at }) => at > from && at <= to).map(({ queues: all }) => all[queue]);
    const third = (minutes * 60) / 3;
    const [first, last] = [of(0, third), of(2 * third, Infinity)];
    const [before, after] = [first.length > 0 ? median(first) : NaN, last.length > 0 ? median(last) : NaN];
    const bound = Math.max(2 * before, rate * QUEUE_SECONDS);
    return {
      rule: `queue does not grow: ${queue}`,
      asked: `last third's median at most twice the first's, or ${rate * QUEUE_SECONDS}; empty when nobody clicks any more`,
      found: `${before} and ${after}; ${left[queue]} left`,
      ok: after <= bound && left[queue] === 0,
    };
  });

const answers = ({ slices, samples, rate, seconds, missed, resumes, complaints }: SoakData): readonly Finding[] => {
  const sum = (of: 'in' | 'out' | 'recorded' | 'deferred' | 'refused' | 'unanswered'): number =>
    slices.reduce((total, { outcomes }) => total + outcomes[of], 0);
  const done = sum('in') + sum('out');
  const wanted = Math.round(rate * seconds);
  const samplesOf = slices.flatMap(({ refusals }) => refusals).slice(0, 2);
  const none = (rule: string, count: number, more = ''): Finding => ({
    rule,
    asked: 'none',
    found: `${count}${more}`,
    ok: count === 0,
  });
  return [
    {
      rule: 'all clicks were sent and done',
      asked: `${wanted} ± 1 %`,
      found: String(done),
      ok: Math.abs(done - wanted) <= wanted / 100,
    },
    none('clicks without an answer in 3 s', sum('unanswered')),
    none('clicks refused', sum('refused'), samplesOf.length > 0 ? `: ${samplesOf.join(' | ')}` : ''),
    none('answers without Redis ("recorded, will sync")', sum('recorded')),
    none('looks at /healthz without an answer', missed),
    none('gateway connections that broke', resumes),
    none(
      'warnings and errors in the log',
      complaints.reduce((sum, { count }) => sum + count, 0),
      complaints.length > 0 ? `: ${complaints.map(({ what, count }) => `${count} x ${what}`).join(', ')}` : '',
    ),
    none('refused by a full lane', Math.max(0, ...samples.map(({ laneRefused }) => laneRefused))),
  ];
};

/** Judges a run. It passes when no rule is broken; a rule that a short run cannot tell of breaks nothing. */
export const judge = (data: SoakData): Verdict => {
  const half = (data.minutes * 60) / 2;
  const findings = [
    flat(
      'memory in use is flat',
      data.live.map(({ at, heapUsed, external }) => [at, heapUsed + external]),
      LIVE_MB_PER_HOUR,
      half,
    ),
    flat(
      'resident memory is flat',
      data.live.map(({ at, rss }) => [at, rss]),
      RSS_MB_PER_HOUR,
      half,
    ),
    ...queues(data),
    latency(data),
    ...answers(data),
  ];
  return { passed: findings.every(({ ok }) => ok !== false), findings };
};
