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

/** A kind of chart. What comes next is another member of this union, and the compiler names who has to draw it. */
export type ChartSpec = SeriesChart | HeatChart | RowsChart;

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

/** How much there is of something at each crossing of a row and a column, such as a weekday and an hour, by the colour of a cell. Its legend says what the darkest and the lightest colour mean. */
export interface HeatChart {
  readonly kind: 'heat';
  readonly title: string;
  /** Said beside the numbers of the legend; '' for plain numbers. */
  readonly unit: string;
  /** Names of the rows from top to bottom, 1 to `PICTURE_LIMITS.heatRows`; some are left out when there is no place for all. */
  readonly rows: readonly string[];
  /** Names of the columns from left to right, 1 to `PICTURE_LIMITS.heatColumns`; as with rows, and '' where nothing is to be said. */
  readonly columns: readonly string[];
  /** Of each row its columns. The colours begin at 0, or at the least value if that is below it. Null where there is no figure: an empty frame. */
  readonly values: readonly (readonly (number | null)[])[];
  /** Said in the place of the chart when no cell has a value. */
  readonly empty: string;
}

/** A bar for each of a few things, one below the other: categories, people, rooms. */
export interface RowsChart {
  readonly kind: 'rows';
  readonly title: string;
  /** Said beside `max` where some value passes it; '' for plain numbers. */
  readonly unit: string;
  /** From top to bottom, at most `PICTURE_LIMITS.rows`: a name at the left (cut off with an ellipsis when it is long), a value of 0 or more, and what is said of it at the right. */
  readonly rows: readonly { readonly label: string; readonly value: number; readonly text: string }[];
  /** The value of a full bar, such as 100 for percent; a line marks it when some value passes it. Null: the greatest value has the full bar. */
  readonly max: number | null;
  /** Said in the place of the chart when there are no rows. */
  readonly empty: string;
}

/** Values of one thing; null where there is none: a gap. A band goes from its low to its high value. */
export type Series =
  | { readonly kind: 'line' | 'bars'; readonly name: string; readonly values: readonly (number | null)[] }
  | { readonly kind: 'band'; readonly name: string; readonly values: readonly (readonly [low: number, high: number] | null)[] };

/** Discord takes 1,024 characters as the description of a picture; there are six colours that everybody can tell apart. */
export const PICTURE_LIMITS = {
  charts: 3,
  series: 6,
  places: 1_500,
  heatRows: 31,
  heatColumns: 53,
  rows: 12,
  text: 200,
  alt: 1_024,
} as const;

/** Why a picture cannot be drawn, for whoever wrote the code that asks for it; null when it can. */
export const pictureProblem = ({ title, charts, alt }: PictureSpec): string | null => {
  if (charts.length < 1 || charts.length > PICTURE_LIMITS.charts) return `${charts.length} charts`;
  if (alt.trim() === '' || alt.length > PICTURE_LIMITS.alt) return `an alt text of ${alt.length} characters`;
  if (title.length > PICTURE_LIMITS.text) return `a title of ${title.length} characters`;
  return charts.map(chartProblem).find((problem) => problem !== null) ?? null;
};

const chartProblem = (chart: ChartSpec): string | null => {
  const { shape, texts, numbers } = lookedAt(chart);
  if (shape !== null) return `${chart.title}: ${shape}`;
  const long = [chart.title, ...texts].find((text) => text.length > PICTURE_LIMITS.text);
  if (long !== undefined) return `${chart.title}: a text of ${long.length} characters`;
  return numbers.every(Number.isFinite) ? null : `${chart.title}: a value that is no number`;
};

interface LookedAt {
  /** What is wrong with how much of everything there is. */
  readonly shape: string | null;
  readonly texts: readonly string[];
  readonly numbers: readonly number[];
}

const lookedAt = (chart: ChartSpec): LookedAt => {
  switch (chart.kind) {
    case 'series': {
      const { labels, series } = chart;
      const numbers = series.flatMap(({ values }) => values.flatMap((value) => value ?? []));
      return { shape: seriesShape(chart), texts: [...labels, ...series.map(({ name }) => name)], numbers };
    }
    case 'heat':
      return {
        shape: heatShape(chart),
        texts: [...chart.rows, ...chart.columns],
        numbers: chart.values.flatMap((row) => row.filter((value) => value !== null)),
      };
    case 'rows': {
      const { rows, max } = chart;
      const numbers = rows.map(({ value }) => value);
      return {
        shape: rowsShape(chart),
        texts: rows.flatMap(({ label, text }) => [label, text]),
        numbers: max === null ? numbers : [...numbers, max],
      };
    }
  }
};

const seriesShape = ({ labels, series }: SeriesChart): string | null => {
  if (series.length < 1 || series.length > PICTURE_LIMITS.series) return `${series.length} series`;
  if (labels.length < 1 || labels.length > PICTURE_LIMITS.places) return `${labels.length} places`;
  const odd = series.find(({ values }) => values.length !== labels.length);
  return odd === undefined ? null : `${odd.name} has ${odd.values.length} values for ${labels.length} places`;
};

const heatShape = ({ rows, columns, values }: HeatChart): string | null => {
  if (rows.length < 1 || rows.length > PICTURE_LIMITS.heatRows) return `${rows.length} rows`;
  if (columns.length < 1 || columns.length > PICTURE_LIMITS.heatColumns) return `${columns.length} columns`;
  if (values.length !== rows.length) return `values of ${values.length} rows for ${rows.length}`;
  const odd = values.find((row) => row.length !== columns.length);
  return odd === undefined ? null : `a row has ${odd.length} values for ${columns.length} columns`;
};

const rowsShape = ({ rows, max }: RowsChart): string | null => {
  if (rows.length > PICTURE_LIMITS.rows) return `${rows.length} rows`;
  if (max !== null && max <= 0) return `a full bar of ${max}`;
  const negative = rows.find(({ value }) => value < 0);
  return negative === undefined ? null : `a bar of ${negative.value}`;
};
