import type { Colour, Style } from './look.js';
import type { Paper } from './document.js';
import { utf16Hex } from './text/embedded-font.js';
import { breakLines, type Line } from './text/lines.js';

/** Writes and draws on the page that is open. Lengths in points, from the upper left corner of the page downwards. */
export interface Pen {
  /** A text in lines of at most `width` points. */
  lines(text: string, style: Style, width: number): readonly Line[];
  /** One line. @param x of its left side @param top of its row */
  write(line: Line, x: number, top: number, style: Style): void;
  /** A line that ends at `right`. */
  writeTo(line: Line, right: number, top: number, style: Style): void;
  fill(x: number, y: number, width: number, height: number, colour: Colour): void;
  rule(x: number, y: number, width: number, thickness: number, colour: Colour): void;
}

const number = (value: number): string => String(Math.round(value * 100) / 100);

export const widthOf = (line: Line, style: Style): number => (line.width * style.size) / 1000;

/** Texts that are kept in lines: times and names come again and again. */
const KEPT = 4_000;
/** Longer ones are notes, and rarely come twice. */
const KEPT_LENGTH = 32;

export const createPen = ({ doc, type, put }: Paper): Pen => {
  const known = new Map<string, readonly Line[]>();
  const lines: Pen['lines'] = (text, { size, weight }, width) => {
    const key = text.length <= KEPT_LENGTH ? `${weight} ${size} ${width} ${text}` : null;
    const before = key === null ? undefined : known.get(key);
    if (before !== undefined) return before;
    const made = breakLines(type.paragraph(text, weight), (width * 1000) / size, type, weight);
    if (key === null) return made;
    if (known.size >= KEPT) known.clear();
    known.set(key, made);
    return made;
  };
  let inUse: { readonly page: unknown; readonly fonts: Record<string, unknown> } | null = null;
  const fontsOfPage = (): Record<string, unknown> => {
    if (inUse?.page !== doc.page) inUse = { page: doc.page, fonts: entriesOf(doc.page.fonts) };
    return inUse.fonts;
  };
  const write = (line: Line, x: number, top: number, style: Style): void => {
    if (line.atoms.length === 0) return;
    put(textOf(line, x, baselineOf(top, style), style));
    const used = fontsOfPage();
    for (const {
      atom: { font },
    } of line.atoms)
      used[font.name] ??= font.reference;
  };
  const fill = (x: number, y: number, width: number, height: number, colour: Colour): void => {
    const [red, green, blue] = colour;
    put(`${red} ${green} ${blue} rg ${number(x)} ${number(y)} ${number(width)} ${number(height)} re f`);
  };
  return {
    lines,
    write,
    writeTo: (line, right, top, style) => write(line, right - widthOf(line, style), top, style),
    fill,
    rule: (x, y, width, thickness, colour) => fill(x, y, width, thickness, colour),
  };
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
