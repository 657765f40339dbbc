import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, type Font } from 'fontkit';

/** Where the fonts are: beside the code, in the sources as in what is built (`data/fonts/README.md`). */
const FOLDER = join(import.meta.dirname, '../../../../data/fonts');

export type Weight = 'regular' | 'bold';

/** Fonts in the order in which they are asked for a character. */
const FILES: readonly Readonly<Record<Weight, string>>[] = [
  { regular: 'NotoSans-Regular.ttf', bold: 'NotoSans-SemiBold.ttf' },
  { regular: 'NotoSansArabic-Regular.ttf', bold: 'NotoSansArabic-SemiBold.ttf' },
  { regular: 'NotoSansHebrew-Regular.ttf', bold: 'NotoSansHebrew-SemiBold.ttf' },
  // Before the emoji, so that Chinese and Japanese punctuation is of one style with its text.
  { regular: 'DroidSansFallback.ttf', bold: 'DroidSansFallback.ttf' },
  { regular: 'NotoEmoji-Regular.ttf', bold: 'NotoEmoji-Regular.ttf' },
];
const EMOJI = FILES.length - 1;
export const MAIN = 0;

/** Which font has a character. Files are read when a character is looked for in them, so a text of Latin letters costs one. */
export interface Fonts {
  /** The number of the first font with all these characters (a grapheme); null: none of them has. What is invisible by itself needs no font. */
  covering(grapheme: string): number | null;
  open(font: number, weight: Weight): Font;
  readonly count: number;
}

/** What says how the characters around it are drawn: joiners, variation selectors, directions, tags. */
const INVISIBLE = /^\p{Default_Ignorable_Code_Point}$/u;
/** Fonts may have an empty glyph for them, and then nothing would be seen. */
const CONTROL = /\p{Cc}/u;
const EMOJI_STYLE = /\uFE0F|\p{Emoji_Presentation}/u;

/** Those that were read stay, as to read one takes longer than a short report. */
const opened = new Map<string, Font>();

export const createFonts = (): Fonts => {
  const known = new Map<string, number | null>();

  const open = (font: number, weight: Weight): Font => {
    const file = (FILES[font] ?? FILES[MAIN])?.[weight] ?? '';
    const had = opened.get(file);
    if (had !== undefined) return had;
    const made = create(readFileSync(join(FOLDER, file)));
    if (!('layout' in made)) throw new Error(`${file} is a collection of fonts`);
    opened.set(file, tellingFont(made));
    return made;
  };

  const has = (font: number, grapheme: string): boolean => {
    const { [font]: files } = FILES;
    if (files === undefined) return false;
    for (const char of grapheme) {
      if (!INVISIBLE.test(char) && !open(font, 'regular').hasGlyphForCodePoint(char.codePointAt(0) ?? 0)) return false;
    }
    return true;
  };

  const search = (grapheme: string): number | null => {
    if (CONTROL.test(grapheme)) return null;
    if (EMOJI_STYLE.test(grapheme) && has(EMOJI, grapheme)) return EMOJI;
    const found = FILES.findIndex((_, font) => has(font, grapheme));
    return found < 0 ? null : found;
  };

  return {
    open,
    count: FILES.length,
    covering(grapheme) {
      let font = known.get(grapheme);
      if (font === undefined) {
        font = search(grapheme);
        if (known.size > 20_000) known.clear();
        known.set(grapheme, font);
      }
      return font;
    },
  };
};

/**
 * fontkit remembers with each glyph the first characters that it stood for, and says them ever after. One glyph may stand for several (a dot of Arabic, µ of Greek and
 * of units), and a PDF tells readers which characters its glyphs are: so each is told anew.
 */
const tellingFont = (font: Font): Font => {
  const original = font.getGlyph.bind(font);
  font.getGlyph = (id, codePoints = []) => {
    const glyph = original(id, codePoints);
    return Object.create(glyph, { codePoints: { value: codePoints, writable: true, enumerable: true } }) as typeof glyph;
  };
  return font;
};
