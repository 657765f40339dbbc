/** Newer runtimes have the method, older ones the property. */
interface LocaleWithZones extends Intl.Locale {
  readonly timeZones?: readonly string[] | undefined;
  getTimeZones?(): readonly string[] | undefined;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

const zonesOf = (region: string): readonly string[] => {
  const locale: LocaleWithZones = new Intl.Locale(`und-${region}`);
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
};

/** Zone, by the name that the runtime lists -> names of the countries it is used in, in English and in the language given. */
export const countriesByZone = (language: string): ReadonlyMap<string, readonly string[]> => {
  const languages = [...new Set(['en', language])].map(
    (each) => new Intl.DisplayNames(each, { type: 'region', fallback: 'none' }),
  );
  const countries = new Map<string, string[]>();
  for (const first of LETTERS) {
    for (const second of LETTERS) {
      const region = first + second;
      const names = languages.flatMap((names) => names.of(region) ?? []);
      for (const zone of names.length === 0 ? [] : zonesOf(region))
        countries.set(zone, [...(countries.get(zone) ?? []), ...names]);
    }
  }
  return countries;
};

/** Zones of the country that a locale speaks of: `de` of Germany, `en-GB` of the United Kingdom. */
export const zonesOfLocale = (locale: string): readonly string[] => zonesOf(new Intl.Locale(locale).maximize().region ?? 'ZZ');
