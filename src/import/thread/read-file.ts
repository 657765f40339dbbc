import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { startOfDay } from '../../domain/calendar.js';
import { lookAt } from '../recognise/look.js';
import type { SourceRow } from '../recognise/source-row.js';
import { FileRefused } from '../refused.js';
import type { Answer, Order } from './messages.js';

/** Characters that are written at a time. */
const BLOCK = 1 << 16;

/** Reads a file, and writes its rows in the order of their starts. It takes seconds for a large one: it is for a thread of its own. */
export const readFile = ({ file, answers, zone, rows: path }: Order): Answer => {
  const rows: { readonly at: number; readonly line: string }[] = [];
  try {
    const looked = lookAt(readFileSync(file), { answers, zone }, (row) => {
      rows.push({ at: startOf(row, answers.zone ?? zone), line: JSON.stringify(row) });
    });
    rows.sort((a, b) => a.at - b.at);
    write(path, rows);
    return { looked };
  } catch (error) {
    if (error instanceof FileRefused) return { error: error.error };
    throw error;
  }
};

const startOf = ({ when }: SourceRow, zone: string): number =>
  when.kind === 'day' ? startOfDay(when.day, zone) : when.startedAt;

const write = (path: string, rows: readonly { readonly line: string }[]): void => {
  const file = openSync(path, 'w', 0o600);
  try {
    let block = '';
    for (const { line } of rows) {
      block += `${line}\n`;
      if (block.length < BLOCK) continue;
      writeSync(file, block);
      block = '';
    }
    writeSync(file, block);
  } finally {
    closeSync(file);
  }
};
