import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { root, run, say, SetupError } from './run.mjs';

/** @typedef {{ name: string, inputs: readonly string[], output: string, commands: readonly (readonly string[])[], after?: () => void }} Artifact */

const bin = (/** @type {string} */ file) => [process.execPath, join(root, 'node_modules', file)];

/** @type {readonly Artifact[]} */
const ARTIFACTS = [
  {
    name: 'server',
    inputs: ['src', 'data', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'],
    output: 'dist/src/core/main.js',
    commands: [[...bin('typescript/bin/tsc'), '-p', 'tsconfig.build.json']],
    after: copyData,
  },
  {
    name: 'page',
    inputs: ['web/kit', 'web/sandbox', 'web/tsconfig.json', 'web/vite.config.ts', 'src/sandbox/protocol.ts', 'package-lock.json'],
    output: 'dist/web/sandbox/index.html',
    commands: [[...bin('vite/bin/vite.js'), 'build', '--config', 'web/vite.config.ts', '--logLevel', 'warn']],
  },
  {
    name: 'web page',
    inputs: [
      'web/app',
      'web/kit',
      'web/tsconfig.json',
      'web/vite.app.config.ts',
      'src/api/schemas',
      'src/domain',
      'src/i18n',
      'data/locales',
      'package-lock.json',
    ],
    output: 'dist/web/app/index.html',
    commands: [[...bin('vite/bin/vite.js'), 'build', '--config', 'web/vite.app.config.ts', '--logLevel', 'warn']],
  },
];

/**
 * Every file below; neither tests (they are not built) nor what the program writes.
 * @param {string} path relative to the root
 * @returns {string[]} sorted
 */
export function filesOf(path) {
  const absolute = join(root, path);
  if (!existsSync(absolute) || path === join('data', 'run')) return [];
  if (statSync(absolute).isFile()) return [path];
  return readdirSync(absolute)
    .flatMap((name) => filesOf(join(path, name)))
    .filter((file) => !file.endsWith('.test.ts'))
    .sort();
}

/** Contents, not times: a checkout or a copy changes times and nothing else. @param {readonly string[]} inputs */
function fingerprint(inputs) {
  const hash = createHash('sha256').update(process.versions.node);
  for (const file of inputs.flatMap(filesOf)) hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** What tsc does not emit: scripts for Redis beside their wrappers, and texts where they are relative to the code. */
function copyData() {
  const emitted = filesOf('src').filter((file) => !file.endsWith('.ts') || file.endsWith('.d.ts'));
  for (const file of [...emitted, ...filesOf('data')]) {
    mkdirSync(dirname(join(root, 'dist', file)), { recursive: true });
    cpSync(join(root, file), join(root, 'dist', file));
  }
  // Output of sources that are gone would still be importable.
  for (const file of filesOf('dist/src').filter((name) => /\.js(\.map)?$/.test(name))) {
    const source = file.slice('dist'.length + sep.length).replace(/\.js(\.map)?$/, '');
    if (!['.ts', '.js'].some((extension) => existsSync(join(root, source + extension)))) rmSync(join(root, file));
  }
}

/**
 * Builds what is missing or older than its sources.
 * @param {{ force?: boolean, only?: readonly string[] }} [options]
 * @returns {Promise<boolean>} whether something was built
 */
export async function ensureArtifacts({ force = false, only = ARTIFACTS.map(({ name }) => name) } = {}) {
  let built = false;
  for (const artifact of ARTIFACTS.filter(({ name }) => only.includes(name))) {
    const stamp = join(root, 'dist', `.${artifact.name.replace(' ', '-')}-stamp`);
    const current = fingerprint(artifact.inputs);
    const fresh = existsSync(join(root, artifact.output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === current;
    if (fresh && !force) continue;
    say(`Building the ${artifact.name} ...`);
    rmSync(stamp, { force: true });
    // With it tsc would believe that what it emitted is still there.
    if (force || !existsSync(join(root, artifact.output))) rmSync(join(root, 'dist', '.tsbuildinfo'), { force: true });
    for (const command of artifact.commands) {
      if (!(await run(command, { quiet: true })))
        throw new SetupError(`The ${artifact.name} could not be built; see the messages above.`);
    }
    artifact.after?.();
    if (!existsSync(join(root, artifact.output)))
      throw new SetupError(`The build of the ${artifact.name} left no ${artifact.output}.`);
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, current);
    built = true;
  }
  return built;
}
