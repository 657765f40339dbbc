import { parseArgs } from 'node:util';
import type { TortureOptions, TortureResult } from './run.js';

/** `--rounds 500 --seed 7 [--faults "redis OOM,disk full"] [--minutes 25] [--keep-going]`; prints rounds and summary, exit code 1 with problems. */
export const command = async (torture: (options: TortureOptions) => Promise<TortureResult>): Promise<void> => {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '20' },
      seed: { type: 'string' },
      faults: { type: 'string' },
      minutes: { type: 'string' },
      'keep-going': { type: 'boolean', default: false },
    },
  });
  const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
  const print = (line: string): void => void process.stdout.write(`${line}\n`);

  print(`seed ${seed}`);
  const result = await torture({
    rounds: Number(values.rounds),
    seed,
    report: print,
    keepGoing: values['keep-going'],
    // Both commands start the bot that has them.
    corrections: true,
    ...(values.faults === undefined ? {} : { faults: values.faults.split(',').map((name) => name.trim()) }),
    ...(values.minutes === undefined ? {} : { withinMs: Number(values.minutes) * 60_000 }),
  });
  print(JSON.stringify(result, null, 2));
  process.exitCode = result.problems.length === 0 ? 0 : 1;
};
