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
  Title,
} from 'chart.js';
import type { PictureSpec } from '../domain/picture.js';
import { FONT, registerFonts } from './fonts.js';
import { PALETTE } from './palette.js';
import { isEmptyChart, seriesConfig, SIZE } from './series-chart.js';

/** Logical pixels. Discord shows a picture about 550 wide on a desk, and 350 on a phone: texts have to be read there. */
const WIDTH = 560;
const HEADER = 38;
/** Of the only chart, and of one among several. */
const HEIGHT = { alone: 300, among: 160 } as const;
/** Real pixels for each, in both directions: sharp on good screens. More make a PNG slow: most of the time of a picture goes into writing that. */
const PIXEL_RATIO = 1.5;

let isReady = false;

/** What has to be known before the first picture. */
const prepare = (): void => {
  if (isReady) return;
  registerFonts();
  Chart.register(BarController, BarElement, LineController, LineElement, PointElement);
  Chart.register(CategoryScale, LinearScale, Filler, Legend, Title);
  Chart.defaults.font.family = FONT;
  isReady = true;
};

/** Draws a picture, as the bytes of a PNG. Only for the drawing thread: it takes some ten milliseconds. */
export const draw = ({ title, charts, locale }: PictureSpec): Promise<Uint8Array> => {
  prepare();
  const height = charts.length === 1 ? HEIGHT.alone : HEIGHT.among;
  const canvas = createCanvas(WIDTH * PIXEL_RATIO, (HEADER + charts.length * height) * PIXEL_RATIO);
  const context = canvas.getContext('2d');
  context.fillStyle = PALETTE.background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = PALETTE.text;
  context.font = `600 ${18 * PIXEL_RATIO}px '${FONT}'`;
  context.textBaseline = 'middle';
  context.fillText(title, 14 * PIXEL_RATIO, (HEADER / 2 + 2) * PIXEL_RATIO, (WIDTH - 28) * PIXEL_RATIO);
  charts.forEach((chart, at) => {
    const drawn = createCanvas(WIDTH, height);
    const made = new Chart(drawn, seriesConfig(chart, locale, PIXEL_RATIO));
    const top = (HEADER + at * height) * PIXEL_RATIO;
    context.drawImage(drawn, 0, top);
    if (isEmptyChart(chart)) say(context, chart.empty, top + (height / 2) * PIXEL_RATIO);
    // It clears its canvas.
    made.destroy();
  });
  return canvas.encode('png');
};

/** Writes a text into the middle of a chart that has nothing else to show. */
const say = (context: SKRSContext2D, text: string, middle: number): void => {
  context.font = `${SIZE.text * PIXEL_RATIO}px '${FONT}'`;
  context.fillStyle = PALETTE.quiet;
  context.textAlign = 'center';
  context.fillText(text, (WIDTH / 2) * PIXEL_RATIO, middle, (WIDTH - 28) * PIXEL_RATIO);
};
