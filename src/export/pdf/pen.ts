import type { Colour, Style } from './look.js';
import type { Paper } from './document.js';
import { utf16Hex, type EmbeddedFont } from './text/embedded-font.js';
import { breakLines, type Line } from './text/lines.js';

/** A line with what is always the same when it is drawn. */
export interface SetLine extends Line {
  /** What shows its glyphs, where one font draws all of them one after the other; else null. */
  readonly glyphs: { readonly font: EmbeddedFont; readonly shown: string } | null;
  /** Is anything of it drawn in another order than it is read, or not as it is written? */
  readonly isTurned: boolean;
}

/** Writes and draws on the page that is open. Lengths in points, from the upper left corner of the page downwards. */
export interface Pen {
  /** A text in lines of at most `width` points. */
  lines(text: string, style: Style, width: number): readonly SetLine[];
  /** One line. @param x of its left side @param top of its row */
  write(line: SetLine, x: number, top: number, style: Style): void;
  /** A line that ends at `right`. */
  writeTo(line: SetLine, right: number, top: number, style: Style): void;
  fill(x: number, y: number, width: number, height: number, colour: Colour): void;
  rule(x: number, y: number, width: number, thickness: number, colour: Colour): void;
}

/** `.00` to `.99`, without zeros at the end. */
const FRACTIONS = Array.from({ length: 100 }, (_, nth) => (nth === 0 ? '' : String(nth / 100).slice(1)));

/** To two decimals. Of whole numbers, since writing those takes a tenth of the time. */
const number = (value: number): string => {
  const hundredths = Math.round(value * 100);
  if (hundredths < 0) return `-${number(-value)}`;
  const fraction = hundredths % 100;
  return `${(hundredths - fraction) / 100}${FRACTIONS[fraction] ?? ''}`;
};

export const widthOf = (line: Line, style: Style): number => (line.width * style.size) / 1000;

/** Texts of one style and width that are kept in lines: times and names come again and again. */
const KEPT = 4_000;
/** Longer ones are notes, and rarely come twice. */
const KEPT_LENGTH = 64;

const colours = new WeakMap<Colour, string>();
const colourOf = (colour: Colour): string => {
  let text = colours.get(colour);
  if (text === undefined) colours.set(colour, (text = colour.join(' ')));
  return text;
};

export const createPen = ({ doc, type, put, state }: Paper): Pen => {
  const known = new Map<Style, Map<number, Map<string, readonly SetLine[]>>>();
  const keptOf = (style: Style, width: number): Map<string, readonly SetLine[]> => {
    let ofStyle = known.get(style);
    if (ofStyle === undefined) known.set(style, (ofStyle = new Map<number, Map<string, readonly SetLine[]>>()));
    let ofWidth = ofStyle.get(width);
    if (ofWidth === undefined) ofStyle.set(width, (ofWidth = new Map<string, readonly SetLine[]>()));
    return ofWidth;
  };
  const make = (text: string, { size, weight }: Style, width: number): readonly SetLine[] =>
    breakLines(type.paragraph(text, weight), (width * 1000) / size, type, weight).map(setLine);
  const lines: Pen['lines'] = (text, style, width) => {
    if (text.length > KEPT_LENGTH) return make(text, style, width);
    const kept = keptOf(style, width);
    let before = kept.get(text);
    if (before === undefined) {
      if (kept.size >= KEPT) kept.clear();
      kept.set(text, (before = make(text, style, width)));
    }
    return before;
  };
  let inUse: { readonly page: unknown; readonly fonts: Record<string, unknown> } | null = null;
  const use = (font: EmbeddedFont): void => {
    if (inUse?.page !== doc.page) inUse = { page: doc.page, fonts: entriesOf(doc.page.fonts) };
    inUse.fonts[font.name] ??= font.reference;
  };
  /** Sets the colour of what is drawn next, unless it is set already. */
  const setColour = (colour: Colour): string => {
    const text = colourOf(colour);
    if (state.colour === text) return '';
    state.colour = text;
    return `${text} rg `;
  };
  const setFont = (font: EmbeddedFont, size: number): string => {
    const text = `/${font.name} ${size} Tf `;
    if (state.font === text) return '';
    state.font = text;
    use(font);
    return text;
  };
  const write: Pen['write'] = (line, x, top, style) => {
    if (line.atoms.length === 0) return;
    const baseline = baselineOf(top, style);
    const { glyphs } = line;
    if (glyphs !== null) {
      const setting = setColour(style.colour) + setFont(glyphs.font, style.size);
      put(`BT ${setting}1 0 0 -1 ${number(x)} ${number(baseline)} Tm ${glyphs.shown} ET`);
      return;
    }
    put(textOf(line, x, baseline, style));
    for (const { atom } of line.atoms) use(atom.font);
    state.font = '';
    state.colour = '';
  };
  const fill: Pen['fill'] = (x, y, width, height, colour) =>
    put(`${setColour(colour)}${number(x)} ${number(y)} ${number(width)} ${number(height)} re f`);
  return {
    lines,
    write,
    writeTo: (line, right, top, style) => write(line, right - widthOf(line, style), top, style),
    fill,
    rule: (x, y, width, thickness, colour) => fill(x, y, width, thickness, colour),
  };
};

