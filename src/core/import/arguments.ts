import { parseArgs } from 'node:util';
import { spaceId, userId, type SpaceId, type UserId } from '../../domain/ids.js';
import { isTimeZone } from '../../domain/time-zone.js';
import {
  COLUMN_ROLES,
  DATE_ORDERS,
  ENCODINGS,
  IMPORT_FORMATS,
  LABEL_FIELDS,
  type Answers,
  type Columns,
  type ImportFormat,
  type Separator,
  type Untimed,
} from '../../import/api.js';
import { UsageError } from '../backup/arguments.js';

export const USAGE = `npm run import -- FILE --space SPACE --member ID [options]
  --space SPACE      g<server id>, or u<user id> for a person's own
  --member ID        who imports, and whose the rows are where the file names nobody; in an own space its person unless told
  --format FORMAT    ${IMPORT_FORMATS.join(', ')}; seen by the file unless told
  --zone ZONE        the clocks of times without an offset, such as Europe/Berlin
  --date-order ORDER dmy, mdy or ymd
  --map 'LABEL=CATEGORY'    what becomes of time with a label; 'LABEL=-' leaves it out. Several times
  --new-categories   labels that are no category's name become new categories
  --person 'NAME=ID' whose the rows of somebody in the file are; 'NAME=-' leaves them out. Several times
  --label FIELD      what decides about the category: ${LABEL_FIELDS.join(', ')}
  --column 'ROLE=HEADER'    what a column of a table is: ${COLUMN_ROLES.join(', ')}. Several times
  --untimed HOW      rows with a day and no time: 09:00 (one after the other from then on), untimed, or skip
  --shifted HOW      rows that are there by other clocks: skip or store
  --encoding NAME    ${ENCODINGS.join(', ')}
  --separator CHAR   , ; | or tab
  --dry-run          shows the first three steps, and stores nothing
  --yes              stores without asking
npm run import -- --undo RUN --space SPACE --member ID
  takes back all that an import has stored, within 30 days

Redis is the one of REDIS_URL, or the managed one of DATA_DIR, as for the bot, which may go on meanwhile.
Exit codes: 0 done (also when there was nothing new), 1 refused or failed, 2 arguments or configuration, 3 something is asked first: nothing is stored.
`;

interface Whose {
  readonly space: SpaceId;
  readonly member: UserId;
}
export type ImportTask =
  | ({
      readonly kind: 'import';
      readonly file: string;
      readonly format: ImportFormat | null;
      /** But for categories, which are known once the space is. */
      readonly answers: Partial<Answers>;
      /** Label -> name or id of a category, or null: left out. */
      readonly map: ReadonlyMap<string, string | null>;
      readonly dryRun: boolean;
      readonly yes: boolean;
    } & Whose)
  | ({ readonly kind: 'undo'; readonly run: string } & Whose);

/** Null: help was asked for. @throws UsageError */
export const parseTask = (args: readonly string[]): ImportTask | null => {
  const { values, positionals } = parsed(args);
  if (values.help === true) return null;
  const whose = whoseOf(values.space, values.member);
  if (values.undo !== undefined) {
    if (positionals.length > 0) throw new UsageError('--undo takes an import back, so give no file with it');
    return { kind: 'undo', run: values.undo, ...whose };
  }
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError(`name one file\n\n${USAGE}`);
  const { zone, untimed, shifted, column = [], person = [], map = [] } = values;
  if (zone !== undefined && !isTimeZone(zone))
    throw new UsageError(`--zone "${zone}" is no time zone; they are named like Europe/Berlin`);
  const said: Partial<Answers> = {
    ...(zone === undefined ? {} : { zone }),
    ...(values.encoding === undefined ? {} : { encoding: oneOf('encoding', values.encoding, ENCODINGS) }),
    ...(values.separator === undefined ? {} : { separator: separatorOf(values.separator) }),
    ...(values['date-order'] === undefined ? {} : { dateOrder: oneOf('date-order', values['date-order'], DATE_ORDERS) }),
    ...(values.label === undefined ? {} : { labelField: oneOf('label', values.label, LABEL_FIELDS) }),
    ...(untimed === undefined ? {} : { untimed: untimedOf(untimed) }),
    ...(shifted === undefined ? {} : { shifted: oneOf('shifted', shifted, ['skip', 'store'] as const) }),
    ...(column.length === 0 ? {} : { columns: columnsOf(column) }),
    newCategories: values['new-categories'] === true,
    people: Object.fromEntries(
      [...pairs('person', person)].map(([name, id]) => [
        name,
        id === null ? ({ kind: 'ignore' } as const) : ({ kind: 'member', user: memberOf('person', id) } as const),
      ]),
    ),
  };
  return {
    ...{ kind: 'import', file, ...whose, answers: said, map: pairs('map', map) },
    format: values.format === undefined ? null : oneOf('format', values.format, IMPORT_FORMATS),
    dryRun: values['dry-run'] === true,
    yes: values.yes === true,
  };
};

