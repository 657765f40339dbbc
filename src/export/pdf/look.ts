import type { Weight } from './text/fonts.js';

/** How printed reports look: lengths in points, colours as levels of grey or as red, green, blue (0–1). */

export const A4 = { width: 595.28, height: 841.89 } as const;
export const MARGIN = 44;
export const CONTENT_WIDTH = A4.width - 2 * MARGIN;
/** Where the content of a page begins and ends; the head of the page stands above, its number below. */
export const TOP = 62;
export const BOTTOM = A4.height - 58;

export interface Style {
  readonly size: number;
  readonly weight: Weight;
  /** From one line to the next. */
  readonly leading: number;
  readonly colour: Colour;
}

export type Colour = readonly [red: number, green: number, blue: number];

const INK: Colour = [0.13, 0.15, 0.19];
/** 4.5:1 on white at least. */
const QUIET: Colour = [0.38, 0.41, 0.46];
export const HAIRLINE: Colour = [0.86, 0.87, 0.89];
export const RULE: Colour = [0.45, 0.48, 0.53];
export const BAR: Colour = [0.16, 0.38, 0.63];
export const TARGET: Colour = [0.8, 0.4, 0];
export const SHADE: Colour = [0.955, 0.96, 0.967];

export const STYLES = {
  label: { size: 8, weight: 'regular', leading: 11, colour: QUIET },
  kind: { size: 11, weight: 'regular', leading: 15, colour: QUIET },
  title: { size: 22, weight: 'bold', leading: 29, colour: INK },
  figure: { size: 19, weight: 'bold', leading: 25, colour: INK },
  body: { size: 9.5, weight: 'regular', leading: 13.5, colour: INK },
  heading1: { size: 13, weight: 'bold', leading: 18, colour: INK },
  heading2: { size: 10, weight: 'bold', leading: 14, colour: INK },
  heading3: { size: 9, weight: 'bold', leading: 13, colour: INK },
  column: { size: 7.5, weight: 'regular', leading: 10, colour: QUIET },
  cell: { size: 8.5, weight: 'regular', leading: 11.5, colour: INK },
  sum: { size: 8.5, weight: 'bold', leading: 11.5, colour: INK },
  page: { size: 8, weight: 'regular', leading: 11, colour: QUIET },
} as const satisfies Readonly<Record<string, Style>>;
