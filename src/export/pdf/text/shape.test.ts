import { expect, it } from 'vitest';
import { createPaper } from '../document.js';
import { MAIN } from './fonts.js';
import { shape, shapeNumber } from './shape.js';

it.each(['regular', 'bold'] as const)('numbers are shaped as other texts are, in %s', (weight) => {
  const paper = createPaper({ write: () => Promise.resolve() }, 'test', 0, 'en');
  const font = paper.font(MAIN, weight);
  const signs = Array.from('0123456789:');
  const texts = signs.flatMap((first) => signs.map((second) => `${first}${second}`));
  for (const text of [...texts, '7:05:30', '1234:56:07', '0']) {
    const [plain, quick] = [shape(font, text, false), shapeNumber(font, text)];
    expect(quick.pieces).toEqual(plain.pieces);
    expect(quick.actual).toBe(plain.actual);
    expect(quick.width).toBeCloseTo(plain.width, 6);
  }
});
