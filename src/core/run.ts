import { describeProblems, loadConfig, secretsOf } from './config.js';
import { systemClock } from './clock.js';
import { ConfigurationError } from './errors.js';
import { createIds } from './ids.js';
import type { Program } from './compose.js';
import { createLifecycle, Stopping } from './lifecycle.js';
import { createLogger } from './logging.js';
import { createMetrics } from './metrics.js';
import { systemRandom } from './random.js';
import { findRoot, readVersion } from './root.js';
import { handleSignals } from './signals.js';
import { connectToSupervisor, readWorkerRole } from './supervisor/worker.js';

/**
 * The whole program: reads the configuration, starts, and lives until a signal. Resolves when interactions are served; ends the process when it
 * cannot start (exit code 2 for what the configuration is at fault for).
 */
export const run = async (program: Partial<Program> = {}): Promise<void> => {
  const root = findRoot();
  const { environment, parsed, hints } = loadConfig(root, process.env);
  const role = readWorkerRole(process.argv.slice(2));
  // Its supervisor has said so for all.
  if (role === null) for (const hint of hints) process.stderr.write(`${hint}\n`);

  if (!parsed.ok) {
    process.stderr.write(`${describeProblems(parsed.error)}\n`);
    process.exit(2);
  }

  const config = parsed.value;
  const clock = systemClock;
  const secrets = secretsOf(config);
  const plainLog = createLogger({ ...config.log, secrets });
  const log = role === null ? plainLog : plainLog.child({ process: role.name });
  const lifecycle = createLifecycle({ clock, log });
  handleSignals(lifecycle, { clock, log, process });
  const metrics = createMetrics(clock);
  // Nobody may be left to read the log (a supervisor or a shell that was killed). Unheard, each such error would be logged, and fail again.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  // Our timers do not keep a process alive; this does, until the life cycle ends it.
  setInterval(() => undefined, 2 ** 30);

  const surroundings = {
    root,
    version: readVersion(root),
    clock,
    ids: createIds(clock),
    random: systemRandom,
    log,
    metrics,
    lifecycle,
  };

  /** @returns the page of the sandbox. A supervisor has no use for the bot's libraries, nor has a bot for the supervisor's. */
  const work = async (): Promise<string | null> => {
    const { supervisor } = config;
    if (supervisor !== null) {
      const { supervise } = await import('./supervisor/supervise.js');
      const supervised = await supervise({ ...config, supervisor }, surroundings, environment);
      onHangUp(() => void supervised.roll());
      return null;
    }
    const { compose } = await import('./compose.js');
    if (role === null) return (await compose(config, surroundings, program)).sandboxUrl;
    const stop = (reason: string): void => void lifecycle.stop(reason).then((clean) => process.exit(clean ? 0 : 1));
    return (await compose(config, surroundings, program, connectToSupervisor(role, { channel: process, log, stop }))).sandboxUrl;
  };

  /** SIGHUP to a daemon asks for something; at a terminal it says that the terminal is gone. */
  const onHangUp = (roll: () => void): void => {
    process.on('SIGHUP', process.stdout.isTTY ? () => void process.kill(process.pid, 'SIGTERM') : roll);
  };

  try {
    const sandboxUrl = await work();
    process.stdout.write(
      sandboxUrl === null ? '' : `\n  Punchcard is ready:  ${sandboxUrl}\n  Ctrl-C ends it; what you did is kept.\n\n`,
    );
  } catch (error) {
    // The signal's handler ends the process when everything is closed.
    if (error instanceof Stopping || lifecycle.stopping) await new Promise(() => undefined);
    const foreseen = error instanceof ConfigurationError;
    if (foreseen) process.stderr.write(`${error.message}\n`);
    else log.error({ error }, 'the start failed');
    await lifecycle.stop('the start failed');
    process.exit(foreseen ? 2 : 1);
  }
};
