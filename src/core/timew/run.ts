import { UsageError } from '../backup/arguments.js';
import type { Environment } from '../environment.js';
import { EXIT, ProgramEnd, type Exit } from '../flat/exit.js';
import { sendRows, type Sending } from '../flat/send.js';
import { redactor } from '../logging.js';
import { parseTask, USAGE, type UploadTask } from './arguments.js';
import { exportOf } from './export.js';
import { rowsOf } from './rows.js';
import { summaryOf } from './summary.js';
import { postSummary } from './webhook.js';

/** What the program is started with, and where it writes. */
export interface Started extends Sending {
  readonly args: readonly string[];
  readonly environment: Environment;
  /** ms */
  readonly now: () => number;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** The whole program: `npm run timew`. @returns its exit code */
export const timew = async (started: Started): Promise<Exit> => {
  const { args, environment, now, out, err } = started;
  let redact = redactor([]);
  try {
    const task = parseTask(args, environment, now());
    if (task === null) {
      out(USAGE);
      return EXIT.done;
    }
    redact = redactor([task.target.token.reveal(), ...(task.webhook === null ? [] : [task.webhook.url.reveal()])]);
    return await upload(task, { ...started, out: (text) => out(redact(text)) });
  } catch (error) {
    const isUsage = error instanceof UsageError;
    const text = error instanceof Error ? error.message : String(error);
    err(`${redact(isUsage || error instanceof ProgramEnd ? text : `it failed unexpectedly: ${text}`)}\n`);
    if (isUsage) return EXIT.usage;
    return error instanceof ProgramEnd ? error.exit : EXIT.failed;
  }
};

const upload = async (task: UploadTask, started: Started): Promise<Exit> => {
  const rows = rowsOf(await exportOf(task.range, started.environment), task);
  const receipt = await sendRows(rows.rows, task.target, started);
  const summary = summaryOf(task.since, rows, receipt);
  const nothingNew = receipt.added === 0 && receipt.refused.length === 0 && receipt.differences.length === 0;
  if (!task.quiet || !nothingNew) {
    started.out(`${summary}\n`);
    if (task.webhook !== null) await postSummary(summary, task.webhook, started);
  }
  return receipt.refused.length > 0 ? EXIT.refused : EXIT.done;
};
