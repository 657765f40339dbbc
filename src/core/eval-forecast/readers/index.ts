import { textOf } from './bytes.js';
import { readDynamoDb } from './dynamodb.js';
import { readPunchcard } from './punchcard.js';
import { UnreadableFile, type ReadFile } from './row.js';
import { readClockify, readToggl, type TableOptions } from './tables.js';
import { readTimewarrior } from './timewarrior.js';

export const FORMATS = ['dynamodb', 'toggl', 'clockify', 'timew', 'punchcard'] as const;
export type Format = (typeof FORMATS)[number];

const READERS: Readonly<Record<Format, (file: string, options: TableOptions) => Promise<ReadFile>>> = {
  dynamodb: readDynamoDb,
  toggl: readToggl,
  clockify: readClockify,
  timew: readTimewarrior,
  punchcard: readPunchcard,
};

/** Reads a file. @throws UnreadableFile when all of it is something else; a row that is wrong is among the problems */
export const readFile = (file: string, format: Format, options: TableOptions): Promise<ReadFile> =>
  READERS[format](file, options);

/** What a file looks like by its beginning. @throws UnreadableFile when it looks like nothing that is known */
export const formatOf = async (file: string): Promise<Format> => {
  let head = '';
  for await (const chunk of await textOf(file)) {
    head += String(chunk);
    if (head.length > 4096) break;
  }
  const line = (
    head
      .replace(/^\uFEFF/, '')
      .trimStart()
      .split('\n')[0] ?? ''
  ).toLowerCase();
  if (/^\{\s*"(items|count|item|scannedcount)"/i.test(head.trimStart())) return 'dynamodb';
  if (head.includes('"punchcard-personal-1"') || line.includes('effective_s')) return 'punchcard';
  if (/^\s*\[/.test(head) || line.startsWith('inc ')) return 'timew';
  if (/start ?(date|datum)/.test(line))
    return /duration \(h\)|dauer \(h\)|billable rate|duration \(decimal\)/.test(line) ? 'clockify' : 'toggl';
  throw new UnreadableFile(`${file}: what this is cannot be seen; say it with --format (${FORMATS.join(', ')})`);
};
