import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldName, parseCategoryName } from './category-name.js';

const text = fc.string({ unit: 'binary', maxLength: 60 });

describe('foldName', () => {
  it.each([
    ['Deep  Work', 'deep work'],
    [' ＤＥＥＰ　ｗｏｒｋ ', 'deep work'],
    ['ﬁle', 'FILE'],
    ['Ärger', 'A\u0308RGER'],
    ['ΟΔΟΣ', 'οδος'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['Straße', 'STRAẞE'],
  ])('compares %j and %j as one', (a, b) => {
    expect(foldName(a)).toBe(foldName(b));
  });

  it('keeps apart what is different', () => {
    expect(new Set(['work', 'works', 'wörk', 'w ork'].map(foldName)).size).toBe(4);
  });

  it('changes nothing the second time, and ignores the case of letters', () => {
    fc.assert(
      fc.property(text, (name) => {
        expect(foldName(foldName(name))).toBe(foldName(name));
        expect(foldName(name.toLowerCase())).toBe(foldName(name));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('parseCategoryName', () => {
  it('keeps the name as typed, tidied', () => {
    expect(parseCategoryName('  Deep \u00A0 Work ')).toEqual({ ok: true, value: 'Deep Work' });
    expect(parseCategoryName('会議 🗓️')).toEqual({ ok: true, value: '会議 🗓️' });
    expect(parseCategoryName('x'.repeat(50)).ok).toBe(true);
    expect(parseCategoryName('🙂'.repeat(50)).ok).toBe(true);
    expect(parseCategoryName('\n Work \n').ok).toBe(true);
  });

  it.each(['', '   ', 'x'.repeat(51), 'a\nb', 'a\tb', 'a\u0000', 'a\u202Eb', '\u200B\u200D', '\uD800', 'a\u2028b'])(
    'refuses %j',
    (name) => {
      expect(parseCategoryName(name)).toEqual({ ok: false, error: { code: 'CATEGORY_NAME_INVALID', params: { max: 50 } } });
    },
  );

  it('accepts again what it has accepted, unchanged', () => {
    fc.assert(
      fc.property(text, (name) => {
        const parsed = parseCategoryName(name);
        if (parsed.ok) expect(parseCategoryName(parsed.value)).toEqual(parsed);
      }),
    );
  });
});
