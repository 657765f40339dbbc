import bidiFactory, { type Bidi } from 'bidi-js';
import type { EmbeddedFont } from './embedded-font.js';
import { MAIN, type Fonts, type Weight } from './fonts.js';
import { NUMERIC, shape, shapeNumber, type Shaped } from './shape.js';

/** A part of a line that is drawn as a whole: one font, one direction; a word, a space, or a Chinese character. */
export interface Atom extends Shaped {
  readonly text: string;
  /** Of the bidirectional algorithm: odd goes from right to left. */
  readonly level: number;
  readonly isSpace: boolean;
  /** May a line begin with it? */
  readonly mayBegin: boolean;
}

export interface Paragraph {
  /** In the order in which they are read. */
  readonly atoms: readonly Atom[];
  /** 0: from left to right; 1: from right to left. */
  readonly level: number;
}

export interface Typesetter {
  /** A text as it may be broken into lines; no character of it is lost. Line breaks in it are spaces. */
  paragraph(text: string, weight: Weight): Paragraph;
  /** An atom that is too wide for its column in parts, by grapheme. */
  split(atom: Atom, weight: Weight): readonly Atom[];
  /** Characters that no font has and that were shown by their number, `U+1F9FF`, in the order in which they came. */
  readonly missing: ReadonlySet<string>;
}

// Its types describe a module of ECMAScript, and Node loads the other one, which is the function itself.
const bidi = (bidiFactory as unknown as () => Bidi)();
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Letters, digits and signs of Latin, Greek and Cyrillic: from left to right, one character a grapheme. */
const SIMPLE =
  /^[\u0020-\u007E\u00A0-\u00AC\u00AE-\u024F\u0370-\u0377\u037A-\u037F\u0384-\u03FF\u0400-\u0482\u048A-\u052F\u2009\u2010-\u2026\u202F\u20AC\u2212]*$/;
/** What is written without spaces, and may be broken anywhere. */
const IDEOGRAPHIC =
  /[\u2E80-\u303F\u3040-\u30FF\u3100-\u312F\u31A0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF\u{20000}-\u{3FFFF}]/u;
/** Right-to-left letters and marks, and signs that set a direction. */
const HAS_DIRECTION =
  /[\u0590-\u08FF\u200F\u202A-\u202E\u2066-\u2069\uFB1D-\uFDFF\uFE70-\uFEFF\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
const BREAKS = /\r\n|[\t\n\v\f\r\u0085\u2028\u2029]/g;
/** Halves of characters, which no file can hold. */
const HALVES = /\p{Surrogate}/gu;
/** Words that are kept shaped: names of categories, times and days come again and again. */
const KEPT = 4_000;

/** A letter of a text, with where it stands and which way it goes. */
interface Letter {
  readonly text: string;
  readonly level: number;
  readonly font: number | null;
}

/** @param embedded the font of that number and weight in the document */
export const createTypesetter = (fonts: Fonts, embedded: (font: number, weight: Weight) => EmbeddedFont): Typesetter => {
  const missing = new Set<string>();
  const words = new Map<string, Atom>();

  /** @param key what tells it from others of the same text */
  const kept = (key: string, make: () => Atom): Atom => {
    const known = words.get(key);
    if (known !== undefined) return known;
    const made = make();
    if (words.size >= KEPT) words.clear();
    words.set(key, made);
    return made;
  };

  const simple = (text: string, weight: Weight): Atom =>
    kept(`${weight} ${text}`, () => ({
      ...(NUMERIC.test(text) ? shapeNumber : shapePlain)(embedded(MAIN, weight), text),
      text,
      level: 0,
      isSpace: text === ' ',
      mayBegin: text !== ' ',
    }));

  const makeAtom = (text: string, level: number, font: number | null, weight: Weight, mayBegin: boolean): Atom => {
    const isRightToLeft = level % 2 === 1;
    const drawn = font === null ? markOf(text) : isRightToLeft ? mirrored(text) : text;
    if (font === null) for (const char of text) missing.add(numberOf(char));
    // A mark is Latin letters, whatever stands around it.
    const shaped = shape(embedded(font ?? MAIN, weight), drawn, font !== null && isRightToLeft, font === null ? text : drawn);
    return { ...shaped, text, level, isSpace: text === ' ', mayBegin };
  };

  const atomOf: typeof makeAtom = (text, level, font, weight, mayBegin) =>
    kept(`${weight} ${level} ${font ?? 'none'} ${mayBegin ? 1 : 0} ${text}`, () => makeAtom(text, level, font, weight, mayBegin));

  const atomsOf = (letters: readonly Letter[], weight: Weight): readonly Atom[] => {
    const atoms: Atom[] = [];
    let from = 0;
    const end = (until: number): void => {
      const first = letters[from];
      if (first === undefined) return;
      const text = letters
        .slice(from, until)
        .map((letter) => letter.text)
        .join('');
      const before = letters[from - 1];
      const mayBegin =
        text !== ' ' && (before === undefined || before.text === ' ' || isIdeographic(first.text) || isIdeographic(before.text));
      const { level, font } = first;
      atoms.push(atomOf(text, level, font, weight, mayBegin));
      from = until;
    };
    for (let at = 1; at < letters.length; at += 1) {
      const [before, letter] = [letters[at - 1], letters[at]];
      if (before === undefined || letter === undefined) continue;
      const together =
        before.level === letter.level &&
        before.font === letter.font &&
        before.font !== null &&
        before.text !== ' ' &&
        letter.text !== ' ' &&
        !isIdeographic(before.text) &&
        !isIdeographic(letter.text);
      if (!together) end(at);
    }
    end(letters.length);
    return atoms;
  };

  const lettersOf = (text: string, levels: (at: number) => number): readonly Letter[] =>
    [...graphemes.segment(text)].map(({ segment, index }) => ({
      text: segment,
      level: levels(index),
      font: segment === ' ' ? MAIN : fonts.covering(segment),
    }));

  return {
    missing,
    paragraph(given, weight) {
      const text = given.replace(BREAKS, ' ').replace(HALVES, '\uFFFD');
      if (SIMPLE.test(text)) {
        const atoms: Atom[] = [];
        for (const word of text.split(/( )/)) if (word !== '') atoms.push(simple(word, weight));
        return { atoms, level: 0 };
      }
      if (!HAS_DIRECTION.test(text))
        return {
          atoms: atomsOf(
            lettersOf(text, () => 0),
            weight,
          ),
          level: 0,
        };
      const { levels, paragraphs } = bidi.getEmbeddingLevels(text, 'auto');
      return {
        atoms: atomsOf(
          lettersOf(text, (at) => levels[at] ?? 0),
          weight,
        ),
        level: paragraphs[0]?.level ?? 0,
      };
    },
    split: (atom, weight) =>
      [...graphemes.segment(atom.text)].map(({ segment }) => atomOf(segment, atom.level, fonts.covering(segment), weight, true)),
  };
};

const shapePlain = (font: EmbeddedFont, text: string): Shaped => shape(font, text, false);

const isIdeographic = (text: string): boolean => IDEOGRAPHIC.test(text);

/** Brackets open the other way in text from right to left. */
const mirrored = (text: string): string => text.replace(/./gsu, (char) => bidi.getMirroredCharacter(char) ?? char);

const numberOf = (char: string): string => `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** What stands in the place of characters that no font has. */
export const markOf = (text: string): string => text.replace(/./gsu, (char) => `[${numberOf(char)}]`);
