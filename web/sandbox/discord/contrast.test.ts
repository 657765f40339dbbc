import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast } from '../../kit/contrast.js';
import { readableColor } from './contrast.js';

describe('colours of names', () => {
  it('measures contrast as WCAG does', () => {
    expect(contrast(0x000000, 0xffffff)).toBeCloseTo(21);
    expect(contrast(0x777777, 0xffffff)).toBeCloseTo(4.48, 2);
  });

  it('makes every role colour readable, on private messages too', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), (color) => {
        expect(contrast(readableColor(color), 0x343747)).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });

  it('leaves a readable colour as it is', () => {
    expect(readableColor(0xf1c40f)).toBe(0xf1c40f);
  });
});
