import { z } from 'zod';
import { parseJson } from '../../bytes/json.js';
import { FileRefused } from '../../refused.js';
import { excerpt, labelled, rawRow, type Emit } from '../raw-row.js';
import { wordsOf } from './words.js';

const Interval = z.object({
  start: z.string(),
  end: z.string().optional(),
  tags: z.array(z.string()).optional(),
  annotation: z.string().optional(),
});

/** What `timew export` prints: rows are its intervals, counted from 1. @throws FileRefused */
export const readTimewarriorJson = (text: string, emit: Emit): void => {
  const list = parseJson(text);
  if (!Array.isArray(list)) throw new FileRefused('IMPORT_FORMAT_WRONG', { format: 'Timewarrior' });
  for (const [nth, item] of list.entries()) {
    const { data } = Interval.safeParse(item);
    if (data === undefined) {
      emit({ row: nth + 1, reason: 'notUnderstood', text: excerpt(item) });
      continue;
    }
    const { start, end, tags = [], annotation = '' } = data;
    emit(
      rawRow({
        row: nth + 1,
        start: { text: start },
        end: end === undefined ? null : { text: end },
        labels: { tag: tags.flatMap(labelled) },
        note: annotation,
        isOpen: end === undefined,
      }),
    );
  }
};

const LINE = /^inc (\S+)(?: - (\S+))?(?: #(.*))?$/;

/** A file of Timewarrior's data folder (`2026-11.data`): rows are its lines. */
export const readTimewarriorData = (text: string, emit: Emit): void => {
  let row = 0;
  for (const line of text.split(/\r?\n/)) {
    row += 1;
    if (line.trim() === '') continue;
    const [, start, end, rest = ''] = LINE.exec(line.trimEnd()) ?? [];
    const words = start === undefined ? null : wordsOf(rest);
    if (start === undefined || words === null) {
      emit({ row, reason: 'notUnderstood', text: line.trim().slice(0, 80) });
      continue;
    }
    const [tags, [note = '']] = words;
    emit(
      rawRow({
        row,
        start: { text: start },
        end: end === undefined ? null : { text: end },
        labels: { tag: tags.flatMap(labelled) },
        note,
        isOpen: end === undefined,
      }),
    );
  }
};
