import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Filler,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  type ChartConfiguration,
  type ChartDataset,
} from 'chart.js';
import type { Series, SeriesChart } from '../domain/picture.js';
import { FONT } from './fonts.js';
import { DASHES, PALETTE, translucent } from './palette.js';
import { MARGIN, SIZE, TITLE_ROW, withUnit, type Place } from './place.js';
import { drawable, fontOf, shortened } from './text.js';

const AXIS_WIDTH = 76;
/** More places than this have bars without a gap between them. */
const FEW_BARS = 40;

type Config = ChartConfiguration<'line' | 'bar', (number | null)[], string>;
type Dataset = ChartDataset<'line' | 'bar', (number | null)[]>;

/** All names of a legend together take no more than this, as a share of the width: the title stands beside them. */
const LEGEND_MAX = 0.5;

/** What chart.js has to know before the first chart. */
export const prepareSeries = (): void => {
  Chart.register(BarController, BarElement, LineController, LineElement, PointElement);
  Chart.register(CategoryScale, LinearScale, Filler, Legend);
  Chart.defaults.font.family = FONT;
};

interface SeriesPlace extends Place {
  readonly pixelRatio: number;
  /** Whether its places are named below it. */
  readonly isLabelled: boolean;
}

/** Draws a chart with its axes and its legend. One without a value has its axis of places only. */
export const drawSeries = (context: SKRSContext2D, chart: SeriesChart, place: SeriesPlace): void => {
  context.font = fontOf(SIZE.text);
  const each = (place.width * LEGEND_MAX) / chart.series.length;
  const series = chart.series.map((one) => ({ ...one, name: shortened(context, drawable(one.name), each) }));
  const drawn = createCanvas(place.width, place.height);
  const made = new Chart(drawn, seriesConfig({ ...chart, series, labels: chart.labels.map(drawable) }, place));
  context.drawImage(drawn, 0, 0, place.width, place.height);
  // It clears its canvas.
  made.destroy();
};

/** A chart of series in the words of chart.js. */
const seriesConfig = (chart: SeriesChart, { locale, pixelRatio, isLabelled }: SeriesPlace): Config => {
  const isEachLabelled = chart.labels.every((label) => label !== '');
  const hasLegend = chart.series.length > 1;
  const hasBars = chart.series.some(({ kind }) => kind === 'bars');
  const datasets = chart.series.flatMap(datasetsOf);
  const isEmpty = isEmptySeries(chart);
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
            // Labels that the chart thins out itself are measured from their middle.
            align: isEachLabelled ? 'center' : 'inner',
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
            callback: (value) => withUnit(Number(value), chart.unit, locale),
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
            usePointStyle: true,
            pointStyleWidth: 26,
            boxHeight: 9,
            padding: 10,
            // A band and bars are areas, and a line is one: in the legend as in the chart, where a faint area would be no more than a hair.
            generateLabels: (drawn) =>
              Chart.defaults.plugins.legend.labels.generateLabels(drawn).map((label) => ({
                ...label,
                pointStyle: isArea(drawn.data.datasets[label.datasetIndex ?? 0]) ? 'rect' : 'line',
              })),
            // The lower edge of a band is no series of its own.
            filter: ({ text }) => text !== '',
          },
        },
      },
    },
  };
};

const isArea = (dataset: (Pick<ChartDataset, 'type'> & { readonly fill?: unknown }) | undefined): boolean =>
  dataset?.type === 'bar' || dataset?.fill !== undefined;

export const isEmptySeries = ({ series }: SeriesChart): boolean =>
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
