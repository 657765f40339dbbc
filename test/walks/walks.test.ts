import { expect, it } from 'vitest';
import { walk } from './walk.js';

/** The same every time: what a change did not break stays green. New ground is for the long run. */
const SEED = Number(process.env['WALKS_SEED'] ?? 7);
/** Enough to meet an outage, a restart and a few undos; `npm run walks` walks for long. */
const STEPS = 250;

it(`people do what they may and what they may not, ${STEPS} steps of seed ${SEED}`, async () => {
  const { findings, steps, undone, changes, played } = await walk({ seed: SEED, steps: STEPS });
  expect(findings).toEqual([]);
  expect(steps).toBe(STEPS);
  // A walk in which nothing happened would find nothing.
  expect(changes).toBeGreaterThan(40);
  expect(undone).toBeGreaterThan(2);
  for (const name of ['forged id', 'borrowed control', 'others', 'setting', 'grants'])
    expect(played.get(name), name).toBeDefined();
}, 120_000);
