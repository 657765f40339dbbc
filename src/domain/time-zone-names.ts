import names from '../../data/time-zones.json' with { type: 'json' };
import { isTimeZone } from './time-zone.js';

const ZONES: readonly string[] = names;

/** How a name is compared: case does not count, and a space is as good as the underscore. */
const fold = (name: string): string => name.trim().toLowerCase().replaceAll(' ', '_');
const byName = new Map(ZONES.map((zone) => [fold(zone), zone]));

/** The time zone of this name (IANA), written as it is everywhere else; undefined when this runtime knows none of that name. */
export const findTimeZone = (typed: string): string | undefined => {
  const zone = byName.get(fold(typed)) ?? typed.trim();
  return isTimeZone(zone) ? zone : undefined;
};

/** Zones whose name holds what is typed, those with a part that begins with it first; at most `limit`. */
export const searchTimeZones = (typed: string, limit: number): readonly string[] => {
  const wanted = fold(typed);
  const near = [...byName].filter(([name]) => name.includes(wanted));
  const begins = ([name]: readonly [string, string]): boolean => name.startsWith(wanted) || name.includes(`/${wanted}`);
  const found: string[] = [];
  for (const [, zone] of [...near.filter(begins), ...near.filter((each) => !begins(each))]) {
    if (found.length === limit) break;
    if (isKnown(zone)) found.push(zone);
  }
  return found;
};

/** An older runtime may lack a zone of the list. Asking it takes long, and its answer stays the same. */
const isKnown = (zone: string): boolean => {
  const known = asked.get(zone) ?? isTimeZone(zone);
  asked.set(zone, known);
  return known;
};
const asked = new Map<string, boolean>();
