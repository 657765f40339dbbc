import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { ChartSpec, PictureSpec, SeriesChart } from '../domain/picture.js';
import { registerFonts } from './fonts.js';
import { drawHeat, heatHeight, isEmptyHeat } from './heat-chart.js';
import { PALETTE } from './palette.js';
import { MARGIN, SIZE, TITLE_ROW, type Place } from './place.js';
import { drawRows, rowsHeight } from './rows-chart.js';
import { drawSeries, isEmptySeries, prepareSeries } from './series-chart.js';
import { fontOf, write } from './text.js';

/**
 * Logical pixels. Discord shows a picture at most 550 wide and 350 high on a desk, and about 350 wide on a phone, and may cut off what is higher: so a picture is wide, and
 * its texts are large.
 */
const WIDTH = 720;
const HEADER = 36;
/** Of a chart of series, by how many charts there are. The other kinds are as high as what they show. */
const SERIES_HEIGHTS: readonly number[] = [0, 320, 206, 138];
/** Of a chart that has nothing to show. */
const EMPTY_HEIGHT = 110;
/** Real pixels for each, in both directions: sharp on good screens. More make a PNG slow: most of the time of a picture goes into writing that. */
const PIXEL_RATIO = 1.5;

let isReady = false;

/** What has to be known before the first picture. */
const prepare = (): void => {
  if (isReady) return;
  registerFonts();
  prepareSeries();
  isReady = true;
};

/** Draws a picture, as the bytes of a PNG. Only for the drawing thread: it takes some ten milliseconds. */
export const draw = ({ title, charts, locale }: PictureSpec): Promise<Uint8Array> => {
  prepare();
  const heights = charts.map((chart) => heightOf(chart, charts.length));
  const height = heights.reduce((sum, one) => sum + one, HEADER);
  const canvas = createCanvas(WIDTH * PIXEL_RATIO, Math.ceil(height * PIXEL_RATIO));
  const context = canvas.getContext('2d');
  context.fillStyle = PALETTE.background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(PIXEL_RATIO, PIXEL_RATIO);
  const heading = { colour: PALETTE.text, width: WIDTH - 2 * MARGIN } as const;
  write(context, title, MARGIN, HEADER / 2 + 3, { ...heading, font: fontOf(SIZE.header, 'bold') });
  context.translate(0, HEADER);
  charts.forEach((chart, at) => {
    const place: Place = { width: WIDTH, height: heights[at] ?? 0, locale };
    drawChart(context, chart, place, charts[at + 1]);
    if (isEmpty(chart)) {
      const style = { font: fontOf(SIZE.text), colour: PALETTE.quiet, align: 'center', width: heading.width } as const;
      write(context, chart.empty, WIDTH / 2, place.height / 2, style);
    }
    write(context, chart.title, MARGIN, TITLE_ROW / 2, { ...heading, font: fontOf(SIZE.title, 'bold') });
    context.translate(0, place.height);
  });
  return canvas.encode('png');
};

const isEmpty = (chart: ChartSpec): boolean => {
  switch (chart.kind) {
    case 'series':
      return isEmptySeries(chart);
    case 'heat':
      return isEmptyHeat(chart);
    case 'rows':
      return chart.rows.length === 0;
  }
};

const heightOf = (chart: ChartSpec, count: number): number => {
  switch (chart.kind) {
    case 'series':
      return SERIES_HEIGHTS[count] ?? 0;
    case 'heat':
      return isEmpty(chart) ? EMPTY_HEIGHT : heatHeight(chart);
    case 'rows':
      return isEmpty(chart) ? EMPTY_HEIGHT : rowsHeight(chart);
  }
};

const drawChart = (context: SKRSContext2D, chart: ChartSpec, place: Place, below: ChartSpec | undefined): void => {
  switch (chart.kind) {
    case 'series':
      drawSeries(context, chart, { ...place, pixelRatio: PIXEL_RATIO, isLabelled: !haveOneAxis(chart, below) });
      break;
    case 'heat':
      if (!isEmptyHeat(chart)) drawHeat(context, chart, place);
      break;
    case 'rows':
      drawRows(context, chart, place);
      break;
  }
};

/** Whether the labels of the chart below are those of this one too. */
const haveOneAxis = (chart: SeriesChart, below: ChartSpec | undefined): boolean =>
  below?.kind === 'series' && below.labels.join('\n') === chart.labels.join('\n');
