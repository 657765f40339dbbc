import { parseArgs } from 'node:util';
import { share } from './target.js';
import { TARGETS } from './targets/index.js';

/** `npm run fuzz -- --cases 100000 --seed 7 --target http`: hostile input at every door; a failing case prints its seed and shrunk input. */
const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '100000' },
    seed: { type: 'string' },
    target: { type: 'string' },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const chosen = TARGETS.filter(({ name }) => values.target === undefined || name === values.target);
if (chosen.length === 0) throw new Error(`no target ${values.target}; there are ${TARGETS.map(({ name }) => name).join(', ')}`);

print(`seed ${seed}`);
let total = 0;
for (const [target, cases] of share(chosen, Number(values.cases))) {
  const began = performance.now();
  const opened = await target.open();
  try {
    await opened.run(cases, seed);
  } catch (error) {
    print(`${target.name}: ${error instanceof Error ? error.message : String(error)}`);
    print(`again with: npm run fuzz -- --cases ${values.cases} --seed ${seed} --target ${target.name}`);
    process.exitCode = 1;
  } finally {
    await opened.close();
  }
  total += cases;
  print(
    `${target.name.padEnd(16)} ${String(cases).padStart(7)} cases ${((performance.now() - began) / 1000).toFixed(1).padStart(7)} s`,
  );
}
print(`${total} cases${process.exitCode === 1 ? ': see above' : ', nothing found'}`);
process.exit();
