// `npm run test:matrix [-- --node 22,24] [vitest arguments]`: the tests on each Node.js that we promise, one after the other, and a table.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseMatrixArguments, renderMatrix } from './lib/matrix.mjs';
import { root, say, SetupError } from './lib/run.mjs';
import { script } from './setup.mjs';

/** @typedef {import('./lib/matrix.mjs').MatrixRow} MatrixRow */

/**
 * The program of a major version: this one, or what the package `node` of the registry brings (kept in npm's cache).
 * @param {string} major
 */
function resolveNode(major) {
  if (process.versions.node.split('.')[0] === major) return { program: process.execPath, version: process.versions.node };
  say(`Looking for Node.js ${major} ...`);
  const npx = ['-y', '-p', `node@${major}`, '--', 'node', '-p', 'process.execPath + " " + process.versions.node'];
  // Outside of the project: its own `node` would win, and npm's settings for it do not matter here.
  const found = spawnSync('npx', npx, { cwd: tmpdir(), encoding: 'utf8' });
  const [program = '', version = ''] = (found.stdout ?? '').trim().split('\n').at(-1)?.split(' ') ?? [];
  if (found.status !== 0 || version.split('.')[0] !== major)
    throw new SetupError(`Node.js ${major} could not be had: ${(found.stderr ?? String(found.error)).trim()}`);
  return { program, version };
}

/**
 * Runs `npm test` with that Node.js, its output shown.
 * @param {string} program
 * @param {readonly string[]} args of vitest
 * @param {string} report file for vitest's JSON
 * @returns {Promise<number>} the exit code
 */
function runTests(program, args, report) {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  // Programs that the tests start by name (npx, tsx) shall be this one's too.
  const env = { ...process.env, PATH: [dirname(program), process.env['PATH'] ?? ''].join(delimiter) };
  const child = spawn(program, [join(root, 'scripts', 'test.mjs'), ...reporters, ...args], { cwd: root, stdio: 'inherit', env });
  return new Promise((resolve) => {
    child.once('error', (error) => {
      say(error.message);
      resolve(1);
    });
    child.once('exit', (code, signal) => {
      if (signal === 'SIGINT' || code === 130) process.exit(130);
      resolve(code ?? 1);
    });
  });
}

/** @param {string} file of vitest's JSON reporter */
function readCounts(file) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(file, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
  } catch {
    // It ended before it had anything to report.
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

await script(async () => {
  const { majors, rest } = parseMatrixArguments(process.argv.slice(2));
  // All of them first: a version that cannot be had should not show after an hour.
  const nodes = majors.map(resolveNode);
  const folder = mkdtempSync(join(tmpdir(), 'punchcard-matrix-'));
  /** @type {MatrixRow[]} */
  const rows = [];
  for (const { program, version } of nodes) {
    say(`\n=== Node.js ${version} ===`);
    const [report, begun] = [join(folder, `${version}.json`), performance.now()];
    const code = await runTests(program, rest, report);
    rows.push({ version, ...readCounts(report), seconds: (performance.now() - begun) / 1_000, ok: code === 0 });
  }
  rmSync(folder, { recursive: true, force: true });
  process.stdout.write(`\n${renderMatrix(rows)}\n`);
  process.exitCode = rows.every(({ ok }) => ok) ? 0 : 1;
});
