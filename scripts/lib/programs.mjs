import { existsSync } from 'node:fs';
import { elevated, installations, MAC_BROWSERS, packageManager, permission, PROGRAMS } from './plan.mjs';
import { ask, passwordlessSudo, run, say, which } from './run.mjs';

/** @typedef {import('./plan.mjs').Need} Need */

/** @param {Need} need @returns {string | null} path of a program that satisfies it */
export function find(need) {
  const chosen = need === 'chromium' ? process.env['CHROMIUM_PATH'] : undefined;
  if (chosen !== undefined && chosen !== '') return existsSync(chosen) ? chosen : null;
  for (const program of PROGRAMS[need]) {
    const path = which(program);
    if (path !== null) return path;
  }
  return need === 'chromium' ? (MAC_BROWSERS.find((path) => existsSync(path)) ?? null) : null;
}

/**
 * Finds the program, or installs the system's package when that is allowed.
 * @param {Need} need
 * @param {(manager: import('./plan.mjs').Manager | null, why: import('./plan.mjs').Permission) => string} advice
 * @returns {Promise<{ path: string } | { path: null, advice: string }>}
 */
export async function ensure(need, advice) {
  const present = find(need);
  if (present !== null) return { path: present };

  const manager = packageManager((program) => which(program) !== null, process.platform);
  const root = process.getuid?.() === 0;
  const manual = process.env['PUNCHCARD_SETUP'] === 'manual';
  const may = permission({
    manual,
    manager,
    root,
    sudo: !manual && !root && manager !== null && manager !== 'brew' && passwordlessSudo(),
    tty: process.stdin.isTTY && process.stderr.isTTY,
  });
  if (manager === null || may === 'forbidden' || may === 'impossible') return { path: null, advice: advice(manager, may) };

  const ways = installations(manager, need).map((commands) => commands.map((command) => elevated(command, { manager, root })));
  say(`${need === 'redis' ? 'redis-server' : 'Chromium'} is missing; ${manager} has it.`);
  if (may === 'ask') {
    for (const command of ways[0] ?? []) say(`    ${command.join(' ')}`);
    if (!(await ask('May I run this?'))) return { path: null, advice: advice(manager, may) };
  }
  for (const commands of ways) {
    if (await runAll(commands)) {
      const path = find(need);
      if (path !== null) return { path };
    }
  }
  return { path: null, advice: advice(manager, may) };
}

/** @param {readonly (readonly string[])[]} commands */
async function runAll(commands) {
  for (const command of commands) if (!(await run(command))) return false;
  return true;
}
