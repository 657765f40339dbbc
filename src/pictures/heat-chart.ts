import type { SKRSContext2D } from '@napi-rs/canvas';
import type { HeatChart } from '../domain/picture.js';
import { HEAT, heatColour, PALETTE } from './palette.js';
import { MARGIN, SIZE, TITLE_ROW, withUnit, type Place } from './place.js';
import { fontOf, widest, write } from './text.js';

/** Of one row, when there are few; many share the height of all. */
const ROW_MAX = 26;
const ROWS_HEIGHT = 300;
const COLUMN_LABELS = 26;
/** Names of rows take no more than this, as a share of the width. */
const LABELS_MAX = 0.28;
/** Between a name and its row. */
const GAP = 10;
/** Around the colour of a cell. */
const INSET = 1;
const RADIUS = 3;
const LEGEND_WIDTH = 130;
/** Between the names of two columns, so that they are read as two. */
const APART = 8;

const FONT = fontOf(SIZE.text);

const rowHeight = ({ rows }: HeatChart): number => Math.min(ROW_MAX, ROWS_HEIGHT / rows.length);

/** Logical pixels. */
export const heatHeight = (chart: HeatChart): number =>
  Math.ceil(TITLE_ROW + chart.rows.length * rowHeight(chart) + COLUMN_LABELS);

export const isEmptyHeat = ({ values }: HeatChart): boolean => values.every((row) => row.every((value) => value === null));

/** Draws the cells with their names, and the legend in the row of the title. */
export const drawHeat = (context: SKRSContext2D, chart: HeatChart, place: Place): void => {
  const numbers = chart.values.flatMap((row) => row.filter((value) => value !== null));
  const [least, most] = [Math.min(0, ...numbers), Math.max(...numbers)];
  const labels = Math.min(widest(context, chart.rows, FONT), place.width * LABELS_MAX);
  const left = MARGIN + labels + GAP;
  const [cellWidth, cellHeight] = [(place.width - MARGIN - left) / chart.columns.length, rowHeight(chart)];
  const rowsApart = Math.ceil((SIZE.text + 2) / cellHeight);
  chart.rows.forEach((row, at) => {
    const middle = TITLE_ROW + (at + 0.5) * cellHeight;
    if (at % rowsApart === 0) write(context, row, MARGIN, middle, { font: FONT, colour: PALETTE.quiet, width: labels });
    chart.values[at]?.forEach((value, column) => {
      const box: Box = [left + column * cellWidth, TITLE_ROW + at * cellHeight, cellWidth, cellHeight];
      drawCell(context, box, value === null ? null : heatColour(most === least ? 0 : (value - least) / (most - least)));
    });
  });
  writeColumns(context, chart.columns, { left, cellWidth, y: place.height - COLUMN_LABELS / 2, right: place.width });
  drawLegend(
    context,
    { least: withUnit(least, chart.unit, place.locale), most: withUnit(most, chart.unit, place.locale) },
    place,
  );
};

type Box = readonly [x: number, y: number, width: number, height: number];

/** A cell without a figure is a frame: it is told from one with the least by its shape and not only by its colour. */
const drawCell = (context: SKRSContext2D, [x, y, width, height]: Box, colour: string | null): void => {
  const inset = Math.min(INSET, width / 8, height / 8);
  context.beginPath();
  if (colour === null) {
    context.roundRect(x + 2 * inset, y + 2 * inset, width - 4 * inset, height - 4 * inset, RADIUS);
    context.strokeStyle = PALETTE.grid;
    context.lineWidth = 1;
    context.stroke();
  } else {
    context.roundRect(x + inset, y + inset, width - 2 * inset, height - 2 * inset, RADIUS);
    context.fillStyle = colour;
    context.fill();
  }
};

/** Steps that people count in: hours, days, weeks. */
const STEPS = [1, 2, 3, 4, 6, 7, 8, 12, 14, 21, 28, 53];

/** Every nth name, so that none overlaps the next one. Where the view has left out some itself, whatever has room is written. */
const writeColumns = (
  context: SKRSContext2D,
  columns: readonly string[],
  {
    left,
    cellWidth,
    y,
    right,
  }: { readonly left: number; readonly cellWidth: number; readonly y: number; readonly right: number },
): void => {
  const needed = widest(context, columns, FONT) + APART;
  const step = columns.includes('') ? 1 : (STEPS.find((one) => one * cellWidth >= needed) ?? columns.length);
  let free = 0;
  columns.forEach((column, at) => {
    if (column === '' || at % step !== 0) return;
    const width = widest(context, [column], FONT);
    const middle = Math.min(left + (at + 0.5) * cellWidth, right - MARGIN / 2 - width / 2);
    if (middle - width / 2 < free) return;
    write(context, column, middle, y, { font: FONT, colour: PALETTE.quiet, align: 'center', width: right });
    free = middle + width / 2 + APART;
  });
};

const drawLegend = (
  context: SKRSContext2D,
  { least, most }: { readonly least: string; readonly most: string },
  { width }: Place,
): void => {
  const style = { font: FONT, colour: PALETTE.quiet, align: 'right', width: width / 4 } as const;
  const middle = TITLE_ROW / 2;
  let right = width - MARGIN;
  right -= write(context, most, right, middle, style) + APART;
  const colours = context.createLinearGradient(right - LEGEND_WIDTH, 0, right, 0);
  HEAT.forEach((colour, at) => colours.addColorStop(at / (HEAT.length - 1), colour));
  context.beginPath();
  context.roundRect(right - LEGEND_WIDTH, middle - 6, LEGEND_WIDTH, 12, RADIUS);
  context.fillStyle = colours;
  context.fill();
  write(context, least, right - LEGEND_WIDTH - APART, middle, style);
};
