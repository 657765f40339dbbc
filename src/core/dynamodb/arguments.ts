import { parseArgs } from 'node:util';
import { UsageError } from '../backup/arguments.js';
import type { Environment } from '../environment.js';
import { TARGET_USAGE, targetOf, type Target } from '../flat/target.js';

export const USAGE = `npm run dynamodb -- migrate [options]     brings the rows of a table to a bot; rows that it has add nothing
${TARGET_USAGE}                     The token says whose time it is, and in which space.
  --year YEAR        only this year, by the index YearIndex; once for each
  --dry-run          only looks: counts, hours by activity, rows that are none
npm run dynamodb -- backup --out FILE [options]     writes the table as JSON, as \`aws dynamodb scan\` does; packed where FILE ends with .gz
  --year YEAR        as above
npm run dynamodb -- seed --endpoint URL [options]   makes a local table and fills it
  --rows N           made-up rows, 1 to 100000; 200 unless told
  --seed N           the same number makes the same rows; 1 unless told
  --from FILE        the rows of a backup instead
all of them:
  --table NAME       TimeEntries unless told
  --endpoint URL     a local server such as http://localhost:8000; AWS unless told
  --region REGION    else AWS_REGION. Keys are found as AWS' own tools find them

Ends with 0 when all is done, 1 when the table cannot be read or written, 2 for wrong arguments or settings, 3 when the bot is away (the same again
later goes on), 4 when it refuses the token or some rows.
`;

interface Place {
  readonly table: string;
  readonly endpoint: string | null;
  readonly region: string | null;
}

export type DynamoTask = Place &
  (
    | { readonly kind: 'migrate'; readonly target: Target | null; readonly years: readonly string[] | null }
    | { readonly kind: 'backup'; readonly file: string; readonly years: readonly string[] | null }
    | { readonly kind: 'seed'; readonly rows: number; readonly seed: number; readonly from: string | null }
  );

/** @returns null: help was asked for. A migration without `target` only looks. @throws UsageError */
export const parseTask = (args: readonly string[], environment: Environment): DynamoTask | null => {
  const { values, positionals } = parsed(args);
  if (values.help === true) return null;
  const [verb, ...more] = positionals;
  if (more.length > 0) throw new UsageError(USAGE);
  const place = {
    table: nameOf(values.table ?? 'TimeEntries'),
    endpoint: values.endpoint === undefined ? null : endpointOf(values.endpoint),
    region: values.region ?? null,
  };
  const { url = null, token = null, out = null, from = null, year } = values;
  const years = year === undefined ? null : year.map(yearOf);
  switch (verb) {
    case 'migrate':
      return {
        ...place,
        kind: 'migrate',
        target: values['dry-run'] === true ? null : targetOf({ url, token }, environment),
        years,
      };
    case 'backup':
      if (out === null || out === '') throw new UsageError('backup needs --out FILE');
      return { ...place, kind: 'backup', file: out, years };
    case 'seed':
      if (place.endpoint === null) throw new UsageError('seed needs --endpoint: it fills a local table, and never one at AWS');
      return {
        ...place,
        kind: 'seed',
        rows: whole('rows', values.rows, 200, [1, 100_000]),
        seed: whole('seed', values.seed, 1, [0, 999_999]),
        from,
      };
    default:
      throw new UsageError(USAGE);
  }
};

const endpointOf = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new UsageError('--endpoint is an address such as http://localhost:8000');
  if (/(^|\.)(amazonaws\.com(\.cn)?|api\.aws)$/.test(url.hostname))
    throw new UsageError('--endpoint is for local servers; for AWS give --region alone');
  return url.href;
};

const nameOf = (table: string): string => {
  if (/^[\w.-]{3,255}$/.test(table)) return table;
  throw new UsageError('--table is the name of a table: 3 to 255 letters, digits, "_", "-" and "."');
};

const yearOf = (text: string): string => {
  if (/^\d{4}$/.test(text)) return text;
  throw new UsageError('--year has four digits');
};

const whole = (name: string, given: string | undefined, usual: number, [least, most]: readonly [number, number]): number => {
  if (given === undefined) return usual;
  const value = /^\d{1,6}$/.test(given) ? Number(given) : NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`--${name} is a whole number from ${least} to ${most}`);
};

const parsed = (args: readonly string[]) => {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...{ table: text, endpoint: text, region: text, url: text, token: text, out: text, rows: text, seed: text, from: text },
        year: { type: 'string', multiple: true },
        'dry-run': { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
};
