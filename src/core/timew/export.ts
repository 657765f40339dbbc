import { execFile } from 'node:child_process';
import { z } from 'zod';
import type { Environment } from '../environment.js';
import { EXIT, ProgramEnd } from '../flat/exit.js';

/** An interval as `timew export` prints it. */
export interface Interval {
  /** ms */
  readonly start: number;
  /** ms; null: it is running. */
  readonly end: number | null;
  /** In the order of the export, which is that of the alphabet. */
  readonly tags: readonly string[];
  readonly annotation: string;
}

const COMPACT = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;
const Moment = z
  .string()
  .regex(COMPACT)
  .transform((text) => Date.parse(text.replace(COMPACT, '$1-$2-$3T$4:$5:$6Z')));
const Exported = z.array(
  z.object({
    start: Moment,
    end: Moment.optional(),
    tags: z.array(z.string()).default([]),
    annotation: z.string().default(''),
  }),
);

/** The question in front of the list where there was no database. Cron jobs of another user, or without HOME, see it. */
const NEW_DATABASE = 'Create new database';
const NO_DATABASE =
  'Timewarrior had no database for this user until now; is this the user who tracks time, and is HOME or TIMEWARRIORDB right?';
const NOT_UNDERSTOOD = 'what `timew export` prints is not understood; does it print a list when it is run by hand?';

/** Some years of somebody's life. */
const LONGEST = 256 << 20;
/** ms */
const TIMEOUT = 60_000;

/**
 * Asks the real `timew`. Intervals that the range only touches are whole: Timewarrior does not cut them, so each has the same key every time.
 * @param range arguments of `timew export`, such as `['from', 'yesterday']`; empty: everything
 * @throws ProgramEnd `failed`
 */
export const exportOf = async (range: readonly string[], environment: Environment): Promise<readonly Interval[]> => {
  const text = await timew(['export', ...range], environment);
  const parsed = Exported.safeParse(jsonOf(text));
  if (!parsed.success) throw new ProgramEnd(EXIT.failed, text.startsWith(NEW_DATABASE) ? NO_DATABASE : NOT_UNDERSTOOD);
  return parsed.data.map(({ start, end, tags, annotation }) => ({ start, end: end ?? null, tags, annotation }));
};

const timew = (args: readonly string[], environment: Environment): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = execFile(
      'timew',
      args,
      { env: { ...environment }, maxBuffer: LONGEST, timeout: TIMEOUT },
      (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else if (error.code === 'ENOENT')
          reject(new ProgramEnd(EXIT.failed, 'there is no `timew` here: install Timewarrior, or add its folder to PATH'));
        else {
          const words = stderr.trim() === '' ? stdout.trim() : stderr.trim();
          reject(
            new ProgramEnd(
              EXIT.failed,
              `\`timew ${args.join(' ')}\` failed: ${words === '' ? error.message : words.slice(0, 500)}`,
            ),
          );
        }
      },
    );
    // Where there is no database yet, it asks whether to make one; nobody is there to answer.
    child.stdin?.end();
  });

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
