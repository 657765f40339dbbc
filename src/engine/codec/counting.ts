import names from '../../../data/time-zones.json' with { type: 'json' };
import type { Counting, DayBoundary } from '../../domain/counting.js';

const ZONES: readonly string[] = names;
const BOUNDARIES = ['split', 'start'] as const satisfies readonly DayBoundary[];
/** Zones that a code has room for; the last one says that the name stands elsewhere. */
const ZONE_CODES = 1024;
const UNLISTED = ZONE_CODES - 1;

/** Zone -> its place in the list. Places are what is stored: new names go to the end. */
const places = new Map(ZONES.map((name, place) => [name, place]));

/**
 * A way of counting as a number: the zone's place in data/time-zones.json, then whether entries are cut, then the start of the day in minutes.
 * In an entry it takes two bytes where days begin at midnight, and a name would take fourteen.
 */
export const codeOfCounting = ({ zone, dayStart, boundary }: Counting): number =>
  (places.get(zone) ?? UNLISTED) + ZONE_CODES * (BOUNDARIES.indexOf(boundary) + BOUNDARIES.length * dayStart);

/** The zone that a code has no room for, to be written beside it; null when the code says it all. */
export const unlistedZone = ({ zone }: Counting): string | null => (places.has(zone) ? null : zone);

/** Of entries of the same space it is nearly always the same. */
const known = new Map<number, Counting>();

/** @param zone what stands beside a code without a zone. Null when the code is none. */
export const countingOfCode = (code: number, zone: string | null): Counting | null => {
  const held = known.get(code);
  if (held !== undefined) return held;
  const place = code % ZONE_CODES;
  const name = place === UNLISTED ? zone : ZONES[place];
  const rest = Math.floor(code / ZONE_CODES);
  const boundary = BOUNDARIES[rest % BOUNDARIES.length];
  if (name === undefined || name === null || boundary === undefined) return null;
  const counting: Counting = { zone: name, dayStart: Math.floor(rest / BOUNDARIES.length), boundary };
  if (place !== UNLISTED && known.size < 4_096) known.set(code, counting);
  return counting;
};
