import { parseArgs } from 'node:util';
import { UsageError } from '../backup/arguments.js';

export const USAGE = `npm run sample -- [options]
  --members N        people of the team, 1 to 50; 12 unless told
  --days N           days of history, 1 to 730; 120 unless told
  --seed N           the same number makes the same history; 1 unless told
  --sandbox URL      the page of the sandbox that gets it; http://127.0.0.1 with SANDBOX_PORT unless told
  --redis URL        an empty Redis instead, for measuring; needs --guild
  --guild ID         the server that gets it; the sandbox' first one unless told

Only a sandbox or an empty Redis gets a sample history: it is never mixed with what people have recorded.
`;

export interface SampleTask {
  readonly members: number;
  readonly days: number;
  readonly seed: number;
  readonly guild: string | null;
  readonly into: { readonly kind: 'sandbox'; readonly url: string | null } | { readonly kind: 'redis'; readonly url: string };
}

/** Null: help was asked for. @throws UsageError */
export const parseTask = (args: readonly string[]): SampleTask | null => {
  const values = parsed(args);
  if (values.help === true) return null;
  const { sandbox, redis, guild = null } = values;
  if (guild !== null && !/^\d{1,20}$/.test(guild)) throw new UsageError('--guild is the id of a server');
  if (redis !== undefined && sandbox !== undefined) throw new UsageError('give --sandbox or --redis, not both');
  if (redis !== undefined && guild === null)
    throw new UsageError('--redis needs --guild: the id of the server that gets the history');
  if (sandbox !== undefined && !/^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?\/?$/.test(sandbox))
    throw new UsageError('--sandbox is the address of a page on this machine, such as http://127.0.0.1:8090');
  return {
    members: whole('members', values.members, 12, [1, 50]),
    days: whole('days', values.days, 120, [1, 730]),
    seed: whole('seed', values.seed, 1, [0, 999_999]),
    guild,
    into: redis === undefined ? { kind: 'sandbox', url: sandbox ?? null } : { kind: 'redis', url: redis },
  };
};

const parsed = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        members: { type: 'string' },
        days: { type: 'string' },
        seed: { type: 'string' },
        sandbox: { type: 'string' },
        redis: { type: 'string' },
        guild: { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
};

const whole = (name: string, given: string | undefined, usual: number, [least, most]: readonly [number, number]): number => {
  if (given === undefined) return usual;
  const value = /^\d{1,6}$/.test(given) ? Number(given) : NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`--${name} is a whole number from ${least} to ${most}`);
};
