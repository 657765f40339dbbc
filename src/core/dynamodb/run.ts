import { UsageError } from '../backup/arguments.js';
import type { Environment } from '../environment.js';
import { EXIT, ProgramEnd, type Exit } from '../flat/exit.js';
import { isNotNow, patiently } from '../flat/patience.js';
import type { Sending } from '../flat/send.js';
import { redactor } from '../logging.js';
import { parseTask, USAGE, type DynamoTask } from './arguments.js';
import { writeBackup } from './backup.js';
import { itemOf } from './items.js';
import { migrate, migratedLines } from './migrate.js';
import { pagesOf, putAll, spellingsOf } from './pages.js';
import { itemsOfBackup, madeUp } from './seed.js';
import { openTable, type TableOptions } from './sdk.js';
import type { Table } from './table.js';

/** What the program is started with, and where it writes. */
export interface Started extends Sending {
  readonly args: readonly string[];
  readonly environment: Environment;
  /** ms */
  readonly now: () => number;
  readonly open?: (options: TableOptions) => Promise<Table>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** The whole program: `npm run dynamodb`. @returns its exit code */
export const dynamodb = async (started: Started): Promise<Exit> => {
  const { args, environment, out, err, open = openTable } = started;
  let redact = redactor([]);
  try {
    const task = parseTask(args, environment);
    if (task === null) {
      out(USAGE);
      return EXIT.done;
    }
    if (task.kind === 'migrate' && task.target !== null) redact = redactor([task.target.token.reveal()]);
    const table = await open({ ...task, environment });
    try {
      return await work(table, task, { ...started, out: (text) => out(redact(text)) });
    } finally {
      table.close();
    }
  } catch (error) {
    const isUsage = error instanceof UsageError;
    const text = error instanceof Error ? error.message : String(error);
    err(`${redact(isUsage || error instanceof ProgramEnd ? text : `it failed unexpectedly: ${text}`)}\n`);
    if (isUsage) return EXIT.usage;
    return error instanceof ProgramEnd ? error.exit : EXIT.failed;
  }
};

const work = async (table: Table, task: DynamoTask, started: Started): Promise<Exit> => {
  switch (task.kind) {
    case 'migrate': {
      const pages = pagesOf(table, yearsOf(task.years), started);
      const migrated = await migrate(pages, task.target, started, (rows) => started.err(`${rows} rows\n`));
      started.out(`${migratedLines(migrated, task.target !== null).join('\n')}\n`);
      const isWhole = migrated.receipt.refused.length === 0 && migrated.unreadable.count === 0;
      return isWhole ? EXIT.done : EXIT.refused;
    }
    case 'backup': {
      const count = await writeBackup(task.file, pagesOf(table, yearsOf(task.years), started));
      started.out(`${count} items of ${table.name} are in ${task.file}\n`);
      return EXIT.done;
    }
    case 'seed': {
      const items = task.from === null ? madeUp(task.rows, task.seed, started.now()).map(itemOf) : await itemsOfBackup(task.from);
      await make(table, started);
      await putAll(table, items, started);
      started.out(`${items.length} rows are in ${table.name}\n`);
      return EXIT.done;
    }
  }
};

const yearsOf = (years: readonly string[] | null): readonly string[] | null => years?.flatMap(spellingsOf) ?? null;

/** Making a table takes a moment, at AWS as in a local server. */
const PATIENCE = { tries: 60, first: 100, longest: 2_000 };

const make = async (table: Table, started: Started): Promise<void> => {
  const made = await patiently(() => table.create(), PATIENCE, started);
  if (isNotNow(made)) throw new ProgramEnd(EXIT.failed, made.notNow);
  const ready = await patiently(
    async () => {
      const seen = await table.isActive();
      return isNotNow(seen) || seen.active ? seen : { notNow: `${table.name} is not ready`, after: null };
    },
    PATIENCE,
    started,
  );
  if (isNotNow(ready)) throw new ProgramEnd(EXIT.failed, ready.notNow);
};
