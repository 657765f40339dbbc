import { readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { ensureArtifacts } from './lib/artifacts.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { readEnvFile } from './lib/env-file.mjs';
import {
  browserAdvice,
  nodeProblem,
  officeAdvice,
  popplerAdvice,
  redisAdvice,
  testAdvice,
  timewarriorAdvice,
} from './lib/plan.mjs';
import { ensure } from './lib/programs.mjs';
import { root, say, SetupError } from './lib/run.mjs';

/** Stops on a Node.js that is too old, before anything newer than it is used. */
function checkNode() {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const problem = nodeProblem(process.versions.node, engines.node);
  if (problem !== null) throw new SetupError(problem);
}

/** A variable as the program will see it: the real environment wins over `.env`, and empty means unset. @param {string} name */
function setting(name) {
  const value = process.env[name] ?? readEnvFile(join(root, '.env'))[name];
  return value === '' ? undefined : value;
}

/** What was found beside PATH has to be found again by what we start. @param {string} program */
function addToPath(program) {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  if (!folders.includes(dirname(program))) process.env['PATH'] = [...folders, dirname(program)].join(delimiter);
}

/** Everything that `npm start` needs; takes no time when nothing is to be done. */
export async function setUpForStart() {
  checkNode();
  const manual = setting('PUNCHCARD_SETUP');
  if (manual !== undefined) process.env['PUNCHCARD_SETUP'] = manual;
  if (setting('REDIS_URL') === undefined) {
    const redis = await ensure('redis', redisAdvice);
    if (redis.path === null) throw new SetupError(redis.advice);
    addToPath(redis.path);
  }
  await ensureDependencies();
  await ensureArtifacts();
}

/** What the doctor needs: our own program, and nothing of the system. */
export async function setUpForLook() {
  checkNode();
  await ensureDependencies();
  await ensureArtifacts();
}

/** Everything that `npm test` needs: the tests start their own Redis and a browser, read PDF files, workbooks and Word documents back, and track time. */
export async function setUpForTest() {
  checkNode();
  const redis = await ensure('redis', testAdvice);
  if (redis.path === null) throw new SetupError(redis.advice);
  addToPath(redis.path);
  const browser = await ensure('chromium', browserAdvice);
  if (browser.path === null) say(browser.advice);
  else process.env['CHROMIUM_PATH'] = browser.path;
  const poppler = await ensure('poppler', popplerAdvice);
  if (poppler.path === null) say(poppler.advice);
  else addToPath(poppler.path);
  const timewarrior = await ensure('timewarrior', timewarriorAdvice);
  if (timewarrior.path === null) say(timewarrior.advice);
  else addToPath(timewarrior.path);
  const office = await ensure('office', officeAdvice);
  if (office.path === null) say(office.advice);
  else addToPath(office.path);
  await ensureDependencies();
  await ensureArtifacts();
}

/**
 * Runs a script's main function; a foreseen end prints its message only.
 * @param {() => Promise<void>} main
 */
export async function script(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(`\n${error.message}`);
    process.exit(error.exitCode);
  }
}
