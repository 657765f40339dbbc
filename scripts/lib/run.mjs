import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { EXTRA_DIRECTORIES } from './plan.mjs';

/** The folder of package.json. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** An end that was foreseen: its message is all that a person needs to see. */
export class SetupError extends Error {
  /** @param {string} message @param {number} [exitCode] */
  constructor(message, exitCode = 1) {
    super(message);
    this.name = 'SetupError';
    this.exitCode = exitCode;
  }
}

/** Progress goes to stderr: stdout belongs to what is started. @param {string} text */
export const say = (text) => void process.stderr.write(`${text}\n`);

/**
 * @param {string} program
 * @param {string | undefined} [path] as in $PATH
 * @returns {string | null} where it is
 */
export function which(program, path = process.env['PATH']) {
  for (const folder of [...(path ?? '').split(delimiter), ...EXTRA_DIRECTORIES]) {
    if (folder === '') continue;
    const file = join(folder, program);
    try {
      accessSync(file, constants.X_OK);
      if (statSync(file).isFile()) return file;
    } catch {
      // not here
    }
  }
  return null;
}

/**
 * Runs a command with its output shown (on stderr) and says which one it is.
 * @param {readonly string[]} command
 * @param {{ quiet?: boolean }} [options]
 * @returns {Promise<boolean>} did it succeed?
 */
export function run([program = '', ...args], { quiet = false } = {}) {
  if (!quiet) say(`$ ${[program, ...args].join(' ')}`);
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: ['inherit', 2, 2] });
    child.once('error', (error) => {
      say(`${program}: ${error.message}`);
      resolve(false);
    });
    child.once('exit', (code, signal) => {
      // Ctrl-C reached the child too: stop here instead of reporting a failed step.
      if (signal === 'SIGINT' || code === 130) process.exit(130);
      resolve(code === 0);
    });
  });
}

/**
 * What a command that only looks at something says, in plain English; empty when it fails.
 * @param {readonly string[]} command
 * @returns {string}
 */
export const answerOf = ([program = '', ...args]) =>
  spawnSync(program, args, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' }, timeout: 10_000 }).stdout ?? '';

/** @param {string} question @returns {Promise<boolean>} */
export async function ask(question) {
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await prompt.question(`${question} [y/N] `);
    return /^(y|yes|j|ja)$/i.test(answer.trim());
  } finally {
    prompt.close();
  }
}

/** Can root rights be had without a password? */
export const passwordlessSudo = () =>
  which('sudo') !== null && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
