import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, say, SetupError } from './run.mjs';

/** @typedef {Record<string, { version?: string, optional?: boolean, devOptional?: boolean, link?: boolean }>} Packages */

/**
 * Is what is installed what the lock file says? Optional packages (binaries of other platforms) may be absent.
 * @param {Packages} locked `packages` of package-lock.json
 * @param {Packages} installed `packages` of node_modules/.package-lock.json, which npm writes
 */
export function inStep(locked, installed) {
  const wanted = Object.entries(locked).filter(([path]) => path !== '');
  return (
    wanted.every(([path, { version, optional, devOptional }]) => {
      const found = installed[path];
      return found === undefined ? optional === true || devOptional === true : found.version === version;
    }) && Object.keys(installed).every((path) => locked[path] !== undefined)
  );
}

/** @returns {Promise<boolean>} whether something was installed */
export async function ensureDependencies() {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const stamp = join(root, 'node_modules', '.punchcard-stamp');
  const hash = createHash('sha256').update(lock).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return false;

  const hidden = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden) || !inStep(JSON.parse(lock).packages, JSON.parse(readFileSync(hidden, 'utf8')).packages)) {
    say('Installing dependencies (once; about a minute) ...');
    const npm = process.env['npm_execpath'];
    const program = npm !== undefined && /npm-cli\.[cm]?js$/.test(npm) ? [process.execPath, npm] : ['npm'];
    const done = await run([...program, 'ci', '--include=dev', '--no-audit', '--no-fund', '--prefer-offline']);
    if (!done) throw new SetupError('npm ci failed; see its message above. Without a network, copy node_modules from elsewhere.');
  }
  writeFileSync(stamp, hash);
  return true;
}
