import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pagesOf } from './pages.js';

it('keeps paragraphs together, and begins one that goes on with its first line again', () => {
  expect(pagesOf([])).toEqual([[]]);
  expect(pagesOf([['a', 'b'], ['c']])).toEqual([['a', 'b', 'c']]);
  const line = 'x'.repeat(1_400);
  expect(
    pagesOf([
      ['small', line],
      ['head', line, line, line],
    ]),
  ).toEqual([
    ['small', line],
    ['head', line, line],
    ['head', line],
  ]);
});

it('loses no line, and no page is too long for Discord', () => {
  const text = fc.integer({ min: 1, max: 2_000 }).map((length) => 'y'.repeat(length));
  fc.assert(
    fc.property(fc.array(fc.array(text, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 12 }), (paragraphs) => {
      const pages = pagesOf(paragraphs);
      for (const page of pages) expect(page.join('\n').length).toBeLessThanOrEqual(3_050);
      const shown = pages.flat().length;
      expect(shown).toBeGreaterThanOrEqual(paragraphs.flat().length);
    }),
    { numRuns: 100 },
  );
});
