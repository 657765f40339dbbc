import type { Font, Glyph, GlyphPosition } from 'fontkit';
import type { EmbeddedFont } from './embedded-font.js';

/** Text of one font and one direction, ready to be written into the content of a page. Lengths in thousandths of the size of the font. */
export interface Shaped {
  readonly font: EmbeddedFont;
  readonly width: number;
  /** In the order in which they are drawn: operands of `TJ`, each with its distance above the line. */
  readonly pieces: readonly Piece[];
  /** What readers shall find, where the glyphs in their order do not tell it. */
  readonly actual: string | null;
}

export interface Piece {
  readonly rise: number;
  readonly array: string;
  /** Where it stands, from the left of the text; null: after the piece before it. */
  readonly x: number | null;
}

/** Ligatures such as `fi` save nothing in a table, and some readers find only the whole of one. */
const PLAIN = { liga: false, clig: false, dlig: false };

const round = (value: number): number => Math.round(value * 10) / 10;

interface Run {
  readonly glyphs: readonly Glyph[];
  readonly positions: readonly GlyphPosition[];
}

const oneByOne = (font: Font, text: string, isRightToLeft: boolean): Run => {
  const glyphs = font.glyphsForString(text);
  if (isRightToLeft) glyphs.reverse();
  const positions = glyphs.map(({ advanceWidth }) => ({ xAdvance: advanceWidth, yAdvance: 0, xOffset: 0, yOffset: 0 }));
  return { glyphs, positions };
};

/** fontkit fails for some marks that no language puts where they are. Then each character is drawn for itself. */
const layOut = (font: Font, text: string, isRightToLeft: boolean): Run => {
  try {
    return font.layout(text, PLAIN, undefined, undefined, isRightToLeft ? 'rtl' : 'ltr');
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
    return oneByOne(font, text, isRightToLeft);
  }
};

/**
 * Times and lengths of time: there are thousands of different ones. Each of these signs of our fonts is as wide as it is alone, whatever stands beside it, so they are put
 * together without a look at what they would do to each other (shape.test.ts sees to it).
 */
export const NUMERIC = /^[\d:]+$/;

const signs = new WeakMap<EmbeddedFont, Map<string, { readonly code: string; readonly width: number }>>();

const signOf = (font: EmbeddedFont, sign: string): { readonly code: string; readonly width: number } => {
  let known = signs.get(font);
  if (known === undefined) signs.set(font, (known = new Map<string, { readonly code: string; readonly width: number }>()));
  let made = known.get(sign);
  if (made === undefined) {
    const { width, pieces } = shape(font, sign, false);
    known.set(sign, (made = { code: pieces.map(({ array }) => array.slice(1, -1)).join(''), width }));
  }
  return made;
};

/** The same as `shape`. @param text of signs of `NUMERIC` */
export const shapeNumber = (font: EmbeddedFont, text: string): Shaped => {
  let [codes, width] = ['', 0];
  for (const char of text) {
    const sign = signOf(font, char);
    codes += sign.code;
    width += sign.width;
  }
  return { font, width, pieces: [{ rise: 0, array: `<${codes}>`, x: null }], actual: null };
};

/** @param text of characters that the font has @param actual what it stands for, where that is not the text itself */
export const shape = (font: EmbeddedFont, text: string, isRightToLeft: boolean, actual = text): Shaped => {
  const scale = 1000 / font.font.unitsPerEm;
  // What stands for something else is a mark of plain letters.
  const run = actual === text ? layOut(font.font, text, isRightToLeft) : oneByOne(font.font, text, isRightToLeft);
  const pieces: Piece[] = [];
  // Parts of letters that stand for nothing by themselves, such as the dots of Arabic. In between they would cut the word into pieces for whoever looks for it.
  const parts: Piece[] = [];
  const said: string[] = [];
  let width = 0;
  let rise = 0;
  let array = '';
  let codes = '';
  const pushCodes = (): void => {
    if (codes !== '') array += `<${codes}>`;
    codes = '';
  };
  const move = (by: number): void => {
    const rounded = round(-by);
    if (rounded === 0) return;
    pushCodes();
    array += ` ${rounded} `;
  };
  const pushPiece = (next: number): void => {
    pushCodes();
    if (array !== '') pieces.push({ rise, array, x: null });
    array = '';
    rise = next;
  };
  for (const [at, glyph] of run.glyphs.entries()) {
    const position = run.positions[at];
    if (position === undefined) continue;
    const stands = String.fromCodePoint(...glyph.codePoints);
    said.push(stands);
    const up = round(position.yOffset * scale);
    const offset = position.xOffset * scale;
    const advance = position.xAdvance * scale;
    if (stands === '' && up !== 0) {
      parts.push({ rise: up, array: `<${font.code(glyph.id, '')}>`, x: width + offset });
      if (advance !== 0) move(advance);
      width += advance;
      continue;
    }
    if (up !== rise) pushPiece(up);
    if (offset !== 0) move(offset);
    codes += font.code(glyph.id, stands);
    const after = advance - glyph.advanceWidth * scale - offset;
    if (after !== 0) move(after);
    width += advance;
  }
  pushPiece(0);
  if (isRightToLeft) said.reverse();
  return { font, width, pieces: [...pieces, ...parts], actual: said.join('') === actual ? null : actual };
};
