import type { ChartConfiguration, ChartDataset } from 'chart.js';
import type { Series, SeriesChart } from '../domain/picture.js';
import { DASHES, PALETTE, translucent } from './palette.js';

/** Points in logical pixels; a picture has two real ones for each. */
export const SIZE = { header: 20, title: 17, text: 15 } as const;
/** Around everything. */
export const MARGIN = 16;
/** The title of a chart stands at its left, and the legend at the right, in a row of this height. */
export const TITLE_ROW = 30;
const AXIS_WIDTH = 76;
/** More places than this have bars without a gap between them. */
const FEW_BARS = 40;

type Config = ChartConfiguration<'line' | 'bar', (number | null)[], string>;
type Dataset = ChartDataset<'line' | 'bar', (number | null)[]>;

/** A chart of series in the words of chart.js. */
export const seriesConfig = (
  chart: SeriesChart,
  { locale, pixelRatio, isLabelled }: { readonly locale: string; readonly pixelRatio: number; readonly isLabelled: boolean },
): Config => {
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const isEachLabelled = chart.labels.every((label) => label !== '');
  const hasLegend = chart.series.length > 1;
  const hasBars = chart.series.some(({ kind }) => kind === 'bars');
  const datasets = chart.series.flatMap(datasetsOf);
  const isEmpty = isEmptyChart(chart);
  return {
    type: 'line',
    data: { labels: [...chart.labels], datasets },
    options: {
      responsive: false,
      animation: false,
      devicePixelRatio: pixelRatio,
      layout: { padding: { left: 12, right: MARGIN, top: hasLegend ? 0 : TITLE_ROW + 4, bottom: 8 } },
      scales: {
        x: {
          offset: hasBars,
          border: { color: PALETTE.grid },
          grid: { display: false },
          ticks: {
            color: PALETTE.quiet,
            font: { size: SIZE.text },
            maxRotation: 0,
            autoSkip: isEachLabelled,
            align: 'inner',
            display: isLabelled,
          },
        },
        y: {
          beginAtZero: true,
          // So that nothing at all is a line at the bottom, and not in the middle.
          suggestedMax: 1,
          border: { display: false },
          grid: { color: PALETTE.grid, display: !isEmpty },
          // Charts one above the other have their places one above the other too.
          afterFit: (scale) => {
            scale.width = Math.max(scale.width, AXIS_WIDTH);
          },
          ticks: {
            display: !isEmpty,
            color: PALETTE.quiet,
            font: { size: SIZE.text },
            maxTicksLimit: 4,
            // What has no unit is counted.
            ...(chart.unit === '' ? { precision: 0 } : {}),
            callback: (value) => `${numbers.format(Number(value))}${chart.unit === '' ? '' : ` ${chart.unit}`}`,
          },
        },
      },
      plugins: {
        legend: {
          display: hasLegend,
          align: 'end',
          labels: {
            color: PALETTE.quiet,
            font: { size: SIZE.text },
            boxWidth: 26,
            boxHeight: 2,
            padding: 10,
            // The lower edge of a band is no series of its own.
            filter: ({ text }) => text !== '',
          },
        },
      },
    },
  };
};

export const isEmptyChart = ({ series }: SeriesChart): boolean =>
  series.every(({ values }) => values.every((value) => value === null));

const datasetsOf = (series: Series, at: number): readonly Dataset[] => {
  const colour = PALETTE.series[at % PALETTE.series.length] ?? PALETTE.text;
  // chart.js draws the first one above the others.
  const order = at;
  switch (series.kind) {
    case 'line':
      return [
        {
          type: 'line',
          label: series.name,
          data: [...series.values],
          order,
          borderColor: colour,
          backgroundColor: colour,
          borderWidth: 2,
          borderDash: [...(DASHES[at % DASHES.length] ?? [])],
          // A value between two gaps would be no line at all.
          pointRadius: series.values.map((value, place) => (value !== null && isAlone(series.values, place) ? 2 : 0)),
          tension: 0,
        },
      ];
    case 'bars':
      return [
        {
          type: 'bar',
          label: series.name,
          data: [...series.values],
          order,
          backgroundColor: colour,
          borderWidth: 0,
          categoryPercentage: series.values.length > FEW_BARS ? 1 : 0.8,
          barPercentage: series.values.length > FEW_BARS ? 0.9 : 1,
        },
      ];
    case 'band': {
      const edge = { type: 'line', order, borderWidth: 0, pointRadius: 0, tension: 0, borderColor: colour } as const;
      return [
        { ...edge, label: '', data: series.values.map((value) => value?.[0] ?? null) },
        {
          ...edge,
          label: series.name,
          data: series.values.map((value) => value?.[1] ?? null),
          fill: '-1',
          backgroundColor: translucent(colour, 0.35),
        },
      ];
    }
  }
};

const isAlone = (values: readonly (number | null)[], at: number): boolean =>
  (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null;
