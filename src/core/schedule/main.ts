import { BackupRefused } from '../../engine/backup/refusals.js';
import { createLease } from '../../engine/lease/lease.js';
import { UnusableRedis } from '../../engine/redis/requirements.js';
import { createNotionDoor } from '../../integrations/notion/door.js';
import { UsageError } from '../backup/arguments.js';
import { systemClock } from '../clock.js';
import { describeProblems, loadConfig, secretsOf } from '../config.js';
import { ConfigurationError } from '../errors.js';
import { createIds } from '../ids.js';
import { connectImports } from '../import/connect.js';
import { createLogger, redactor } from '../logging.js';
import { createMetrics } from '../metrics.js';
import { systemRandom } from '../random.js';
import { findRoot } from '../root.js';
import { createScheduling } from '../scheduling.js';
import { createSecretBox } from '../secret-box.js';
import { parseSecretKey } from '../secret-key.js';
import { parseTask, USAGE } from './arguments.js';
import { planOnce } from './run.js';

/** `npm run schedule`. Exit codes stand in USAGE. */
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

/** Resolves once somebody ends the program. */
const stopped = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
});

const main = async (): Promise<number> => {
  const { parsed, hints } = loadConfig(findRoot(), process.env);
  for (const hint of hints) complain(hint);
  if (!parsed.ok) {
    complain(describeProblems(parsed.error));
    return 2;
  }
  const config = parsed.value;
  const secrets = secretsOf(config);
  const say = (line: string): void => print(redactor(secrets)(line));
  try {
    const task = parseTask(process.argv.slice(2));
    if (task === null) {
      process.stdout.write(USAGE);
      return 0;
    }
    const log = createLogger({
      ...config.log,
      level: config.scheduler.logLevel === 'info' ? 'warn' : config.scheduler.logLevel,
      secrets,
    });
    const metrics = createMetrics(systemClock);
    const tell = { clock: systemClock, ids: createIds(systemClock), random: systemRandom, log, metrics };
    const connected = await connectImports({ config, ...tell });
    const secretBox = createSecretBox({
      given: config.secretKey === null ? null : parseSecretKey(config.secretKey.reveal()),
      dataDir: config.dataDir,
    });
    const notion = createNotionDoor({
      ...tell,
      documents: connected.chain.documents,
      secrets: secretBox,
      baseUrl: config.notionApiUrl,
    });
    const scheduling = createScheduling(config, {
      ...{ ...tell, chain: connected.chain, tracker: connected.engine.tracker },
      openNotion: (...asked) => notion.of(...asked),
    });
    const parts = { planner: scheduling.planner, chain: connected.chain, say };
    try {
      if (task.mode !== 'continuous') return (await planOnce(task, parts)) ? 0 : 1;
      const lease = createLease({ ...tell, store: connected.chain.leases, name: 'scheduler', owner: tell.ids.next() });
      const plan = async (): Promise<void> => {
        if (lease.held)
          await planOnce(task, parts).catch((error: unknown) => log.error({ err: error }, 'tasks could not be planned'));
      };
      let work = Promise.resolve();
      const next = (): void => {
        work = work.then(plan);
      };
      lease.onTaken(next);
      lease.start();
      const cancel = systemClock.every(config.scheduler.intervalMinutes * 60_000, next);
      await stopped;
      cancel();
      await work;
      await lease.close();
      return 0;
    } finally {
      notion.close();
      await scheduling.close();
      await connected.close();
      metrics.close();
    }
  } catch (error) {
    const usage = error instanceof UsageError || error instanceof UnusableRedis || error instanceof ConfigurationError;
    const text = error instanceof Error ? error.message : String(error);
    complain(redactor(secrets)(usage || error instanceof BackupRefused ? text : `it failed unexpectedly: ${text}`));
    return usage ? 2 : 1;
  }
};

// Our timers do not keep a process alive; this does.
const alive = setInterval(() => undefined, 2 ** 30);
process.exitCode = await main();
clearInterval(alive);
