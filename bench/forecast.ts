import { cpuUsage } from 'node:process';
import { parseArgs } from 'node:util';
import { KINDS, person } from '../src/analytics/eval/people.js';
import { forecastOf } from '../src/analytics/forecast/forecast.js';

/**
 * npm run bench:forecast [-- --members 1000] [--days 365]
 * How long the forecasts of so many members take on one core, each of a history of its own: what a night of a large server costs.
 */
const { values } = parseArgs({
  options: { members: { type: 'string', default: '1000' }, days: { type: 'string', default: '365' } },
});
const [members, days] = [Number(values.members), Number(values.days)];
const series = Array.from({ length: members }, (_, nth) => {
  const { hours, aside } = person(KINDS[nth % KINDS.length] ?? 'steady', nth, days);
  return { first: 19_723, hours, aside };
});
const ask = (nth: number): void => {
  const one = series[nth];
  if (one === undefined) return;
  const today = { done: 0, ahead: 1 };
  forecastOf({ series: one, today, leave: new Set(), weekStart: 'monday', targets: new Map([['x', 20]]) });
};
for (let nth = 0; nth < Math.min(50, members); nth += 1) ask(nth);
const [before, start] = [cpuUsage(), performance.now()];
for (let nth = 0; nth < members; nth += 1) ask(nth);
const [used, wall] = [cpuUsage(before), performance.now() - start];
const cpu = (used.user + used.system) / 1000;
process.stdout.write(
  `${members} members with ${days} days: ${(cpu / 1000).toFixed(1)} s of CPU, ${(wall / 1000).toFixed(1)} s; ${(cpu / members).toFixed(1)} ms of CPU each\n`,
);
