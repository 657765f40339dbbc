import type { Bar, Row } from './row.js';
import type { Figure } from './stats.js';

export interface CellResult {
  readonly name: string;
  readonly title: string;
  readonly rows: readonly Row[];
  /** What kept it from being measured. */
  readonly error: string | null;
}

/** Three digits that matter, thousands apart. */
export const number = (value: number): string =>
  value.toLocaleString('en', Math.abs(value) >= 1_000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 });

const spread = ({ min, max }: Figure): string => `${number(min)}–${number(max)}`;
const barText = ({ direction, limit, of }: Bar, unit: string): string =>
  `${direction === 'at least' ? '≥' : '≤'} ${number(limit)}${of === 'ratio' ? ' ×' : ` ${unit}`}`;

const HEAD = ['what', 'figure', 'spread', 'baseline', 'ratio (spread)', 'bar', 'CPU per op, µs (baseline)', ''] as const;

const cells = (row: Row): readonly string[] => [
  row.what,
  `${number(row.ours.median)} ${row.unit}`,
  row.ours.n > 1 ? spread(row.ours) : '',
  row.baseline === null ? '' : `${row.baseline.name} ${number(row.baseline.median)} ${row.unit}`,
  row.ratio === null ? '' : `${number(row.ratio.median)}${row.ratio.n > 1 ? ` (${spread(row.ratio)})` : ''}`,
  row.bar === null ? '' : barText(row.bar, row.unit),
  row.cpu === null
    ? ''
    : `${number(row.cpu.ours.median)}${row.cpu.baseline === null ? '' : ` (${number(row.cpu.baseline.median)})`}`,
  row.pass === null ? '' : row.pass ? 'pass' : 'MISS',
];

/** For a terminal: columns aligned. */
export const asText = (results: readonly CellResult[]): string => {
  const lines: string[] = [];
  for (const { title, rows, error } of results) {
    lines.push('', title);
    if (error !== null) lines.push(`  failed: ${error}`);
    if (rows.length === 0) continue;
    const table = [HEAD, ...rows.map(cells)];
    const widths = HEAD.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0)));
    for (const line of table)
      lines.push(`  ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
    for (const { what, note } of rows) if (note !== null) lines.push(`  ${what}: ${note}`);
  }
  return lines.join('\n');
};

/** For docs/performance.md. */
export const asMarkdown = (results: readonly CellResult[]): string =>
  results
    .map(({ title, rows, error }) => {
      const lines = [`### ${title}`, ''];
      if (error !== null) lines.push(`Not measured: ${error}`, '');
      if (rows.length > 0) {
        lines.push(`| ${HEAD.join(' | ')} |`, `|${HEAD.map(() => '---').join('|')}|`);
        for (const row of rows) lines.push(`| ${cells(row).join(' | ')} |`);
        const notes = rows.flatMap(({ what, note }) => (note === null ? [] : [`- ${what}: ${note}`]));
        if (notes.length > 0) lines.push('', ...notes);
      }
      return lines.join('\n');
    })
    .join('\n\n');
