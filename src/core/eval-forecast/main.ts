import { writeFile } from 'node:fs/promises';
import { UsageError } from '../backup/arguments.js';
import { parseEvalTask, USAGE } from './arguments.js';
import { evaluate } from './evaluate.js';
import { readHistories } from './histories.js';
import { UnreadableFile } from './read-file.js';

/** `npm run eval:forecast`. Exit codes: 0 done, 1 a file cannot be read or nothing is in it, 2 arguments. Progress goes to stderr. */
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const main = async (): Promise<number> => {
  try {
    const task = parseEvalTask(process.argv.slice(2));
    if (task === null) {
      process.stdout.write(USAGE);
      return 0;
    }
    const histories = await readHistories(task, say);
    if (histories.histories.length === 0) {
      say('no time in these files, or none of this user or category');
      for (const { file, problems } of histories.files)
        for (const { row, problem } of problems) say(`${file}, row ${row}: ${problem}`);
      return 1;
    }
    const text = `${JSON.stringify(await evaluate(task, histories, say), null, 2)}\n`;
    if (task.out === null) process.stdout.write(text);
    else await writeFile(task.out, text);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof UnreadableFile)) throw error;
    say(error.message);
    return error instanceof UsageError ? 2 : 1;
  }
};

process.exitCode = await main();