const parsed = (args: readonly string[]) => {
  const text = { type: 'string' } as const;
  const list = { type: 'string', multiple: true } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...{ space: text, member: text, format: text, zone: text, 'date-order': text, label: text, untimed: text, shifted: text },
        ...{ encoding: text, separator: text, undo: text, map: list, person: list, column: list },
        ...{ 'new-categories': flag, 'dry-run': flag, yes: flag, help: flag },
      },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
};

const whoseOf = (space: string | undefined, member: string | undefined): Whose => {
  if (space === undefined) throw new UsageError(`--space is missing\n\n${USAGE}`);
  let at: SpaceId;
  try {
    at = spaceId(space);
  } catch {
    throw new UsageError('--space is g<server id> or u<user id>');
  }
  const own = at.startsWith('u') ? at.slice(1) : undefined;
  const who = member ?? own;
  if (who === undefined) throw new UsageError('--member is missing: whose are the rows?');
  if (own !== undefined && who !== own) throw new UsageError(`${at} is somebody's own space: only they have time in it`);
  return { space: at, member: memberOf('member', who) };
};

const memberOf = (option: string, text: string): UserId => {
  if (!/^\d{1,20}$/.test(text)) throw new UsageError(`--${option}: "${text}" is no Discord id`);
  return userId(text);
};

/** Divided at the last `=`: a label may hold one. */
const pairs = (option: string, texts: readonly string[]): ReadonlyMap<string, string | null> =>
  new Map(
    texts.map((text) => {
      const at = text.lastIndexOf('=');
      if (at < 0) throw new UsageError(`--${option} "${text}" has no "="`);
      const to = text.slice(at + 1).trim();
      return [text.slice(0, at).trim(), to === '-' ? null : to];
    }),
  );

const columnsOf = (texts: readonly string[]): Columns =>
  Object.fromEntries(
    texts.map((text) => {
      const [role = '', ...header] = text.split('=');
      return [oneOf('column', role, COLUMN_ROLES), header.join('=')];
    }),
  );

const SEPARATOR_NAMES: Readonly<Record<string, Separator>> = { ',': ',', ';': ';', '|': '|', tab: '\t', '\t': '\t' };
const separatorOf = (text: string): Separator => {
  const separator = Object.hasOwn(SEPARATOR_NAMES, text) ? SEPARATOR_NAMES[text] : undefined;
  if (separator === undefined) throw new UsageError('--separator is , ; | or tab');
  return separator;
};

const untimedOf = (text: string): Untimed => {
  if (text === 'untimed' || text === 'skip') return { kind: text };
  const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  if (hours === undefined || minutes === undefined) throw new UsageError('--untimed is a time such as 09:00, untimed or skip');
  return { kind: 'from', minutes: Number(hours) * 60 + Number(minutes) };
};

const oneOf = <T extends string>(name: string, value: string, of: readonly T[]): T => {
  const found = of.find((one) => one === value);
  if (found === undefined) throw new UsageError(`--${name} is one of ${of.join(', ')}; not "${value}"`);
  return found;
};
