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

export const createPen = ({ doc, type }: Paper): Pen => {
  const write = (line: Line, x: number, top: number, style: Style): void => {
    if (line.atoms.length === 0) return;
    doc.addContent(textOf(line, x, baselineOf(top, style), style));
    const used = entriesOf(doc.page.fonts);
    for (const { font } of line.atoms) used[font.name] ??= font.reference;
  };
  const fill = (x: number, y: number, width: number, height: number, colour: Colour): void => {
    const [red, green, blue] = colour;
    doc.addContent(`${red} ${green} ${blue} rg ${number(x)} ${number(y)} ${number(width)} ${number(height)} re f`);
  };
  return {
    lines: (text, style, width) =>
      breakLines(type.paragraph(text, style.weight), (width * 1000) / style.size, type, style.weight),
    write,
    writeTo: (line, right, top, style) => write(line, right - widthOf(line, style), top, style),
    fill,
    rule: (x, y, width, thickness, colour) => fill(x, y, width, thickness, colour),
  };
};

/** Letters stand a little above the middle of their row, as most of them have nothing below the line. */
const baselineOf = (top: number, { size, leading }: Style): number => top + leading / 2 + size * 0.35;

/** A line as the content of a page. pdfkit's pages are measured from above, so letters are turned around. */
export const textOf = (line: Line, x: number, baseline: number, { size, colour }: Style): string => {
  const [red, green, blue] = colour;
  const parts = [`BT ${red} ${green} ${blue} rg 1 0 0 -1 ${number(x)} ${number(baseline)} Tm`];
  let font = '';
  let rise = 0;
  for (const atom of line.atoms) {
    if (atom.font.name !== font) {
      font = atom.font.name;
      parts.push(`/${font} ${size} Tf`);
    }
    if (atom.actual !== null) parts.push(`/Span <</ActualText <feff${utf16Hex(atom.actual)}>>> BDC`);
    for (const piece of atom.pieces) {
      if (piece.rise !== rise) {
        rise = piece.rise;
        parts.push(`${number((rise * size) / 1000)} Ts`);
      }
      parts.push(`[${piece.array}] TJ`);
    }
    if (atom.actual !== null) parts.push('EMC');
  }
  if (rise !== 0) parts.push('0 Ts');
  parts.push('ET');
  return parts.join(' ');
};

/** A dictionary of pdfkit, whose types say nothing of what is in it. */
export const entriesOf = (dictionary: unknown): Record<string, unknown> => {
  if (!isDictionary(dictionary)) throw new TypeError('pdfkit has no such dictionary any more');
  return dictionary;
};

const isDictionary = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
