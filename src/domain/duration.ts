import { domainError, type DomainError } from './errors.js';
import { err, ok, type Result } from './result.js';

const UNIT_MS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 } as const;
/** ms; above it a duration is a typing error. */
export const DURATION_MAX_MS = 366 * UNIT_MS.d;
/** Longer input is none; it also bounds what the expressions below have to look at. */
const INPUT_MAX = 64;

const UNITS =
  /^(?:(?<d>\d+(?:[.,]\d+)?)\s*(?:d|days?))?\s*(?:(?<h>\d+(?:[.,]\d+)?)\s*(?:h|hrs?|hours?))?\s*(?:(?<m>\d+(?:[.,]\d+)?)\s*(?:m|mins?|minutes?))?\s*(?:(?<s>\d+(?:[.,]\d+)?)\s*(?:s|secs?|seconds?))?$/i;
const COLONS = /^(?<h>\d+):(?<m>[0-5]?\d)(?::(?<s>[0-5]?\d))?$/;
const MINUTES = /^(?<m>\d+(?:[.,]\d+)?)$/;

/**
 * Reads `1h 20m`, `80m`, `1.5h`, `2d`, `1:20` (h:mm), `1:20:30`, `4800s`, `90` (minutes); units once each, largest first.
 * Whole ms, 0 to DURATION_MAX_MS; DURATION_INVALID with `input` otherwise.
 */
export const parseDuration = (input: string): Result<number, DomainError> => {
  const text = input.trim().slice(0, INPUT_MAX + 1);
  const groups = (text === '' || text.length > INPUT_MAX ? null : (MINUTES.exec(text) ?? COLONS.exec(text) ?? UNITS.exec(text)))
    ?.groups;
  const ms = groups === undefined ? NaN : sum(groups);
  return ms <= DURATION_MAX_MS ? ok(ms) : err(domainError('DURATION_INVALID', { input: text.slice(0, 40) }));
};

const sum = (groups: Readonly<Partial<Record<string, string>>>): number =>
  Math.round(
    Object.entries(UNIT_MS).reduce((ms, [unit, size]) => ms + Number((groups[unit] ?? '0').replace(',', '.')) * size, 0),
  );
