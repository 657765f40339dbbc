import { describeProblems, parseConfig, readEnvironment, secretsOf } from './config.js';
import { systemClock } from './clock.js';
import { compose } from './compose.js';
import { ConfigurationError } from './errors.js';
import { createIds } from './ids.js';
import { createLifecycle, Stopping } from './lifecycle.js';
import { createLogger } from './logging.js';
import { createMetrics } from './metrics.js';
import { systemRandom } from './random.js';
import { findRoot, readVersion } from './root.js';
import { handleSignals } from './signals.js';

const root = findRoot();
const parsed = parseConfig(readEnvironment(root, process.env), root);

if (!parsed.ok) {
  process.stderr.write(`${describeProblems(parsed.error)}\n`);
  process.exit(2);
}

const config = parsed.value;
const clock = systemClock;
const secrets = secretsOf(config);
const log = createLogger({ ...config.log, secrets });
const lifecycle = createLifecycle({ clock, log });
handleSignals(lifecycle, { clock, log, process });
const metrics = createMetrics(clock);
// Our timers do not keep a process alive; this does, until the life cycle ends it.
setInterval(() => undefined, 2 ** 30);

try {
  const started = await compose(config, {
    root,
    version: readVersion(root),
    clock,
    ids: createIds(clock),
    random: systemRandom,
    log,
    metrics,
    lifecycle,
  });
  process.stdout.write(
    started.sandboxUrl === null
      ? ''
      : `\n  Punchcard is ready:  ${started.sandboxUrl}\n  Ctrl-C ends it; what you did is kept.\n\n`,
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
