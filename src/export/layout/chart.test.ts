import { expect, it } from 'vitest';
import { scaleOf } from './chart.js';

const HOUR = 3_600_000;

it.each([
  [0.75, null, { highest: 1, step: 1 }],
  [6.6, null, { highest: 8, step: 2 }],
  [30.5, 40, { highest: 40, step: 10 }],
  [355, null, { highest: 400, step: 100 }],
  [0, null, { highest: 1, step: 1 }],
])('bars of up to %s hours, with a target of %s, have an axis of whole hours', (hours, target, scale) => {
  const bars = [
    { label: '', ms: hours * HOUR, targetMs: target === null ? null : target * HOUR },
    { label: '', ms: 0, targetMs: null },
  ];
  expect(scaleOf({ bars })).toEqual(scale);
});
