import { parseArgs } from 'node:util';
import { isTimeZone } from '../../domain/time-zone.js';
import { DATE_ORDERS, IMPORT_FORMATS, type DateOrder, type ImportFormat } from '../../import/api.js';
import { UsageError } from '../backup/arguments.js';

export const USAGE = `npm run eval:forecast -- --data FILE [--data FILE] [options]
  --data FILE        a history; several are read as one, and what they say twice counts once
  --format FORMAT    ${IMPORT_FORMATS.join(', ')}; seen by the file unless told
  --zone ZONE        days are those of this zone, and so are times that name none; UTC unless told
  --dates ORDER      dmy, mdy or ymd: how dates are written, where a file leaves it open
  --horizon N        days ahead, 1 to 28; 7 unless told
  --user U           only this one of the people in the files
  --category C       only time of this category
  --seed N           of the network; 1 unless told
  --no-network       without the network, which takes seconds to train
  --out FILE         the report goes there and not to the terminal
npm run eval:forecast -- --generated chosen-on|held-out [--horizon N] [--no-network] [--out FILE]
  made-up people instead of files: those that the forecast was made with, or those that were kept aside

The report is JSON: per person and pooled, per model and for what was chosen, the mean absolute error of the day and of the total of N days,
RMSE, MASE, coverage and width of the 80 % intervals, and the Brier score of chances of targets. Hours everywhere. docs/analytics.md explains it.
`;

export interface EvalTask {
  readonly files: readonly string[];
  readonly generated: 'chosen-on' | 'held-out' | null;
  readonly format: ImportFormat | null;
  readonly zone: string;
  readonly dates: DateOrder | null;
  readonly horizon: number;
  readonly user: string | null;
  readonly category: string | null;
  readonly seed: number;
  readonly withNetwork: boolean;
  readonly out: string | null;
}

/** Null: help was asked for. @throws UsageError */
export const parseEvalTask = (args: readonly string[]): EvalTask | null => {
  const values = parsed(args);
  if (values.help === true) return null;
  const { data = [], zone = 'UTC', user = null, category = null, out = null } = values;
  const generated = oneOf('generated', values.generated, ['chosen-on', 'held-out'] as const);
  if (data.length === 0 && generated === null) throw new UsageError(`--data FILE is missing\n\n${USAGE}`);
  if (data.length > 0 && generated !== null) throw new UsageError('give --data or --generated, not both');
  if (!isTimeZone(zone)) throw new UsageError(`--zone "${zone}" is no time zone; they are named like Europe/Berlin`);
  return {
    files: data,
    generated,
    format: oneOf('format', values.format, IMPORT_FORMATS),
    zone,
    dates: oneOf('dates', values.dates, DATE_ORDERS),
    horizon: whole('horizon', values.horizon, 7, 28),
    user,
    category,
    seed: whole('seed', values.seed, 1, 999_999),
    withNetwork: values['no-network'] !== true,
    out,
  };
};

const parsed = (args: readonly string[]) => {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        ...{ data: { type: 'string', multiple: true }, format: text, zone: text, dates: text, horizon: text, user: text },
        ...{ category: text, seed: text, out: text, generated: text },
        'no-network': { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
};

const oneOf = <T extends string>(name: string, value: string | undefined, of: readonly T[]): T | null => {
  if (value === undefined) return null;
  const found = of.find((one) => one === value);
  if (found === undefined) throw new UsageError(`--${name} is one of ${of.join(', ')}; not "${value}"`);
  return found;
};

const whole = (name: string, text: string | undefined, usual: number, most: number): number => {
  if (text === undefined) return usual;
  if (!/^\d{1,6}$/.test(text) || Number(text) < 1 || Number(text) > most)
    throw new UsageError(`--${name} is a whole number from 1 to ${most}`);
  return Number(text);
};
