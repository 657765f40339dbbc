import { z } from 'zod';

/**
 * Commands as Discord keeps them, compared with commands as we want them. Discord adds ids and versions, leaves out what is empty or false,
 * and says null where we say nothing; other servers of the same protocol may leave out more.
 */
type Json = Readonly<Record<string, unknown>>;
export const CommandList = z.array(z.record(z.string(), z.unknown()));

/** What each field means when it is left out. Fields that are not named here are not ours to compare. */
const COMMAND_FIELDS: Json = {
  type: 1,
  name: '',
  description: '',
  name_localizations: {},
  description_localizations: {},
  default_member_permissions: null,
  nsfw: false,
  contexts: null,
  integration_types: null,
  options: [],
};
const OPTION_FIELDS: Json = {
  type: 0,
  name: '',
  description: '',
  name_localizations: {},
  description_localizations: {},
  required: false,
  autocomplete: false,
  choices: [],
  channel_types: [],
  /** Of an attachment; a server that never heard of them leaves them out. */
  file_types: [],
  min_value: null,
  max_value: null,
  min_length: null,
  max_length: null,
  options: [],
};
const CHOICE_FIELDS: Json = { name: '', name_localizations: {}, value: '' };

/** Discord always reports these. Servers that never do cannot be compared on them. */
const OPTIONAL_TO_REPORT = [
  'name_localizations',
  'description_localizations',
  'default_member_permissions',
  'nsfw',
  'contexts',
  'integration_types',
];

/** Where we say nothing about these, Discord fills in what the application is set to. */
const FILLED_IN = ['contexts', 'integration_types'];

/** Would writing `wanted` change anything of `present`? */
export const differs = (wanted: readonly object[], present: readonly Json[]): boolean => {
  const reported = new Set(present.flatMap((command) => Object.keys(command)));
  const skip = new Set(OPTIONAL_TO_REPORT.filter((field) => !reported.has(field)));
  const shape = (commands: readonly Json[]): string =>
    JSON.stringify(
      commands.map((command) => normalise(command, COMMAND_FIELDS, skip)).sort((a, b) => compareText(nameOf(a), nameOf(b))),
    );
  const ours = CommandList.parse(wanted);
  const said = new Map(ours.map((command) => [nameOf(command), command]));
  return shape(ours) !== shape(present.map((command) => withoutFilledIn(command, said.get(nameOf(command)))));
};

const nameOf = (command: Json): string => JSON.stringify([command['type'] ?? 1, command['name']]);

const withoutFilledIn = (command: Json, ours: Json | undefined): Json =>
  Object.fromEntries(Object.entries(command).filter(([field]) => !FILLED_IN.includes(field) || ours?.[field] !== undefined));

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const normalise = (value: object, fields: Json, skip: ReadonlySet<string>): Record<string, unknown> => {
  const given = new Map<string, unknown>(Object.entries(value));
  const result: Record<string, unknown> = {};
  for (const [field, fallback] of Object.entries(fields))
    if (!skip.has(field)) result[field] = normaliseField(field, given.get(field) ?? fallback, skip);
  return result;
};

const normaliseField = (field: string, value: unknown, skip: ReadonlySet<string>): unknown => {
  if (field === 'options') return nested(value, OPTION_FIELDS, skip);
  if (field === 'choices') return nested(value, CHOICE_FIELDS, skip);
  if (field.endsWith('_localizations')) return sortedEntries(value);
  if (field === 'default_member_permissions') return value === null ? null : z.coerce.string().parse(value);
  // Sets, in whatever order they were said.
  if (Array.isArray(value)) return value.map(String).sort();
  return value;
};

const nested = (value: unknown, fields: Json, skip: ReadonlySet<string>): unknown =>
  CommandList.catch([])
    .parse(value)
    .map((item) => normalise(item, fields, skip));

const sortedEntries = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? Object.entries(value).sort(([a], [b]) => compareText(a, b)) : [];
