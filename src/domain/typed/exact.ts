import type { DomainError } from '../errors.js';
import { ok, type Result } from '../result.js';
import { dateOf, resolveWallTime, type TypedTime } from './wall-time.js';

/** `2026-03-31t10:15`, a blank instead of the `t`, seconds, parts of them, and `z` or an offset. */
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})[t ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,3})\d{0,6})?)?(?: ?(z|[+-]\d{2}(?::?\d{2}(?::?\d{2})?)?))?$/;
/** Discord's own way of writing a moment, which people copy from messages. */
const DISCORD = /^<t:(\d{1,11})(?::[a-z])?>$/;

/**
 * Reads what names its moment by itself: ISO 8601, with an offset or in the zone given, and `<t:1774944900:f>`. Expects lower case. Null when the
 * text is neither.
 */
export const readExact = (text: string, zone: string): Result<TypedTime, DomainError> | null => {
  const seconds = DISCORD.exec(text)?.[1];
  if (seconds !== undefined) return ok({ kind: 'moment', at: Number(seconds) * 1000 });
  const found = ISO.exec(text);
  if (found === null) return null;
  const [year, month, day, hour, minute, second] = found
    .slice(1, 7)
    .map((part: string | undefined) => Number(part ?? 0)) as Fields;
  const date = dateOf(year, month, day);
  if (date === null || hour > 24 || minute > 59 || second > 59) return null;
  const millisecond = Number((found[7] ?? '').padEnd(3, '0'));
  if (hour === 24 && (minute > 0 || second > 0 || millisecond > 0)) return null;
  const wall = date.toPlainDateTime().add({ hours: hour, minutes: minute, seconds: second, milliseconds: millisecond });
  const offset = found[8];
  if (offset === undefined) return resolveWallTime(wall, zone);
  const ahead = offsetSeconds(offset);
  if (ahead === null) return null;
  return ok({ kind: 'moment', at: wall.subtract({ seconds: ahead }).toZonedDateTime('UTC').epochMilliseconds });
};

type Fields = [year: number, month: number, day: number, hour: number, minute: number, second: number];

/** How far the clocks are ahead of UTC, seconds; null for an offset that no zone has. */
const offsetSeconds = (offset: string): number | null => {
  if (offset === 'z') return 0;
  const digits = offset.slice(1).replaceAll(':', '').padEnd(6, '0');
  const [hours, minutes, seconds] = [0, 2, 4].map((at) => Number(digits.slice(at, at + 2))) as [number, number, number];
  if (hours > 18 || minutes > 59 || seconds > 59) return null;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60 + seconds);
};
