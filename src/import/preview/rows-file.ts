import { createReadStream } from 'node:fs';
import type { SourceRow } from '../recognise/source-row.js';

/** Bytes that are read at a time. Between two blocks others have their turn, so it is also how long nobody else does: a few ms. */
const BLOCK = 1 << 15;

/** The rows of a file, in the order of their starts, some at a time. @throws when the file is not there */
export async function* rowsIn(path: string): AsyncGenerator<readonly SourceRow[]> {
  let rest = '';
  for await (const block of createReadStream(path, { encoding: 'utf8', highWaterMark: BLOCK })) {
    const lines = (rest + String(block)).split('\n');
    rest = lines.pop() ?? '';
    // Written by our own thread, in this shape.
    if (lines.length > 0) yield lines.map((line) => JSON.parse(line) as SourceRow);
  }
}
