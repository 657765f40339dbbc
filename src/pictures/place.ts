/** Where a chart is drawn on its canvas: logical pixels, its upper left corner being 0, 0. */
export interface Place {
  readonly width: number;
  readonly height: number;
  /** BCP 47: how numbers are written. */
  readonly locale: string;
}

/** Points in logical pixels; a picture has more real ones for each. */
export const SIZE = { header: 20, title: 17, text: 15 } as const;
/** Around everything. */
export const MARGIN = 16;
/** The title of a chart stands at its left, and the legend at the right, in a row of this height. */
export const TITLE_ROW = 30;

/** A number with its unit, as it stands beside an axis or in a legend. */
export const withUnit = (value: number, unit: string, locale: string): string => {
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value);
  return unit === '' ? number : `${number} ${unit}`;
};
