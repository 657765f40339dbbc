import { SetupError } from './run.mjs';

/**
 * How the tests went on one Node.js.
 * @typedef {{ version: string, passed: number, failed: number, skipped: number, seconds: number, ok: boolean }} MatrixRow
 */

/** Every major version that `engines` allows and that is (or soon will be) maintained. */
export const MAJORS = ['20', '22', '24'];

/**
 * `--node 22,24` is ours, the rest is vitest's.
 * @param {readonly string[]} args
 * @throws SetupError when a version is not a major one
 */
export function parseMatrixArguments(args) {
  const at = args.findIndex((arg) => arg === '--node' || arg.startsWith('--node='));
  if (at < 0) return { majors: MAJORS, rest: [...args] };
  const joined = args[at]?.startsWith('--node=') === true;
  const value = joined ? args[at]?.slice('--node='.length) : args[at + 1];
  const majors = (value ?? '').split(',').map((major) => major.trim());
  if (!majors.every((major) => /^\d+$/.test(major)))
    throw new SetupError(`--node takes major versions of Node.js, such as ${MAJORS.join(',')}`);
  return { majors, rest: args.filter((_, index) => index !== at && (joined || index !== at + 1)) };
}

/** @param {readonly MatrixRow[]} rows */
export function renderMatrix(rows) {
  const cells = [
    ['Node.js', 'passed', 'failed', 'skipped', 'seconds', 'result'],
    ...rows.map(({ version, passed, failed, skipped, seconds, ok }) => [
      version,
      ...[passed, failed, skipped, Math.round(seconds)].map(String),
      ok ? 'ok' : 'FAILED',
    ]),
  ];
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          return column === 0 || column === row.length - 1 ? cell.padEnd(width) : cell.padStart(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