const setLine = (line: Line): SetLine => ({
  ...line,
  glyphs: glyphsOf(line),
  isTurned: line.atoms.some(({ atom }) => atom.level > 0 || atom.actual !== null),
});

const glyphsOf = ({ atoms }: Line): SetLine['glyphs'] => {
  const font = atoms[0]?.atom.font;
  if (font === undefined) return null;
  let array = '';
  let at = 0;
  for (const { atom, x } of atoms) {
    if (x !== at || atom.font !== font || atom.actual !== null) return null;
    at = x + atom.width;
    for (const piece of atom.pieces) {
      if (piece.rise !== 0 || piece.x !== null) return null;
      array += piece.array;
    }
  }
  // What follows each other directly is one string, and often that is all.
  const joined = array.replaceAll('><', '');
  return { font, shown: /^<[^<]*>$/.test(joined) ? `${joined} Tj` : `[${joined}] TJ` };
};

/** Letters stand a little above the middle of their row, as most of them have nothing below the line. */
const baselineOf = (top: number, { size, leading }: Style): number => top + leading / 2 + size * 0.35;

/**
 * A line as the content of a page. pdfkit's pages are measured from above, so letters are turned around. Whatever the direction of a text, its words are written in the
 * order in which they are read.
 */
export const textOf = (line: Line, x: number, baseline: number, { size, colour }: Style): string => {
  const [red, green, blue] = colour;
  let out = `BT ${red} ${green} ${blue} rg 1 0 0 -1 ${number(x)} ${number(baseline)} Tm`;
  let font = '';
  let rise = 0;
  let at = 0;
  /** Glyphs that follow each other are one array. */
  let array = '';
  const endArray = (): void => {
    if (array !== '') out += ` [${array}] TJ`;
    array = '';
  };
  const moveTo = (to: number): void => {
    endArray();
    out += ` 1 0 0 -1 ${number(x + (to * size) / 1000)} ${number(baseline)} Tm`;
  };
  for (const { atom, x: place } of line.atoms) {
    if (place !== at) moveTo(place);
    at = place + atom.width;
    if (atom.font.name !== font) {
      endArray();
      font = atom.font.name;
      out += ` /${font} ${size} Tf`;
    }
    if (atom.actual !== null) {
      endArray();
      out += ` /Span <</ActualText <feff${utf16Hex(atom.actual)}>>> BDC`;
    }
    for (const piece of atom.pieces) {
      if (piece.rise !== rise) {
        endArray();
        rise = piece.rise;
        out += ` ${number((rise * size) / 1000)} Ts`;
      }
      if (piece.x !== null) {
        moveTo(place + piece.x);
        at = Number.NaN;
      }
      array += piece.array;
    }
    if (atom.actual === null) continue;
    endArray();
    out += ' EMC';
  }
  endArray();
  return `${out}${rise === 0 ? '' : ' 0 Ts'} ET`;
};

/** A dictionary of pdfkit, whose types say nothing of what is in it. */
export const entriesOf = (dictionary: unknown): Record<string, unknown> => {
  if (!isDictionary(dictionary)) throw new TypeError('pdfkit has no such dictionary any more');
  return dictionary;
};

const isDictionary = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
