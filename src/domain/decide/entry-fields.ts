import type { EntryFields } from '../commands.js';
import { domainError, type DomainError } from '../errors.js';
import { parseNote } from '../note.js';
import { addPause } from '../pauses.js';
import { err, ok, type Result } from '../result.js';
import type { Interval } from '../session.js';
import { EFFECTIVE_MAX_MS } from './ended-rules.js';

/** The last moment of the year 9999, ms: what an entry is filed under has four digits for the year. */
const LATEST_MS = 253_402_300_799_999;
/** Breaks of one entry; nobody has more, and each takes room in every row about it. */
const PAUSES_MAX = 100;

const isMoment = (ms: number): boolean => Number.isSafeInteger(ms) && ms >= 0 && ms <= LATEST_MS;

/**
 * What was typed about an entry, checked: it ends after it began, it is at most 366 days long, its breaks lie in it, in order and without
 * overlapping (touching ones are joined). ENTRY_TIMES_INVALID, ENTRY_PAUSES_INVALID, EFFECTIVE_TIME_INVALID, NOTE_TOO_LONG.
 */
export const parseEntry = (fields: EntryFields): Result<EntryFields, DomainError> => {
  const { startedAt, endedAt, overrideMs } = fields;
  const isInterval = isMoment(startedAt) && isMoment(endedAt) && startedAt < endedAt && endedAt - startedAt <= EFFECTIVE_MAX_MS;
  if (!isInterval) return err(domainError('ENTRY_TIMES_INVALID'));
  const pauses = parsePauses(fields.pauses, { start: startedAt, end: endedAt });
  if (!pauses.ok) return pauses;
  const isOverride =
    overrideMs === null || (Number.isSafeInteger(overrideMs) && overrideMs >= 0 && overrideMs <= EFFECTIVE_MAX_MS);
  if (!isOverride) return err(domainError('EFFECTIVE_TIME_INVALID'));
  const note = parseNote(fields.note);
  return note.ok ? ok({ ...fields, note: note.value, pauses: pauses.value }) : note;
};

const parsePauses = (pauses: readonly Interval[], within: Interval): Result<readonly Interval[], DomainError> => {
  const invalid = err(domainError('ENTRY_PAUSES_INVALID', { max: PAUSES_MAX }));
  if (pauses.length > PAUSES_MAX) return invalid;
  let joined: readonly Interval[] = [];
  let at = within.start;
  for (const pause of pauses) {
    if (!isMoment(pause.start) || !isMoment(pause.end)) return invalid;
    if (pause.start < at || pause.end <= pause.start || pause.end > within.end) return invalid;
    joined = addPause(joined, { start: pause.start, end: pause.end });
    at = pause.end;
  }
  return ok(joined);
};

/** What of the breaks lies in [start, end). */
export const clipPauses = (pauses: readonly Interval[], start: number, end: number): readonly Interval[] =>
  pauses.reduce<readonly Interval[]>(
    (clipped, pause) => addPause(clipped, { start: Math.max(start, pause.start), end: Math.min(end, pause.end) }),
    [],
  );
