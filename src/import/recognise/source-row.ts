import { NOTE_MAX, type Interval } from '../../domain/session.js';
import { codePointCount, codePoints } from '../../domain/code-points.js';
import { clipPauses } from '../../domain/decide/entry-fields.js';
import type { Labels, RawProblem, RawRow } from '../formats/raw-row.js';
import type { NoWhen, When } from '../moments/resolve.js';

/** A row that can be read: everything of it is what would be stored, but for whose it is and its category. Moments in ms. */
export interface SourceRow {
  readonly row: number;
  readonly file: string | null;
  readonly person: string;
  readonly userId: string | null;
  readonly labels: Labels;
  readonly note: string | null;
  readonly isNoteCut: boolean;
  readonly when: When;
  readonly pauses: readonly Interval[];
  /** A break of which only the length was known lies at the end. */
  readonly hasBreakAtEnd: boolean;
  readonly overrideMs: number | null;
}

/** Breaks of one entry, as the engine takes them. */
const PAUSES_MAX = 100;
const OVERRIDE_MAX = 366 * 86_400_000;

/** The row with its time; or why it cannot be one. Written out, since it is made for each of many rows. */
export const rowOf = (raw: RawRow, when: When | NoWhen, file: string | null): SourceRow | RawProblem => {
  const { row } = raw;
  if ('reason' in when) return { row, reason: when.reason, text: when.text };
  const breaks = when.kind === 'entry' ? breaksOf(raw, when) : NO_BREAKS;
  if (breaks === null) return { row, reason: 'breaksInvalid', text: '' };
  const { pauses, hasBreakAtEnd, overrideMs } = breaks;
  if ((overrideMs ?? 0) > OVERRIDE_MAX) return { row, reason: 'durationInvalid', text: '' };
  const { note, isNoteCut } = noteOf(raw.note);
  const person = raw.person.trim().slice(0, PERSON_MAX);
  const { userId, labels } = raw;
  return { row, file, person, userId, labels, note, isNoteCut, when, pauses, hasBreakAtEnd, overrideMs };
};

const PERSON_MAX = 100;

const noteOf = (text: string): Pick<SourceRow, 'note' | 'isNoteCut'> => {
  const note = text.trim();
  if (codePointCount(note) <= NOTE_MAX) return { note: note === '' ? null : note, isNoteCut: false };
  const cut = codePoints(note)
    .slice(0, NOTE_MAX - 1)
    .join('')
    .trimEnd();
  return { note: `${cut}…`, isNoteCut: true };
};

type Breaks = Pick<SourceRow, 'pauses' | 'hasBreakAtEnd' | 'overrideMs'>;
const NO_BREAKS: Breaks = { pauses: [], hasBreakAtEnd: false, overrideMs: null };

/** Null: they do not lie in the entry, or leave nothing of it. */
const breaksOf = (raw: RawRow, { startedAt, endedAt }: Extract<When, { readonly kind: 'entry' }>): Breaks | null => {
  // Most rows have none.
  if (raw.pauses.length === 0 && raw.breakMs === 0 && raw.countsMs === null)
    return raw.overrideMs === null ? NO_BREAKS : { ...NO_BREAKS, overrideMs: raw.overrideMs };
  const sorted = raw.pauses.toSorted((a, b) => a.start - b.start);
  const isInOrder = sorted.every(
    ({ start, end }, at) => start <= end && start >= (sorted[at - 1]?.end ?? startedAt) && end <= endedAt,
  );
  if (!isInOrder || sorted.length > PAUSES_MAX) return null;
  const pauses = clipPauses(sorted, startedAt, endedAt);
  const worked = endedAt - startedAt - pauses.reduce((sum, { start, end }) => sum + end - start, 0);
  const overrideMs = raw.overrideMs ?? (raw.countsMs !== null && raw.countsMs > worked ? raw.countsMs : null);
  const untold = raw.countsMs !== null && raw.countsMs < worked ? worked - raw.countsMs : raw.breakMs;
  if (untold === 0) return { pauses, hasBreakAtEnd: false, overrideMs };
  // Where breaks that are known lie at the end, there is no room for another one that anybody could tell apart.
  const last = pauses.at(-1);
  const start = endedAt - untold;
  if (start <= startedAt || (last !== undefined && last.end > start)) return null;
  return { pauses: clipPauses([...pauses, { start, end: endedAt }], startedAt, endedAt), hasBreakAtEnd: true, overrideMs };
};
