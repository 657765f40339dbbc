import { foldSeen } from '../category-name.js';
import { codePoints } from '../code-points.js';
import { domainError, type DomainError } from '../errors.js';
import { err, ok, type Result } from '../result.js';
import { citiesOf, formerNameOf, spellZone, ZONE_NAMES } from './zone-names.js';
import { countriesByZone, zonesOfLocale } from './zone-countries.js';

/** A zone with what it may be looked for by, folded. */
interface Findable {
  readonly zone: string;
  /** Its own name and its city; large cities; its former name. */
  readonly names: readonly string[];
  readonly countries: readonly string[];
}

const languageOf = (locale: string): string => locale.split('-')[0] ?? 'en';

/** As people compare names: no accents, and a blank for what joins the parts of a zone's name. */
const fold = (text: string): string =>
  foldSeen(text)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[_/\-.,]+/g, ' ')
    .trim();

/** Characters of an input that its refusal repeats. */
const SHOWN_MAX = 40;
const INDEXES_KEPT = 4;
const indexes = new Map<string, readonly Findable[]>();

/** Made once for each language that somebody searches in: it takes some milliseconds. */
const indexOf = (language: string): readonly Findable[] => {
  const known = indexes.get(language);
  if (known !== undefined) return known;
  const countries = countriesByZone(language);
  const index = ZONE_NAMES.map((zone): Findable => {
    const former = formerNameOf(zone);
    const named = [zone, ...(former === undefined ? [] : [former])];
    const cities = named.map((name) => name.split('/').at(-1) ?? name);
    return {
      zone,
      names: [...new Set([...cities, ...citiesOf(zone), ...named].map(fold))],
      countries: [...new Set(named.flatMap((name) => countries.get(name) ?? []).map(fold))],
    };
  });
  if (indexes.size >= INDEXES_KEPT) indexes.clear();
  indexes.set(language, index);
  return index;
};

/** Lower is nearer, null is not found: the name, its beginning, a country, the beginning of a word, anywhere inside. */
const rankOf = (text: string, { names, countries }: Findable): number | null => {
  if (names.includes(text)) return 0;
  if (names.some((name) => name.startsWith(text))) return 1;
  if (countries.some((name) => name.startsWith(text))) return 2;
  const all = [...names, ...countries];
  if (all.some((name) => name.includes(` ${text}`))) return 3;
  return text.length > 2 && all.some((name) => name.includes(text)) ? 4 : null;
};

const ranked = (text: string, locale: string): readonly { readonly zone: string; readonly rank: number }[] =>
  indexOf(languageOf(locale))
    .flatMap((findable) => {
      const rank = rankOf(text, findable);
      return rank === null ? [] : [{ zone: findable.zone, rank }];
    })
    .toSorted((a, b) => a.rank - b.rank || Number(citiesOf(b.zone).length > 0) - Number(citiesOf(a.zone).length > 0));

/**
 * Zones by name, city or country (in English and the locale's language), best first, at most `limit`. When nothing is typed: those of `usual`,
 * of the locale's country, and UTC.
 */
export const searchZones = (input: string, locale: string, limit: number, usual: readonly string[] = []): readonly string[] => {
  const text = fold(input.slice(0, 100));
  if (text !== '') {
    return ranked(text, locale)
      .slice(0, limit)
      .map(({ zone }) => zone);
  }
  const near = zonesOfLocale(locale).toSorted((a, b) => Number(citiesOf(b).length > 0) - Number(citiesOf(a).length > 0));
  return [...new Set([...usual, ...near, 'UTC'].flatMap((zone) => spellZone(zone) ?? []))].slice(0, limit);
};

/** The zone that is meant by an IANA name or alias in any case, or by a city or country that has only one. ZONE_NOT_FOUND with `input`. */
export const resolveZone = (input: string, locale: string): Result<string, DomainError> => {
  const named = spellZone(input);
  if (named !== null) return ok(named);
  const text = fold(input.slice(0, 100));
  const found = text === '' ? [] : ranked(text, locale);
  const [best] = found;
  const same = found.filter(({ rank }) => rank === best?.rank);
  if (best !== undefined && same.length === 1) return ok(best.zone);
  return err(domainError('ZONE_NOT_FOUND', { input: codePoints(input.trim().slice(0, 100)).slice(0, SHOWN_MAX).join('') }));
};
