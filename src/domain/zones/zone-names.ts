import { z } from 'zod';
import data from '../../../data/zones.json' with { type: 'json' };
import { isTimeZone } from '../time-zone.js';

const tables = z
  .object({ renamed: z.record(z.string(), z.string()), cities: z.record(z.string(), z.array(z.string())) })
  .parse(data);

/** Runtimes go on listing zones under names that have been given up; people know the new ones. Only those that this runtime takes. */
const RENAMED: ReadonlyMap<string, string> = new Map(Object.entries(tables.renamed).filter(([, name]) => isTimeZone(name)));
const FORMER: ReadonlyMap<string, string> = new Map([...RENAMED].map(([former, name]) => [name, former]));

/** IANA names of all zones, each under its present name, in alphabetical order. */
export const ZONE_NAMES: readonly string[] = [
  ...new Set([...Intl.supportedValuesOf('timeZone').map((name) => RENAMED.get(name) ?? name), 'UTC']),
].sort();

const BY_LOWER_CASE: ReadonlyMap<string, string> = new Map(ZONE_NAMES.map((name) => [name.toLowerCase(), name]));

/** Large cities of a zone that its name does not name, in English and German. Zones that have some are those with many people. */
export const citiesOf = (zone: string): readonly string[] => tables.cities[zone] ?? [];

/** The name that a zone had before. */
export const formerNameOf = (zone: string): string | undefined => FORMER.get(zone);

/** The zone's name in its usual spelling, of any IANA name or alias in any case, blanks for underscores; null when this runtime knows none. */
export const spellZone = (typed: string): string | null => {
  const name = typed.trim().replaceAll(' ', '_');
  const listed = BY_LOWER_CASE.get(name.toLowerCase());
  if (listed !== undefined) return listed;
  if (!isTimeZone(name)) return null;
  const canonical = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  return RENAMED.get(canonical) ?? canonical;
};
