import { aboutSeries, firstJudged, measure, pool, reportOf, SHORTEST, type Measured } from '../../analytics/eval/report.js';
import type { Candidate } from '../../analytics/forecast/candidates/candidate.js';
import { CANDIDATES } from '../../analytics/forecast/candidates/index.js';
import { networkCandidate } from '../../analytics/network/network.js';
import { trainNetworks } from '../../analytics/training/trainer.js';
import type { EvalTask } from './arguments.js';
import type { Histories, History } from './histories.js';

/** Days between two trainings of the network. */
const RETRAINED = 91;

interface Judged {
  readonly history: History;
  readonly measured: Measured;
}

/** The whole report, as it is printed. */
export const evaluate = async (task: EvalTask, { files, histories }: Histories, tell: (line: string) => void) => {
  const long = histories.filter(({ series }) => series.hours.length >= SHORTEST);
  const { candidates, network } = await withNetwork(task, long, tell);
  const judged: Judged[] = [];
  for (const history of long) {
    judged.push({ history, measured: measure(history.series, task.horizon, candidates) });
    tell(`${judged.length} of ${long.length}: ${history.name}, ${history.series.hours.length} days`);
  }
  const all = judged.map(({ measured }) => measured);
  const groups = [...new Set(long.flatMap(({ group }) => group ?? []))];
  const ofGroup = (group: string) => judged.filter(({ history }) => history.group === group).map(({ measured }) => measured);
  return {
    report: 'punchcard-forecast-1',
    task: { zone: task.zone, horizon: task.horizon, seed: task.seed, generated: task.generated },
    files,
    network: network === null ? null : { ...network, best: bestCount(judged) },
    pooled: reportOf(pool(all)),
    ...(groups.length === 0 ? {} : { kinds: Object.fromEntries(groups.map((group) => [group, reportOf(pool(ofGroup(group)))])) }),
    people: histories.map((history) => ({
      name: history.name,
      ...aboutSeries(history.series),
      rows: history.rows,
      ...personReport(history, judged),
    })),
  };
};

const personReport = (history: History, judged: readonly Judged[]) => {
  const found = judged.find((one) => one.history === history);
  return found === undefined
    ? { tooShort: `fewer than ${SHORTEST} days from the first to the last one with time: nothing can be judged` }
    : reportOf(found.measured);
};

/** Of how many people the network alone would have been the best of the candidates for single days. */
const bestCount = (judged: readonly Judged[]): number =>
  judged.filter(({ measured }) => {
    const errors = [...measured.weights.keys()].map((name) => {
      const tally = measured.tallies.get(name);
      return { name, error: tally === undefined || tally.days === 0 ? Infinity : tally.dayError / tally.days };
    });
    return errors.reduce((best, one) => (one.error < best.error ? one : best), { name: '', error: Infinity }).name === 'network';
  }).length;

const withNetwork = async (task: EvalTask, histories: readonly History[], tell: (line: string) => void) => {
  const candidates: readonly Candidate[] = CANDIDATES;
  if (!task.withNetwork || histories.length === 0) return { candidates, network: null };
  // As it would have been: trained again and again, each time on the days up to then.
  const starts = histories.map(({ series }) => series.first + firstJudged(series.hours.length, task.horizon));
  const end = Math.max(...histories.map(({ series }) => series.first + series.hours.length));
  const untils: number[] = [];
  for (let until = Math.min(...starts) - 28; until < end; until += RETRAINED) untils.push(until);
  tell(`training the network ${untils.length} times`);
  const { networks, backend } = await trainNetworks({
    histories: [histories.map(({ series }) => series)],
    untils,
    seed: task.seed,
    log: { warn: (_, text) => tell(text) },
  });
  tell(`${networks.length} networks, computed by ${backend}`);
  const network = { backend, trained: networks.length, members: networks.at(-1)?.members ?? 0 };
  return { candidates: [...candidates, networkCandidate(networks)], network };
};
