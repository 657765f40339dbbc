import { existsSync } from 'node:fs';
import {
  atLeast,
  candidateQuery,
  candidateVersion,
  elevated,
  installations,
  judgedPackage,
  LEAST_REDIS,
  MAC_APPLICATIONS,
  packageManager,
  permission,
  PROGRAM_NAMES,
  PROGRAMS,
} from './plan.mjs';
import { answerOf, ask, passwordlessSudo, run, say, which } from './run.mjs';

/** @typedef {import('./plan.mjs').Need} Need */

/** @param {Need} need @returns {string | null} path of a program that satisfies it */
export function find(need) {
  const chosen = need === 'chromium' ? process.env['CHROMIUM_PATH'] : undefined;
  if (chosen !== undefined && chosen !== '') return existsSync(chosen) ? chosen : null;
  for (const program of PROGRAMS[need]) {
    const path = which(program);
    if (path !== null) return path;
  }
  return MAC_APPLICATIONS[need]?.find((path) => existsSync(path)) ?? null;
}

/**
 * Finds the program, or installs the system's package when that is allowed.
 * @param {Need} need
 * @param {(manager: import('./plan.mjs').Manager | null, why: import('./plan.mjs').Permission, old?: string | null) => string} advice
 *   `old`: the version of the system's package, when only that stands in the way
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

  const ways = installations(manager, need).map((commands) => ({
    judged: judgedPackage(commands, need),
    commands: commands.map((command) => elevated(command, { manager, root })),
  }));
  // What is known to be too old is not offered; what is not known yet is looked at again when the lists are new.
  let old = ways.map(({ judged }) => oldCandidate(manager, judged)).find((version) => version !== null) ?? null;
  const offered = ways.filter(({ judged }) => oldCandidate(manager, judged) === null);
  if (old === null) say(`${PROGRAM_NAMES[need]} is missing; ${manager} has it.`);
  else say(`redis-server is missing, and ${manager} has only Redis ${old}, which is too old.`);
  if (may === 'ask') {
    for (const command of offered[0]?.commands ?? []) say(`    ${command.join(' ')}`);
    if (offered.length === 0 || !(await ask('May I run this?'))) return { path: null, advice: advice(manager, may, old) };
  }
  for (const { judged, commands } of offered) {
    const last = commands.at(-1) ?? [];
    if (!(await runAll(commands.slice(0, -1)))) continue;
    const version = oldCandidate(manager, judged);
    if (version !== null) {
      say(`${manager} has only Redis ${version}, which is too old.`);
      old = version;
    } else if (await run(last)) {
      const path = find(need);
      if (path !== null) return { path };
    }
  }
  return { path: null, advice: advice(manager, may, old) };
}

/**
 * The version of the package when it is known and too old, else null.
 * @param {import('./plan.mjs').Manager} manager
 * @param {string | null} name null: any version will do
 */
function oldCandidate(manager, name) {
  const query = name === null ? null : candidateQuery(manager, name);
  const version = query === null ? null : candidateVersion(answerOf(query));
  return version === null || atLeast(version, LEAST_REDIS) ? null : version;
}

/** @param {readonly (readonly string[])[]} commands */
async function runAll(commands) {
  for (const command of commands) if (!(await run(command))) return false;
  return true;
}
