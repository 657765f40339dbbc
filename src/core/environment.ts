import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeEnvFile, parseEnvFile, type Assignment, type Doubt } from './env-file.js';
import { likelyName, type Likely } from './likely-name.js';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface ConfigProblem {
  readonly variable: string;
  /** What to do about it. */
  readonly message: string;
}

export interface Read {
  /** The environment with `.env` below it: what is really set wins, also when it is set to nothing. */
  readonly values: Environment;
  /** What would be read wrongly, or not at all. */
  readonly problems: readonly ConfigProblem[];
  /** One line for each name that is not read and looks like one that is. */
  readonly hints: readonly string[];
}

/** @param root folder of `.env` */
export const readEnvironment = (root: string, real: Environment, known: readonly string[]): Read => {
  const bytes = bytesOf(join(root, '.env'));
  if (bytes === null) return combine(real, [], [], known);
  if (typeof bytes === 'string') return { values: real, problems: [{ variable: '.env', message: bytes }], hints: [] };
  const decoded = decodeEnvFile(bytes);
  if ('encoding' in decoded) {
    const message = `must be saved as UTF-8: ${join(root, '.env')} is in ${decoded.encoding}`;
    return { values: real, problems: [{ variable: '.env', message }], hints: [] };
  }
  const { assignments, strays } = parseEnvFile(decoded.text);
  return combine(real, assignments, strays, known);
};

/** @returns null when there is no such file, and a text when it cannot be read */
const bytesOf = (file: string): Uint8Array | string | null => {
  try {
    return readFileSync(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return code === 'ENOENT' ? null : `must be a file that can be read: ${file} (${code})`;
  }
};

const combine = (
  real: Environment,
  assignments: readonly Assignment[],
  strays: readonly string[],
  known: readonly string[],
): Read => {
  const values = { ...Object.fromEntries(assignments.map(({ name, value }) => [name, value])), ...real };
  const problems = assignments.flatMap(({ name, doubt }) => {
    const message = doubt === null || real[name] !== undefined || !known.includes(name) ? null : messageOf(name, doubt);
    return message === null ? [] : [{ variable: name, message }];
  });
  for (const name of strays.map(firstWord))
    if (known.includes(name)) problems.push({ variable: name, message: 'must be followed by = and its value in .env' });

  const isUnset = (variable: string): boolean => (values[variable] ?? '').trim() === '';
  // Without a token the sandbox opens, and nobody would look for a mistake. Who says that there is none, or asks for the sandbox, means it.
  const needsToken = real['DISCORD_TOKEN'] === undefined && !['true', '1'].includes(values['PUNCHCARD_SANDBOX'] ?? '');
  const hints: string[] = [];
  for (const { name, place } of unreadNames(real, assignments, strays, known)) {
    const likely = likelyName(name, known);
    if (likely === null || !isUnset(likely.variable) || !isForUs(likely, place)) continue;
    const { variable, kind } = likely;
    if (variable === 'DISCORD_TOKEN' && needsToken)
      problems.push({
        variable,
        message: `must have this very name, not ${name} (${place}); PUNCHCARD_SANDBOX=1 starts without it`,
      });
    else if (place === '.env' && kind === 'typo')
      problems.push({ variable, message: `must have this very name, not ${name} (.env)` });
    else hints.push(`${name} (${place}) is not read: is ${variable} meant?`);
  }
  return { values, problems, hints };
};

type Place = '.env' | 'environment';

/** `DISCORD_TOKEN: x` and `DISCORD_TOKEN x` are what people write who know other files. */
const firstWord = (line: string): string => /^[^\s:]*/.exec(line)?.[0] ?? '';

const unreadNames = (
  real: Environment,
  assignments: readonly Assignment[],
  strays: readonly string[],
  known: readonly string[],
): readonly { readonly name: string; readonly place: Place }[] => {
  const written = [...assignments.filter(({ value }) => value !== '').map(({ name }) => name), ...strays.map(firstWord)];
  const set = Object.entries(real).flatMap(([name, value]) => ((value ?? '').trim() === '' ? [] : [name]));
  return [
    // What other files begin their comments with.
    ...written.filter((name) => !/^(?:\/\/|;|--)/.test(name)).map((name) => ({ name, place: '.env' as const })),
    ...set.map((name) => ({ name, place: 'environment' as const })),
  ].filter(({ name }) => !known.includes(name));
};

/** `.env` is ours; the environment is everybody's. */
const isForUs = ({ variable, kind }: Likely, place: Place): boolean =>
  place === '.env' || (kind === 'typo' && OURS.test(variable));

/** Variables whose like no other program of a machine is likely to have. */
const OURS = /^(?:DISCORD|PUNCHCARD|REDIS|BACKUP|SHARD)_/;

/** Their values may hold a `#`, a passphrase also one behind a space. */
const HASH: Readonly<Record<string, readonly Doubt[]>> = {
  BACKUP_KEY: ['hash', 'comment'],
  DISCORD_TOKEN: ['hash'],
  DISCORD_API_URL: ['hash'],
  DATA_DIR: ['hash'],
  REDIS_TLS_CA: ['hash'],
  REDIS_TLS_CERT: ['hash'],
  REDIS_TLS_KEY: ['hash'],
};

const messageOf = (name: string, doubt: Doubt): string | null => {
  if (doubt === 'encoding') return 'must be saved as UTF-8 in .env: it holds letters in another encoding';
  if (doubt === 'quotes')
    return `must stand in .env on one line, in one pair of quotation marks with nothing behind them: ${name}='...'`;
  if (name === 'REDIS_URL' && doubt === 'hash') return 'must have each # in its password written as %23';
  if (HASH[name]?.includes(doubt) !== true) return null;
  return `must be quoted in .env, because what follows the # is a comment there: ${name}='...' (comments go on lines of their own)`;
};
