import { parseArgs } from 'node:util';
import { tortureCluster } from './run.js';

/** `npm run torture:cluster -- --rounds 100 --seed 7 [--faults "CLUSTER FAILOVER,bot killed"]`: see docs/cluster.md. */
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '20' }, seed: { type: 'string' }, faults: { type: 'string' } },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
const print = (line: string): void => void process.stdout.write(`${line}\n`);

print(`seed ${seed}`);
const faults = values.faults?.split(',').map((name) => name.trim());
const result = await tortureCluster({
  rounds: Number(values.rounds),
  seed,
  report: print,
  ...(faults === undefined ? {} : { faults }),
});
print(JSON.stringify(result, null, 2));
process.exitCode = result.problems.length === 0 ? 0 : 1;
