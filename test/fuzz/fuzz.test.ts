import { afterEach, describe, expect, it } from 'vitest';
import { share } from './target.js';
import { TARGETS } from './targets/index.js';

/** Enough to notice a door left open; `npm run fuzz` tries them all for long. */
const CASES = 2_000;
/** The same every time: what a change did not break stays green. New ground is for the long run. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 1);

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

describe(`hostile input, seed ${SEED}`, () => {
  it.each(share(TARGETS, CASES).map(([target, cases]) => ({ name: target.name, target, cases })))(
    '$name: $cases cases',
    async ({ target, cases }) => {
      const opened = await target.open();
      closers.push(() => opened.close());
      await expect(opened.run(cases, SEED)).resolves.toBeUndefined();
    },
  );
});
