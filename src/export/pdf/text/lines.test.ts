import { beforeAll, describe, expect, it } from 'vitest';
import { createPaper, type Paper } from '../document.js';
import { breakLines, type Line } from './lines.js';

let paper: Paper;
beforeAll(() => {
  paper = createPaper({ write: () => Promise.resolve() }, 'test', 0, 'en');
});

const lines = (text: string, width = 1e9): readonly Line[] =>
  breakLines(paper.type.paragraph(text, 'regular'), width, paper.type, 'regular');
/** The words of a line as they stand on paper, from left to right. */
const asSeen = ({ atoms }: Line): readonly string[] =>
  [...atoms].sort((a, b) => a.x - b.x).flatMap(({ atom }) => (atom.isSpace ? [] : [atom.text]));
const asRead = ({ atoms }: Line): string => atoms.map(({ atom }) => atom.text).join('');

describe('a line', () => {
  it.each([
    ['one two', ['one', 'two']],
    // The first letter says which way a text goes.
    ['שלום 123 world', ['world', '123', 'שלום']],
    ['abc שלום 12 def', ['abc', '12', 'שלום', 'def']],
    ['الفترة الثانية', ['الثانية', 'الفترة']],
  ])('%s is seen as %j, and read as it was written', (text, seen) => {
    const [line] = lines(text);
    expect(line === undefined ? [] : asSeen(line)).toEqual(seen);
    expect(line === undefined ? '' : asRead(line)).toBe(text);
  });

  it('has no part above another', () => {
    for (const line of lines('a a שלום שלום b (שלום) 12 👩‍👩‍👧 中文 a')) {
      const placed = [...line.atoms].sort((a, b) => a.x - b.x);
      for (const [nth, { atom, x }] of placed.entries())
        expect(x + atom.width).toBeLessThanOrEqual((placed[nth + 1]?.x ?? line.width) + 0.001);
    }
  });
});

describe('a text', () => {
  it('is broken at spaces, between Chinese characters, and within what is longer than a line; nothing of it is lost', () => {
    for (const text of ['some words of a note', '中文字符中文字符', 'x'.repeat(60), 'wörd'.repeat(9), 'שלום עולם טוב מאוד']) {
      const broken = lines(text, 5_000);
      expect(broken.length).toBeGreaterThan(1);
      for (const { width } of broken) expect(width).toBeLessThanOrEqual(5_000);
      expect(broken.map(asRead).join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }
  });

  it('draws each character for itself where fontkit cannot shape it', () => {
    // Marks in an order that no language has; fontkit 2.0.4 fails for some of them.
    const odd = String.fromCodePoint(0x64b, 0x651, 0x670, 0x5b0, 0x301, 0x200d, 0xfe0f, 0x94d, 0x93f);
    expect(lines(odd).length).toBe(1);
  });

  it('is one line when there is nothing', () => {
    expect(lines('')).toEqual([{ atoms: [], width: 0 }]);
  });
});
