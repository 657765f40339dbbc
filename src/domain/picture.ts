/**
 * What a picture shows, as plain data: views make it, `src/pictures` draws it (docs/adr/0021). All texts are those that people read, in their language; no
 * markdown is read there. Nothing here says how it looks: that is the same for all pictures.
 */
export interface PictureSpec {
  /** BCP 47: how numbers beside an axis are written. */
  readonly locale: string;
  readonly title: string;
  /** One above the other, 1 to `PICTURE_LIMITS.charts`. */
  readonly charts: readonly ChartSpec[];
  /** What the picture shows with its numbers, for whoever cannot see it: at most `PICTURE_LIMITS.alt` characters. */
  readonly alt: string;
}

/** A kind of chart. What comes next (a heat map, say) is another member of this union, and the compiler names who has to draw it. */
export type ChartSpec = SeriesChart;

/** Values along a line of places: minutes, days, people. */
export interface SeriesChart {
  readonly kind: 'series';
  readonly title: string;
  /** Said beside each number of the axis, such as `ms`; '' for plain numbers. */
  readonly unit: string;
  /** Of each place, from left to right; '' where nothing is to be said. Charts one above the other with the same labels have them once, below the last. There are as many as values of each series. */
  readonly labels: readonly string[];
  /** 1 to `PICTURE_LIMITS.series`. Those that come first are drawn above the others. */
  readonly series: readonly Series[];
  /** Said in the place of the chart when no series has a value. */
  readonly empty: string;
}

/** Values of one thing; null where there is none: a gap. A band goes from its low to its high value. */
export type Series =
  | { readonly kind: 'line' | 'bars'; readonly name: string; readonly values: readonly (number | null)[] }
  | { readonly kind: 'band'; readonly name: string; readonly values: readonly (readonly [low: number, high: number] | null)[] };

/** Discord takes 1,024 characters as the description of a picture; there are six colours that everybody can tell apart. */
export const PICTURE_LIMITS = { charts: 3, series: 6, places: 1_500, text: 200, alt: 1_024 } as const;

/** Why a picture cannot be drawn, for whoever wrote the code that asks for it; null when it can. */
export const pictureProblem = ({ title, charts, alt }: PictureSpec): string | null => {
  if (charts.length < 1 || charts.length > PICTURE_LIMITS.charts) return `${charts.length} charts`;
  if (alt.trim() === '' || alt.length > PICTURE_LIMITS.alt) return `an alt text of ${alt.length} characters`;
  if (title.length > PICTURE_LIMITS.text) return `a title of ${title.length} characters`;
  return charts.map(chartProblem).find((problem) => problem !== null) ?? null;
};

const chartProblem = ({ title, labels, series }: ChartSpec): string | null => {
  if (series.length < 1 || series.length > PICTURE_LIMITS.series) return `${title}: ${series.length} series`;
  if (labels.length < 1 || labels.length > PICTURE_LIMITS.places) return `${title}: ${labels.length} places`;
  const odd = series.find(({ values }) => values.length !== labels.length);
  if (odd !== undefined) return `${title}: ${odd.name} has ${odd.values.length} values for ${labels.length} places`;
  const texts = [title, ...labels, ...series.map(({ name }) => name)];
  const long = texts.find((text) => text.length > PICTURE_LIMITS.text);
  if (long !== undefined) return `${title}: a text of ${long.length} characters`;
  const numbers = series.flatMap(({ values }) => values.flatMap((value) => value ?? []));
  return numbers.every(Number.isFinite) ? null : `${title}: a value that is no number`;
};
