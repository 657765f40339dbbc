import { createInterface } from 'node:readline/promises';
import { BackupRefused } from '../../engine/backup/refusals.js';
import { UnusableRedis } from '../../engine/redis/requirements.js';
import { UsageError } from '../backup/arguments.js';
import { systemClock } from '../clock.js';
import { describeProblems, loadConfig, secretsOf } from '../config.js';
import { ConfigurationError } from '../errors.js';
import { createIds } from '../ids.js';
import { createLogger, redactor } from '../logging.js';
import { createMetrics } from '../metrics.js';
import { systemRandom } from '../random.js';
import { findRoot } from '../root.js';
import { parseTask, USAGE } from './arguments.js';
import { connectImports } from './connect.js';
import { ImportRefused, runTask } from './run.js';

/** `npm run import`. Exit codes stand in USAGE. */
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const confirm = async (): Promise<boolean> => {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question('   Store it? [y/N] ')).trim());
  } finally {
    terminal.close();
  }
};

const main = async (): Promise<number> => {
  const { parsed, hints } = loadConfig(findRoot(), process.env);
  for (const hint of hints) say(hint);
  if (!parsed.ok) {
    say(describeProblems(parsed.error));
    return 2;
  }
  const config = parsed.value;
  const secrets = secretsOf(config);
  try {
    const task = parseTask(process.argv.slice(2));
    if (task === null) {
      process.stdout.write(USAGE);
      return 0;
    }
    const log = createLogger({ ...config.log, level: 'warn', secrets });
    const metrics = createMetrics(systemClock);
    const ids = createIds(systemClock);
    const connected = await connectImports({
      config,
      clock: systemClock,
      ids,
      random: systemRandom,
      log,
      metrics,
    });
    try {
      const { imports, chain } = connected;
      const asking = process.stdin.isTTY ? confirm : null;
      return await runTask(task, { imports, spaces: chain.spaces, clock: systemClock, ids, say, confirm: asking });
    } finally {
      await connected.close();
      metrics.close();
    }
  } catch (error) {
    const usage = error instanceof UsageError || error instanceof UnusableRedis || error instanceof ConfigurationError;
    const foreseen = usage || error instanceof BackupRefused || error instanceof ImportRefused || isFileProblem(error);
    const text = error instanceof Error ? error.message : String(error);
    say(redactor(secrets)(foreseen ? text : `it failed unexpectedly: ${text}`));
    return usage ? 2 : 1;
  }
};

/** The file is not there, may not be read, ... */
const isFileProblem = (error: unknown): boolean => error instanceof Error && 'syscall' in error && 'path' in error;

// Our timers do not keep a process alive; this does.
const alive = setInterval(() => undefined, 2 ** 30);
process.exitCode = await main();
clearInterval(alive);
