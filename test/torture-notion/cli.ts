import { parseArgs } from 'node:util';
import { tortureNotion } from './play.js';

/** `npm run torture:notion -- --rounds 200 --seed 7 [--minutes 20]`; prints rounds and summary, exit code 1 with problems. */
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '20' }, seed: { type: 'string' }, minutes: { type: 'string' } },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
const print = (line: string): void => void process.stdout.write(`${line}\n`);
print(`seed ${seed}`);
const result = await tortureNotion({
  rounds: Number(values.rounds),
  seed,
  report: print,
  ...(values.minutes === undefined ? {} : { withinMs: Number(values.minutes) * 60_000 }),
});
print(JSON.stringify(result, null, 2));
// Notion's client waits two minutes for each answer that was dropped, though nobody wants it any more.
process.exit(result.problems.length === 0 ? 0 : 1);
