import { BackupRefused } from '../../engine/backup/refusals.js';
import { UnusableRedis } from '../../engine/redis/requirements.js';
import { describeProblems, loadConfig, secretsOf } from '../config.js';
import { ConfigurationError } from '../errors.js';
import { systemClock } from '../clock.js';
import { createIds } from '../ids.js';
import { createLogger, redactor } from '../logging.js';
import { systemRandom } from '../random.js';
import { findRoot, readVersion } from '../root.js';
import { parseTask, UsageError } from './arguments.js';
import { runTask } from './run.js';

/** `main.js backup FILE`, `main.js restore FILE`. Exit codes: 0 done, 1 refused or failed (the message says which), 2 arguments or configuration. */
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const main = async (): Promise<number> => {
  const root = findRoot();
  const { parsed, hints } = loadConfig(root, process.env);
  for (const hint of hints) say(hint);
  if (!parsed.ok) {
    say(describeProblems(parsed.error));
    return 2;
  }
  const config = parsed.value;
  const secrets = secretsOf(config);
  const log = createLogger({ ...config.log, level: 'warn', secrets });
  try {
    const task = parseTask(process.argv.slice(2));
    if (task.kind === 'help') {
      process.stdout.write(task.text);
      return 0;
    }
    const version = readVersion(root);
    await runTask(task, { config, version, clock: systemClock, ids: createIds(systemClock), random: systemRandom, log, say });
    return 0;
  } catch (error) {
    const redact = redactor(secrets);
    const foreseen = error instanceof BackupRefused || isFileProblem(error);
    const usage = error instanceof UsageError || error instanceof UnusableRedis || error instanceof ConfigurationError;
    if (foreseen || usage) say(redact(error.message));
    else log.error({ error }, 'it failed unexpectedly');
    return usage ? 2 : 1;
  }
};

/** The disk is full, the folder is not there, ... */
const isFileProblem = (error: unknown): error is Error => error instanceof Error && 'syscall' in error && 'path' in error;

// Our timers do not keep a process alive; this does.
const alive = setInterval(() => undefined, 2 ** 30);
process.exitCode = await main();
clearInterval(alive);
