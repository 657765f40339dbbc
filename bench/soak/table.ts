import { median, quantile } from '../lib/stats.js';
import type { SoakData } from './data.js';
import type { Growth, SoakPlan } from './run.js';
import type { Verdict } from './verdict.js';

/** Everything of a run that is kept. */
export interface SoakReport {
  readonly when: string;
  readonly commit: string;
  readonly machine: string;
  readonly plan: SoakPlan;
  readonly verdict: Verdict;
  readonly growth: Growth;
  readonly roleCalls: number;
  /** Without the single latencies. */
  readonly minutes: readonly Minute[];
}

/** One minute of a run, sizes in MB, times in ms. */
export interface Minute {
  readonly minute: number;
  readonly clicks: number;
  readonly notDone: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly rss: number;
  readonly inUse: number;
  readonly loopP99: number;
  readonly journal: number;
  readonly lanes: number;
  readonly roles: number;
  readonly unfolded: number;
  readonly redisUsed: number;
}

const MB = 1e6;
const round = (value: number): number => Math.round(value * 10) / 10;

export const minutesOf = ({ minutes, slices, samples, live }: SoakData): readonly Minute[] =>
  Array.from({ length: Math.ceil(minutes) }, (_, index) => {
    const within = <T extends { readonly at: number }>(all: readonly T[]): readonly T[] =>
      all.filter(({ at }) => at > index * 60 && at <= (index + 1) * 60);
    const [own, seen] = [within(slices), within(samples)];
    const ms = own.flatMap((slice) => slice.ms).sort((a, b) => a - b);
    const done = own.reduce((sum, { outcomes }) => sum + outcomes.in + outcomes.out, 0);
    const middle = (pick: (sample: (typeof seen)[number]) => number): number => (seen.length > 0 ? median(seen.map(pick)) : 0);
    const used = within(live).at(-1);
    return {
      minute: index + 1,
      clicks: ms.length,
      notDone: ms.length - done,
      p50: round(quantile(ms, 0.5)),
      p99: round(quantile(ms, 0.99)),
      max: round(ms.at(-1) ?? 0),
      rss: round((used?.rss ?? 0) / MB),
      inUse: round(((used?.heapUsed ?? 0) + (used?.external ?? 0)) / MB),
      loopP99: round(middle(({ loopP99 }) => loopP99)),
      journal: middle(({ queues }) => queues.journal),
      lanes: middle(({ queues }) => queues.lanes),
      roles: middle(({ queues }) => queues.roles),
      unfolded: middle(({ unfolded }) => unfolded),
      redisUsed: round(middle(({ redisUsed }) => redisUsed) / MB),
    };
  });

const HEAD = [
  ...['minute', 'clicks', 'not done', 'p50 ms', 'p99 ms', 'max ms', 'rss MB', 'in use MB', 'loop p99 ms'],
  ...['journal', 'lanes', 'roles', 'to fold', 'Redis MB'],
];
const cellsOf = (one: Minute): readonly number[] => [
  ...[one.minute, one.clicks, one.notDone, one.p50, one.p99, one.max, one.rss, one.inUse, one.loopP99],
  ...[one.journal, one.lanes, one.roles, one.unfolded, one.redisUsed],
];

const rows = (head: readonly string[], body: readonly (readonly (string | number)[])[]): string =>
  [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const MARKS = { true: 'yes', false: '**no**', null: 'not judged' } as const;

/** For docs/soak.md and for people. `every`: minutes in a row of the table */
export const asMarkdown = (
  { when, commit, machine, plan, verdict, growth, roleCalls, minutes }: SoakReport,
  every = 1,
): string => {
  const per = (bytes: number): string => (bytes / growth.clicks).toFixed(1);
  const kinds = Object.entries(growth.byKind)
    .filter(([, bytes]) => Math.abs(bytes / growth.clicks) >= 0.1)
    .map(([kind, bytes]) => `\`${kind}\` ${per(bytes)}`)
    .join(', ');
  const shown = minutes.filter(({ minute }) => every === 1 || minute === 1 || minute % every === 0 || minute === minutes.length);
  return [
    `Run of ${when.slice(0, 16).replace('T', ' ')} UTC at commit \`${commit}\`: ${machine}. ${plan.minutes} minutes after ${plan.warmS} s of ` +
      `warm-up, ${plan.rate} clicks/s, ${plan.guilds} servers (${plan.roleGuilds} with a role: ${roleCalls} role changes), ` +
      `${plan.members} members. **${verdict.passed ? 'Passed' : 'Failed'}.**`,
    rows(
      ['rule', 'asked', 'found', 'holds'],
      verdict.findings.map(({ rule, asked, found, ok }) => [rule, asked, found, MARKS[`${ok}`]]),
    ),
    rows(HEAD, shown.map(cellsOf)),
    `Redis grew by ${(growth.used / MB).toFixed(1)} MB, ${per(growth.used)} bytes a click; by kind of key (MEMORY USAGE, bytes a click): ${kinds}. ` +
      `The append-only file grew by ${growth.aofPerClick.toFixed(0)} bytes a click.`,
  ].join('\n\n');
};
