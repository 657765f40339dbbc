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
import { Secret } from '../secret.js';
import { parseTask, USAGE } from './arguments.js';
import { sampleIntoRedis } from './into-redis.js';
import { sampleIntoSandbox } from './into-sandbox.js';
import { SampleRefused } from './refused.js';

/** `npm run sample`. Exit codes: 0 done, 1 refused or failed (the message says which), 2 arguments or configuration. */
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const main = async (): Promise<number> => {
  const { parsed, hints } = loadConfig(findRoot(), process.env);
  for (const hint of hints) say(hint);
  if (!parsed.ok) {
    say(describeProblems(parsed.error));
    return 2;
  }
  const config = parsed.value;
  let secrets = secretsOf(config);
  try {
    const task = parseTask(process.argv.slice(2));
    if (task === null) {
      process.stdout.write(USAGE);
      return 0;
    }
    const { into, guild, ...plan } = task;
    if (into.kind === 'sandbox') {
      const url = into.url ?? `http://127.0.0.1:${config.sandbox?.port ?? 8090}`;
      done(await sampleIntoSandbox(url, { ...plan, guild }));
      return 0;
    }
    secrets = [...secrets, ...secretsOf({ ...config, redisUrl: new Secret(into.url) })];
    const log = createLogger({ ...config.log, level: 'warn', secrets });
    const tell = { clock: systemClock, ids: createIds(systemClock), random: systemRandom, log };
    const metrics = createMetrics(systemClock);
    try {
      done(await sampleIntoRedis(into.url, { ...plan, guild: guild ?? '' }, { ...tell, metrics, config }));
    } finally {
      metrics.close();
    }
    return 0;
  } catch (error) {
    const usage = error instanceof UsageError || error instanceof UnusableRedis || error instanceof ConfigurationError;
    const text = error instanceof Error ? error.message : String(error);
    say(redactor(secrets)(usage || error instanceof SampleRefused ? text : `it failed unexpectedly: ${text}`));
    return usage ? 2 : 1;
  }
};

const done = ({ members, entries }: { readonly members: number; readonly entries: number }): void =>
  say(`${entries.toLocaleString('en')} entries of ${members} members`);

// Our timers do not keep a process alive; this does.
const alive = setInterval(() => undefined, 2 ** 30);
process.exitCode = await main();
clearInterval(alive);
