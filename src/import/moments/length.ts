import { DURATION_MAX_MS, parseDuration } from '../../domain/duration.js';

const HOUR = 3_600_000;
/** `18:25 min`: minutes and seconds, and not hours. */
const MINUTES = /^(\d+):([0-5]\d) ?min\.?$/i;
const DECIMAL = /^\d+(?:[.,]\d+)?$/;

/** What a bare number in a column counts, by what its header says. */
export type LengthUnit = 'hours' | 'minutes' | 'seconds' | null;

/** By the header of a column, in any of the languages that are known. */
export const unitOf = (header: string): LengthUnit => {
  if (/\b(h|hrs?|hours?|std|stunden|heures?|horas?|decimal|dezimal|décimal)\b/i.test(header)) return 'hours';
  if (/\b(min|mins?|minutes?|minuten|minutos?)\b/i.test(header)) return 'minutes';
  return /\b(s|secs?|seconds?|sek|sekunden|secondes?|segundos?)\b/i.test(header) ? 'seconds' : null;
};

const UNIT_MS = { hours: HOUR, minutes: 60_000, seconds: 1000 } as const;

/** ms of `0:18:25`, `18:25 min`, `1h 30m`, and of a bare number where the unit is known; a number with decimals is hours unless told. Null for anything else. */
export const parseLength = (cell: string, unit: LengthUnit = null): number | null => {
  const text = cell.trim();
  const [, minutes, seconds] = MINUTES.exec(text) ?? [];
  if (minutes !== undefined) return within((Number(minutes) * 60 + Number(seconds)) * 1000);
  if (DECIMAL.test(text)) {
    const of = unit ?? (/[.,]/.test(text) ? 'hours' : null);
    return of === null ? null : within(Math.round(Number(text.replace(',', '.')) * UNIT_MS[of]));
  }
  const read = parseDuration(text);
  return read.ok ? read.value : null;
};

const within = (ms: number): number | null => (ms <= DURATION_MAX_MS ? ms : null);
