import type { SKRSContext2D } from '@napi-rs/canvas';
import { FONT } from './fonts.js';

/** As a font in CSS: logical pixels, in one of the two weights that there are. */
export const fontOf = (size: number, weight: 'regular' | 'bold' = 'regular'): string =>
  `${weight === 'bold' ? 600 : 400} ${size}px ${FONT}`;

/**
 * A text as it is drawn. The sign that asks for a coloured emoji (U+FE0F) is left out: with it the canvas would look for a colour font among those of the machine, and a
 * picture would look different on each.
 */
export const drawable = (text: string): string => text.replaceAll('\u{FE0F}', '');

const LETTER = /\p{L}/u;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Whether a text as a whole is read from right to left: by its first letter, as in https://www.unicode.org/reports/tr9/#P2 */
export const isRightToLeft = (text: string): boolean => RIGHT_TO_LEFT.test(LETTER.exec(text)?.[0] ?? '');

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The text, or as much of its beginning as fits into `width` together with an ellipsis, in the font of the context. Letters with their marks, and emoji of several parts, stay whole. */
export const shortened = (context: SKRSContext2D, text: string, width: number): string => {
  if (context.measureText(text).width <= width) return text;
  const parts = Array.from(graphemes.segment(text), ({ segment }) => segment);
  let [fits, tooLong] = [0, parts.length];
  const cut = (count: number): string => `${parts.slice(0, count).join('').trimEnd()}…`;
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (context.measureText(cut(middle)).width <= width) fits = middle;
    else tooLong = middle;
  }
  return cut(fits);
};

export interface TextStyle {
  readonly font: string;
  readonly colour: string;
  readonly align?: 'left' | 'center' | 'right';
  /** No text is drawn wider than this. */
  readonly width: number;
}

/** Writes one line with its middle at `y`; a text that is too long ends with an ellipsis. Returns how wide it has become. */
export const write = (context: SKRSContext2D, text: string, x: number, y: number, style: TextStyle): number => {
  context.font = style.font;
  context.fillStyle = style.colour;
  context.textAlign = style.align ?? 'left';
  context.textBaseline = 'middle';
  context.direction = isRightToLeft(text) ? 'rtl' : 'ltr';
  const short = shortened(context, drawable(text), style.width);
  context.fillText(short, x, y);
  return context.measureText(short).width;
};

/** How wide the widest of some texts is. */
export const widest = (context: SKRSContext2D, texts: readonly string[], font: string): number => {
  context.font = font;
  return Math.max(0, ...texts.map((text) => context.measureText(drawable(text)).width));
};
