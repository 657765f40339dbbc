import { parseArgs } from 'node:util';
import { UsageError } from '../backup/arguments.js';
import type { Environment } from '../environment.js';
import { setting, TARGET_USAGE, targetOf, type Target } from '../flat/target.js';
import { webhookOf, type Webhook } from './webhook.js';

export const USAGE = `npm run timew -- upload [options]
  --since WHEN       yesterday unless told; what Timewarrior takes after "from" (a day, monday, :week), or 14d for days back, or all
${TARGET_USAGE}  --activity TAG     a tag that names an activity, once for each; of other intervals it is the first tag
  --untagged NAME    the activity of intervals without tags; Other unless told
  --webhook URL      of Slack or Discord: gets the summary, in numbers; else PUNCHCARD_WEBHOOK
  --quiet            says and posts nothing when nothing is new and nothing is wrong

The same upload again adds nothing. Ends with 0 when everything is there, 1 when Timewarrior cannot be read, 2 for wrong arguments or settings,
3 when the bot is away (later is early enough), 4 when it refuses the token or some intervals, 5 when only the webhook failed.
`;

export interface UploadTask {
  /** As somebody asked, for the summary. */
  readonly since: string;
  /** Arguments of `timew export`. */
  readonly range: readonly string[];
  readonly target: Target;
  readonly activities: readonly string[];
  readonly untagged: string;
  readonly webhook: Webhook | null;
  readonly quiet: boolean;
}

/** @param now ms. @returns null: help was asked for. @throws UsageError */
export const parseTask = (args: readonly string[], environment: Environment, now: number): UploadTask | null => {
  const { values, positionals } = parsed(args);
  if (values.help === true) return null;
  const [verb, ...more] = positionals;
  if (verb !== 'upload' || more.length > 0) throw new UsageError(USAGE);
  const { since = 'yesterday', url = null, token = null, activity = [], untagged = 'Other' } = values;
  const webhook = values.webhook ?? setting(environment, 'PUNCHCARD_WEBHOOK');
  return {
    since,
    range: rangeOf(since, now),
    target: targetOf({ url, token }, environment),
    activities: activity,
    untagged,
    webhook: webhook === null ? null : webhookOf(webhook),
    quiet: values.quiet === true,
  };
};

/** Nothing gets through that Timewarrior would take for another option. */
const rangeOf = (since: string, now: number): readonly string[] => {
  if (since === 'all') return [];
  const days = /^(\d{1,4})d$/.exec(since)?.[1];
  if (days !== undefined) return ['from', localDay(now, Number(days))];
  if (/^:[a-z]+$/.test(since)) return [since];
  if (/^\w[\w:-]*$/.test(since)) return ['from', since];
  throw new UsageError('--since is a day such as 2026-11-30, yesterday, monday, :week, 14d, or all');
};

/** Days are those of this machine, as they are Timewarrior's. */
const localDay = (now: number, back: number): string => {
  const day = new Date(now);
  day.setDate(day.getDate() - back);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
};

const parsed = (args: readonly string[]) => {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...{ since: text, url: text, token: text, untagged: text, webhook: text },
        activity: { type: 'string', multiple: true },
        quiet: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
};
