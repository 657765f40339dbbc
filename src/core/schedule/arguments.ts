import { parseArgs } from 'node:util';
import { UsageError } from '../backup/arguments.js';

export const MODES = ['test', 'once', 'continuous'] as const;
export type Mode = (typeof MODES)[number];

export const USAGE = `npm run schedule -- --mode test|once|continuous [--user ID]
  --mode test        prints what would be planned, and changes nothing
  --mode once        plans, prints what was changed, and ends
  --mode continuous  does so every SCHEDULER_INTERVAL_MINUTES until it is stopped; of several programs one works
  --user ID          one person, whether they have turned planning on or not; everybody who has, unless told

It works on the bot's database, beside the bot or without it. Exit codes: 0 all was planned; 1 something could not be; 2 a mistake in how it was called.
`;

export interface ScheduleTask {
  readonly mode: Mode;
  readonly user: string | null;
}

/** Null: help was asked for. @throws UsageError */
export const parseTask = (args: readonly string[]): ScheduleTask | null => {
  const values = parsed(args);
  if (values.help === true) return null;
  const mode = MODES.find((known) => known === values.mode);
  if (mode === undefined) throw new UsageError(`--mode is one of ${MODES.join(', ')}\n\n${USAGE}`);
  const { user = null } = values;
  if (user !== null && !/^\d{1,20}$/.test(user)) throw new UsageError('--user is the id of a Discord user');
  return { mode, user };
};

const parsed = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: { mode: { type: 'string' }, user: { type: 'string' }, help: { type: 'boolean' } },
    }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
};
