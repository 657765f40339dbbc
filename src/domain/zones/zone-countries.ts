import { z } from 'zod';
import data from '../../../data/zones.json' with { type: 'json' };

/** ISO 3166 code -> the zones of that country, as the time zone database has it (zone.tab). */
const COUNTRIES: Readonly<Record<string, readonly string[]>> = z
  .record(z.string().regex(/^[A-Z]{2}$/), z.array(z.string()))
  .parse(data.countries);

/** Zone -> names of the countries it is used in, in English and in the language given. */
export const countriesByZone = (language: string): ReadonlyMap<string, readonly string[]> => {
  const languages = [...new Set(['en', language])].map((each) => new Intl.DisplayNames(each, { type: 'region' }));
  const countries = new Map<string, string[]>();
  for (const [code, zones] of Object.entries(COUNTRIES)) {
    const names = languages.flatMap((names) => names.of(code) ?? []);
    for (const zone of zones) countries.set(zone, [...(countries.get(zone) ?? []), ...names]);
  }
  return countries;
};

/** Zones of the country that a locale speaks of: `de` of Germany, `en-GB` of the United Kingdom. */
export const zonesOfLocale = (locale: string): readonly string[] =>
  COUNTRIES[new Intl.Locale(locale).maximize().region ?? ''] ?? [];
