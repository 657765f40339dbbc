import { codePointCount } from './code-points.js';
import { domainError, type DomainError } from './errors.js';
import { err, ok, type Result } from './result.js';
import { NOTE_MAX } from './session.js';

/** Trimmed; nothing left means null. Characters are code points, as people count. */
export const parseNote = (note: string | null): Result<string | null, DomainError> => {
  const trimmed = note?.trim() ?? '';
  if (trimmed === '') return ok(null);
  return codePointCount(trimmed) > NOTE_MAX ? err(domainError('NOTE_TOO_LONG', { max: NOTE_MAX })) : ok(trimmed);
};
