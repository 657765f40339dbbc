import { expect, it } from 'vitest';
import { Complaints } from './complaints.js';
import type { Outcomes, SoakData } from './data.js';
import { regression } from './regression.js';
import { judge, LIVE_MB_PER_HOUR, RSS_MB_PER_HOUR } from './verdict.js';

const MB = 1e6;
const [MINUTES, RATE, SLICE_S] = [30, 200, 10];
const ALL = RATE * SLICE_S;
const outcomes = (over: Partial<Outcomes> = {}): Outcomes => ({
  ...{ in: ALL / 2, out: ALL / 2, recorded: 0, deferred: 0, refused: 0, unanswered: 0 },
  ...over,
});
/** Neither even nor the same twice, and without a trend. */
const jitter = (at: number): number => ((at * 7_919) % 13) - 6;

interface Story {
  readonly minutes: number;
  /** MB at a moment (s), after a collection. */
  readonly inUse: (at: number) => number;
  readonly rss: (at: number) => number;
  readonly latency: (at: number) => number;
  /** Of a hundred clicks, how many take so long. */
  readonly slow: (at: number) => number;
  readonly queued: (at: number) => number;
  readonly outcomes: (at: number) => Outcomes;
  readonly left: number;
  readonly laneRefused: number;
}

const run = (over: Partial<Story> = {}): SoakData => {
  const story: Story = {
    minutes: MINUTES,
    inUse: (at) => 80 + Math.min(at, 660) / 10 + jitter(at) / 10,
    rss: (at) => 180 + Math.min(at, 660) / 10 + jitter(at) / 2,
    latency: () => 10,
    slow: () => 2,
    queued: (at) => 2 + Math.abs(jitter(at)),
    outcomes: () => outcomes(),
    left: 0,
    laneRefused: 0,
    ...over,
  };
  const moments = (every: number): number[] =>
    Array.from({ length: (story.minutes * 60) / every }, (_, index) => (index + 1) * every);
  return {
    minutes: story.minutes,
    rate: RATE,
    seconds: story.minutes * 60,
    samples: moments(SLICE_S).map((at) => ({
      ...{ at, rss: story.rss(at) * MB, heapUsed: 0, external: 0, laneRefused: story.laneRefused, loopP99: 5 },
      ...{ journalBytes: 0, redisUsed: 0, redisAof: 0, unfolded: 0 },
      queues: { journal: story.queued(at), lanes: 0, roles: 0 },
    })),
    live: moments(60).map((at) => ({
      at,
      rss: story.rss(at) * MB,
      heapUsed: story.inUse(at) * MB * 0.9,
      external: story.inUse(at) * MB * 0.1,
    })),
    slices: moments(SLICE_S).map((at) => ({
      ...{ at, outcomes: story.outcomes(at), refusals: [] },
      ms: Array.from({ length: 100 }, (_, index) => (index >= 100 - story.slow(at) ? story.latency(at) : 1)),
    })),
    missed: 0,
    resumes: 0,
    complaints: [],
    left: { journal: story.left, lanes: 0, roles: 0 },
  };
};
const broken = (data: SoakData): readonly string[] =>
  judge(data)
    .findings.filter(({ ok }) => ok === false)
    .map(({ rule }) => rule);

it('passes a run that only fills its ten minutes of journal', () => {
  const verdict = judge(run());
  expect(verdict.findings.filter(({ ok }) => ok !== true)).toEqual([]);
  expect(verdict.passed).toBe(true);
});

it('sees memory that keeps growing, and says nothing of it in a run that is too short', () => {
  const leak = (perHour: number) => (at: number) => 100 + (at * perHour) / 3_600 + jitter(at) / 10;
  expect(broken(run({ inUse: leak(3 * LIVE_MB_PER_HOUR) }))).toEqual(['memory in use is flat']);
  expect(broken(run({ inUse: leak(LIVE_MB_PER_HOUR / 2) }))).toEqual([]);
  expect(broken(run({ rss: leak(2 * RSS_MB_PER_HOUR) }))).toEqual(['resident memory is flat']);
  const short = judge(run({ minutes: 20, inUse: leak(1_000) }));
  expect(short.findings.find(({ rule }) => rule === 'memory in use is flat')?.ok).toBeNull();
  expect(short.passed).toBe(true);
});

