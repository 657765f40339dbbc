import { createCanvas } from '@napi-rs/canvas';
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
} from 'chart.js';
import type { PictureSpec } from '../domain/picture.js';
import { FONT, registerFonts } from './fonts.js';
import { PALETTE } from './palette.js';
import { isEmptyChart, MARGIN, seriesConfig, SIZE, TITLE_ROW } from './series-chart.js';

/**
 * Logical pixels. Discord shows a picture at most 550 wide and 350 high on a desk, and about 350 wide on a phone, and may cut off what is higher: so a picture is wide, and
 * its texts are large.
 */
const WIDTH = 720;
const HEADER = 36;
/** Of each chart, by how many there are. */
const HEIGHTS: readonly number[] = [0, 320, 206, 138];
/** Real pixels for each, in both directions: sharp on good screens. More make a PNG slow: most of the time of a picture goes into writing that. */
const PIXEL_RATIO = 1.5;

let isReady = false;

/** What has to be known before the first picture. */
const prepare = (): void => {
  if (isReady) return;
  registerFonts();
  Chart.register(BarController, BarElement, LineController, LineElement, PointElement);
  Chart.register(CategoryScale, LinearScale, Filler, Legend);
  Chart.defaults.font.family = FONT;
  isReady = true;
};

/** Draws a picture, as the bytes of a PNG. Only for the drawing thread: it takes some ten milliseconds. */
export const draw = ({ title, charts, locale }: PictureSpec): Promise<Uint8Array> => {
  prepare();
  const height = HEIGHTS[charts.length] ?? 0;
  const real = (logical: number): number => logical * PIXEL_RATIO;
  const canvas = createCanvas(real(WIDTH), real(HEADER + charts.length * height));
  const context = canvas.getContext('2d');
  context.fillStyle = PALETTE.background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.textBaseline = 'middle';
  const write = (text: string, x: number, y: number, font: string, colour: string): void => {
    context.font = font;
    context.fillStyle = colour;
    context.fillText(text, real(x), real(y), real(WIDTH - x - MARGIN));
  };
  const bold = (size: number): string => `600 ${real(size)}px '${FONT}'`;
  write(title, MARGIN, HEADER / 2 + 3, bold(SIZE.header), PALETTE.text);
  charts.forEach((chart, at) => {
    const drawn = createCanvas(WIDTH, height);
    const below = charts[at + 1];
    const isLabelled = below?.labels.join('\n') !== chart.labels.join('\n');
    const made = new Chart(drawn, seriesConfig(chart, { locale, pixelRatio: PIXEL_RATIO, isLabelled }));
    const top = HEADER + at * height;
    context.drawImage(drawn, 0, real(top));
    // It clears its canvas.
    made.destroy();
    write(chart.title, MARGIN, top + TITLE_ROW / 2, bold(SIZE.title), PALETTE.text);
    if (isEmptyChart(chart)) write(chart.empty, WIDTH / 3, top + height / 2, `${real(SIZE.text)}px '${FONT}'`, PALETTE.quiet);
  });
  return canvas.encode('png');
};
