import type { SKRSContext2D } from '@napi-rs/canvas';
import type { RowsChart } from '../domain/picture.js';
import { PALETTE, translucent } from './palette.js';
import { MARGIN, SIZE, TITLE_ROW, withUnit, type Place } from './place.js';
import { fontOf, widest, write } from './text.js';

const ROW_HEIGHT = 26;
const BAR_HEIGHT = 15;
const RADIUS = 3;
/** Below the last row. */
const FOOT = 10;
/** Names and texts take no more than these, as shares of the width. */
const LABELS_MAX = 0.36;
const TEXTS_MAX = 0.28;
/** Between a name, its bar, and its text. */
const GAP = 12;
/** A value above nothing has at least so much of a bar. */
const BAR_MIN = 2;

const FONT = fontOf(SIZE.text);

/** Logical pixels. */
export const rowsHeight = ({ rows }: RowsChart): number => TITLE_ROW + rows.length * ROW_HEIGHT + FOOT;

/** Draws a bar for each row, between its name and its text. */
export const drawRows = (context: SKRSContext2D, { rows, max, unit }: RowsChart, { width, locale }: Place): void => {
  const names = rows.map(({ label }) => label);
  const labels = Math.min(widest(context, names, FONT), width * LABELS_MAX);
  const texts = Math.min(
    widest(
      context,
      rows.map(({ text }) => text),
      FONT,
    ),
    width * TEXTS_MAX,
  );
  const left = MARGIN + labels + GAP;
  const length = width - MARGIN - texts - GAP - left;
  const most = Math.max(0, ...rows.map(({ value }) => value));
  const full = Math.max(max ?? 0, most);
  const lengthOf = (value: number): number => (full === 0 ? 0 : (value / full) * length);
  rows.forEach(({ label, value, text }, at) => {
    const middle = TITLE_ROW + (at + 0.5) * ROW_HEIGHT;
    write(context, label, MARGIN, middle, { font: FONT, colour: PALETTE.text, width: labels });
    write(context, text, width - MARGIN, middle, { font: FONT, colour: PALETTE.quiet, align: 'right', width: texts });
    const bar = (long: number, colour: string): void => {
      context.beginPath();
      context.roundRect(left, middle - BAR_HEIGHT / 2, long, BAR_HEIGHT, RADIUS);
      context.fillStyle = colour;
      context.fill();
    };
    bar(length, translucent(PALETTE.grid, 0.5));
    if (value > 0) bar(Math.max(BAR_MIN, lengthOf(value)), PALETTE.series[0]);
  });
  if (max === null || most <= max) return;
  const mark = left + lengthOf(max);
  context.fillStyle = PALETTE.series[1];
  context.fillRect(mark - 1, TITLE_ROW, 2, rows.length * ROW_HEIGHT);
  const style = { font: FONT, colour: PALETTE.series[1], align: 'center', width: width / 4 } as const;
  write(context, withUnit(max, unit, locale), mark, TITLE_ROW / 2, style);
};
