import { z } from 'zod';
import { jsonIn, wholeText } from './bytes.js';
import { instantOf } from './moment.js';
import { Rows, UnreadableFile, type ReadFile, type Row } from './row.js';

const Interval = z.object({ start: z.string(), end: z.string().optional(), tags: z.array(z.string()).optional() });
const Exported = z.array(z.unknown());
/** `inc 20261127T090000Z - 20261127T100000Z # tag "two words" # "a note"`. */
const LINE = /^inc (\S+)(?: - (\S+))?(?: # ?(.*))?$/;

const rowOf = (start: string, end: string | undefined, category: string): Row | string => {
  const from = instantOf(start);
  if (from === null) return `start: "${start}" is no moment`;
  // Still running: what it comes to is not known yet.
  if (end === undefined) return { user: '', category, start: from, end: from };
  const until = instantOf(end);
  return until === null ? `end: "${end}" is no moment` : { user: '', category, start: from, end: until };
};

/** What `timew export` prints, or a file of Timewarrior's data folder (`2026-11.data`). */
export const readTimewarrior = async (file: string): Promise<ReadFile> => {
  const text = await wholeText(file);
  const rows = new Rows();
  if (/^\s*\[/.test(text)) {
    const list = Exported.safeParse(jsonIn(text, 'export of Timewarrior'));
    if (!list.success) throw new UnreadableFile(`${file} is no list of intervals: give the output of \`timew export\``);
    for (const [nth, item] of list.data.entries()) {
      const interval = Interval.safeParse(item);
      rows.add(
        nth + 1,
        interval.success
          ? rowOf(interval.data.start, interval.data.end, interval.data.tags?.[0] ?? '')
          : interval.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
      );
    }
    return rows;
  }
  for (const [nth, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const [, start, end, tags = ''] = LINE.exec(line) ?? [];
    rows.add(
      nth + 1,
      start === undefined ? 'is no line of Timewarrior ("inc START - END # tags")' : rowOf(start, end, tags.split(' ')[0] ?? ''),
    );
  }
  return rows;
};
