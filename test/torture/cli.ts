import { parseArgs } from 'node:util';
import { torture } from './run.js';

/** `npm run torture -- --rounds 200 --seed 7`: kills Redis and the bot under load and compares the ledger with what was acknowledged. */
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' }, seed: { type: 'string' } } });
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
const print = (line: string): void => void process.stdout.write(`${line}\n`);

print(`seed ${seed}`);
const result = await torture({ rounds: Number(values.rounds), seed, report: print });
print(JSON.stringify(result, null, 2));
process.exitCode = result.problems.length === 0 ? 0 : 1;
