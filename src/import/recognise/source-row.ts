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

/** The row with its time; or why it cannot be one. */
export const rowOf = (raw: RawRow, when: When | NoWhen): Omit<SourceRow, 'file'> | RawProblem => {
  const { row, person, userId, labels } = raw;
  if ('reason' in when) return { row, ...when };
  const note = noteOf(raw.note);
  const base = { row, person: person.trim().slice(0, PERSON_MAX), userId, labels, ...note, when };
  if (when.kind !== 'entry') return { ...base, pauses: [], hasBreakAtEnd: false, overrideMs: null };
  const breaks = breaksOf(raw, when);
  if (breaks === null) return { row, reason: 'breaksInvalid', text: '' };
  if ((breaks.overrideMs ?? 0) > OVERRIDE_MAX) return { row, reason: 'durationInvalid', text: '' };
  return { ...base, ...breaks };
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

/** Null: they do not lie in the entry, or leave nothing of it. */
const breaksOf = (raw: RawRow, { startedAt, endedAt }: Extract<When, { readonly kind: 'entry' }>): Breaks | null => {
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
