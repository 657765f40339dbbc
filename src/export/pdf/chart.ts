import type { BarChart } from '../layout/blocks.js';
import { scaleOf } from '../layout/chart.js';
import type { Paper } from './document.js';
import { BAR, CONTENT_WIDTH, HAIRLINE, MARGIN, RULE, STYLES, TARGET } from './look.js';
import { widthOf, type Pen } from './pen.js';

const HOUR = 3_600_000;
const PLOT_HEIGHT = 92;
/** Points for the numbers beside the axis. */
const AXIS = 26;
/** The chart with its title, and what is left free below it. */
export const CHART_HEIGHT = STYLES.label.leading + 8 + PLOT_HEIGHT + STYLES.label.leading + 18;

/** Draws the chart with vectors. @param top of the chart, points from the top of the page */
export const drawChart = ({ doc, settle }: Paper, pen: Pen, chart: BarChart, top: number): void => {
  const { title, bars, target } = chart;
  const { highest, step } = scaleOf(chart);
  const [titleLine] = pen.lines(title, STYLES.label, CONTENT_WIDTH);
  if (titleLine !== undefined) pen.write(titleLine, MARGIN, top, STYLES.label);

  const [targetLine] = pen.lines(target, STYLES.label, CONTENT_WIDTH);
  if (targetLine !== undefined && bars.some(({ targetMs }) => targetMs !== null)) {
    const right = MARGIN + CONTENT_WIDTH;
    pen.writeTo(targetLine, right, top, STYLES.label);
    const x = right - widthOf(targetLine, STYLES.label) - 18;
    pen.rule(x, top + STYLES.label.leading / 2 - 0.6, 13, 1.2, TARGET);
  }

  const plotTop = top + STYLES.label.leading + 8;
  const base = plotTop + PLOT_HEIGHT;
  const left = MARGIN + AXIS;
  const yOf = (hours: number): number => base - (hours / highest) * PLOT_HEIGHT;
  for (let hours = 0; hours <= highest; hours += step) {
    pen.rule(left, yOf(hours) - 0.25, CONTENT_WIDTH - AXIS, 0.5, hours === 0 ? RULE : HAIRLINE);
    const [line] = pen.lines(String(hours), STYLES.column, AXIS);
    if (line !== undefined) pen.writeTo(line, left - 6, yOf(hours) - STYLES.column.leading / 2, STYLES.column);
  }

  const slot = (CONTENT_WIDTH - AXIS) / bars.length;
  const width = Math.min(slot * 0.68, 26);
  const rgb = ([red, green, blue]: readonly [number, number, number]): [number, number, number] => [
    red * 255,
    green * 255,
    blue * 255,
  ];
  settle();
  doc.save();
  for (const [nth, { ms }] of bars.entries()) {
    if (ms > 0) doc.rect(left + slot * (nth + 0.5) - width / 2, yOf(ms / HOUR), width, base - yOf(ms / HOUR));
  }
  doc.fill(rgb(BAR));
  doc.lineWidth(1.2);
  for (const [nth, { targetMs }] of bars.entries()) {
    if (targetMs === null) continue;
    const y = yOf(targetMs / HOUR);
    doc.moveTo(left + slot * nth + slot * 0.08, y).lineTo(left + slot * (nth + 1) - slot * 0.08, y);
  }
  doc.stroke(rgb(TARGET));
  doc.restore();

  // As many labels as have room, at even distances.
  const labels = bars.map(({ label }) => pen.lines(label, STYLES.column, CONTENT_WIDTH)[0]);
  const widest = Math.max(...labels.map((line) => (line === undefined ? 0 : widthOf(line, STYLES.column))));
  const every = Math.max(1, Math.ceil((widest + 4) / slot));
  for (const [nth, line] of labels.entries()) {
    if (line === undefined || nth % every !== 0) continue;
    pen.write(line, left + slot * (nth + 0.5) - widthOf(line, STYLES.column) / 2, base + 4, STYLES.column);
  }
};
