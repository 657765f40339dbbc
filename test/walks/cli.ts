import { parseArgs } from 'node:util';
import { CHAPTER, walk } from './walk.js';

/** `npm run walks -- --steps 10000 --seed 7`: people do what they may and what they may not; `--from` begins at a later world. */
const { values } = parseArgs({
  options: { steps: { type: 'string', default: '10000' }, seed: { type: 'string' }, from: { type: 'string', default: '0' } },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const print = (line: string): void => void process.stdout.write(`${line}\n`);
print(`seed ${seed}`);

let isStopped = false;
// The servers that were started go with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (isStopped = true));

const began = performance.now();
const walked = await walk({
  seed,
  steps: Number(values.steps),
  from: Math.floor(Number(values.from) / CHAPTER) * CHAPTER,
  isStopped: () => isStopped,
  onChapter: ({ findings, steps, interactions, undone }, first) => {
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    print(`steps ${first} to ${first + steps - 1}: ${interactions} interactions, ${undone} undos compared, ${seconds} s`);
    for (const { step, problems, acts } of findings) {
      print(`FOUND at step ${step}:`);
      for (const problem of problems) print(`  ${problem}`);
      for (const act of acts) print(`    ${act}`);
      print(`  again with: npm run walks -- --seed ${seed} --from ${first} --steps ${step - first + 1}`);
    }
  },
});

const names = [...walked.played].toSorted(([, a], [, b]) => b - a).map(([name, times]) => `${name} ${times}`);
print(names.join(', '));
print(
  `${walked.steps} steps, ${walked.interactions} interactions, ${walked.changes} rows of the ledger, ${walked.undone} undos compared: ` +
    (walked.findings.length === 0 ? 'nothing found' : `${walked.findings.length} found, see above`),
);
process.exit(walked.findings.length === 0 ? 0 : 1);
