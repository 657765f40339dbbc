import { createCanvas } from '@napi-rs/canvas';
import { beforeAll, describe, expect, it } from 'vitest';
import { fontCoverage } from '../../test/support/font-coverage.js';
import { FONT_FILES, registerFonts } from './fonts.js';
import { drawable, fontOf, isRightToLeft, shortened, write } from './text.js';

beforeAll(registerFonts);

/** What members and categories are called. */
const NAMES = {
  Latin: 'Zoë Nguyễn Łukasz Đặng',
  Greek: 'Αθηνά Παπαδοπούλου',
  Cyrillic: 'Дмитрий Їжак Ђорђе',
  Devanagari: 'रोहन',
  Han: '王小明 開發 简体中文 繁體',
  kana: 'さくら サポート ヴィ',
  hangul: '김민준 고객 지원',
  Arabic: 'محمد علي پروین ١٢٣',
  Hebrew: 'שרה כהן',
  emoji: '😀 🎉 ❤️ ✅ 🛠️ 👍🏽 👩‍💻 ☕ 🇩🇪',
};

/** They are drawn as marks or joints of others, or not at all. */
const WITHOUT_GLYPH = /[\s\u{200D}]/u;

const canvas = createCanvas(300, 60);
const context = canvas.getContext('2d');
const drawn = (text: string): string => {
  context.reset();
  write(context, text, 20, 30, { font: fontOf(30), colour: '#ffffff', width: 280 });
  return canvas.data().toString('base64');
};

describe('fonts', () => {
  it.each(Object.entries(NAMES))('have %s, and none of it is an empty box', (_script, name) => {
    const fonts = FONT_FILES.map(fontCoverage);
    const missing = drawn('\u{FFFF}');
    for (const character of drawable(name)) {
      if (WITHOUT_GLYPH.test(character)) continue;
      // The canvas may take what is missing from the fonts of this machine, so it is not enough to look at what was drawn.
      const has = fonts.some((font) => font.has(character.codePointAt(0) ?? 0));
      expect({ character, has }).toEqual({ character, has: true });
      expect({ character, isBox: drawn(character) === missing }).toEqual({ character, isBox: false });
    }
    expect(drawn('\u{E000}')).toBe(missing);
  });

  it('say when a character is in none of them', () => {
    expect(FONT_FILES.some((file) => fontCoverage(file).has(0x0e_01))).toBe(false);
  });
});

describe('texts', () => {
  const width = (text: string): number => {
    context.font = fontOf(30);
    return context.measureText(text).width;
  };

  it('have Arabic letters that join, and begin at the right where a script does', () => {
    const apart = Array.from('سلام', width).reduce((sum, one) => sum + one, 0);
    expect(width('سلام')).toBeLessThan(0.9 * apart);
    // The first letter of the two is the right one.
    expect(drawn('אב')).not.toBe(drawn('בא'));
    const leftHalf = (text: string): string => {
      drawn(text);
      return Buffer.from(context.getImageData(20, 0, Math.floor(width('ב')) - 1, 60).data).toString('base64');
    };
    expect(leftHalf('אב')).toBe(leftHalf('ב'));
    expect(['Ada', 'محمد', '1. שרה', 'Ada محمد', '😀', ''].map(isRightToLeft)).toEqual([false, true, true, false, false, false]);
  });

  it('end with an ellipsis where they are too long, and are not cut within a letter', () => {
    context.font = fontOf(30);
    expect(shortened(context, 'kurz', 300)).toBe('kurz');
    const long = shortened(context, 'Ein langer Name einer Kategorie', 200);
    expect(long).toMatch(/^Ein langer.*…$/u);
    expect(width(long)).toBeLessThanOrEqual(200);
    expect(width(`${long.slice(0, -1)}mmm`)).toBeGreaterThan(200);
    const couple = '👩🏽‍💻';
    expect(shortened(context, couple.repeat(9), width(`${couple.repeat(2)}…`) + 1)).toBe(`${couple.repeat(2)}…`);
    expect(shortened(context, 'nothing fits', 1)).toBe('…');
  });
});