it('sees a queue that grows, or that is not empty in the end', () => {
  expect(broken(run({ queued: (at) => at }))).toEqual(['queue does not grow: journal']);
  expect(broken(run({ queued: (at) => (at % 120 === 0 ? 5_000 : 3) }))).toEqual([]);
  expect(broken(run({ left: 1 }))).toEqual(['queue does not grow: journal']);
});

it('sees answers that get slower', () => {
  expect(broken(run({ latency: (at) => 10 + at / 300 }))).toEqual([]);
  expect(broken(run({ latency: (at) => 10 + at / 100 }))).toEqual(['p99 is stable']);
});

it('leaves out the ten seconds after a collection that the run orders, and no others', () => {
  const stoppedAt = (second: number): Partial<Story> => ({
    latency: (at) => (at % 60 === second ? 10 + at : 10),
    slow: (at) => (at % 60 === second ? 20 : 2),
  });
  expect(broken(run(stoppedAt(10)))).toEqual([]);
  expect(broken(run(stoppedAt(20)))).toEqual(['p99 is stable']);
});

it('sees what was not answered, refused, only recorded, or never sent', () => {
  const once = (over: Partial<Outcomes>) => (at: number) => (at === 600 ? outcomes(over) : outcomes());
  expect(broken(run({ outcomes: once({ unanswered: 1 }) }))).toEqual(['clicks without an answer in 3 s']);
  expect(broken(run({ outcomes: once({ refused: 1 }) }))).toEqual(['clicks refused']);
  expect(broken(run({ outcomes: once({ recorded: 1 }) }))).toEqual(['answers without Redis ("recorded, will sync")']);
  expect(broken(run({ outcomes: () => outcomes({ in: ALL / 2 - 50 }) }))).toEqual(['all clicks were sent and done']);
  expect(broken({ ...run(), missed: 1, resumes: 1 })).toEqual([
    'looks at /healthz without an answer',
    'gateway connections that broke',
  ]);
  const complaints = [{ what: 'error: no', count: 2, first: '' }];
  expect(broken({ ...run(), complaints })).toEqual(['warnings and errors in the log']);
  expect(broken(run({ laneRefused: 3 }))).toEqual(['refused by a full lane']);
});

it('draws the line through points, with how far it may be off', () => {
  expect(
    regression([
      [0, 1],
      [1, 3],
      [2, 5],
    ]),
  ).toEqual({ slope: 2, error: 0 });
  // By hand: y = 0, 1, 0, 1 over x = 0..3: sxx = 5, sxy = 1, residue = 1 - 0.2.
  const { slope, error } = regression([
    [0, 0],
    [1, 1],
    [2, 0],
    [3, 1],
  ]);
  expect(slope).toBeCloseTo(0.2);
  expect(error).toBeCloseTo(Math.sqrt(0.8 / 2 / 5));
  expect(() =>
    regression([
      [0, 1],
      [1, 2],
    ]),
  ).toThrow(RangeError);
});

it('hears what the log complains of, in whatever pieces it comes', () => {
  const complaints = new Complaints();
  const line = (level: string, msg: string): string => `${JSON.stringify({ level, msg })}\n`;
  const text = line('info', 'ready') + line('warn', 'slow') + 'no json\n' + line('error', 'bad') + line('warn', 'slow');
  for (let at = 0; at < text.length; at += 7) complaints.hear(text.slice(at, at + 7));
  expect(complaints.list.map(({ what, count }) => [what, count])).toEqual([
    ['warn: slow', 2],
    ['error: bad', 1],
  ]);
});
