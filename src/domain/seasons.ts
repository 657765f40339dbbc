import type { SeasonSpan } from './board.js';
import { domainError, type DomainError } from './errors.js';
import { err, ok, type Result } from './result.js';

/** A stretch of time that a server has a leaderboard of, from one local day to another, both among them. */
export interface Season {
  /** Digits; never given to another season of the space. */
  readonly id: string;
  readonly name: string;
  /** `yyyymmdd` */
  readonly from: string;
  /** Null: it goes on until somebody ends it. */
  readonly to: string | null;
}

/** As many as a menu has room for beside the other timeframes. */
export const SEASONS_MAX = 15;
export const SEASON_NAME_MAX = 50;

/** Where a season without an end stands in the order of days. */
const NO_END = '99991231';

/** The days that its board adds up. */
export const spanOf = ({ id, from, to }: Season): SeasonSpan => ({ id, from, to: to ?? NO_END });

/** Is it going on on that day? */
export const isRunning = ({ from, to }: Season, today: string): boolean => from <= today && today <= (to ?? NO_END);

/** The running one, else the last that is over, else null: one that is still to come has nothing to show. */
export const currentSeason = (seasons: readonly Season[], today: string): Season | null =>
  latest(seasons.filter((season) => isRunning(season, today))) ?? latest(seasons.filter(({ from }) => from <= today));

const latest = (seasons: readonly Season[]): Season | null =>
  seasons.reduce<Season | null>((last, season) => (last === null || season.from >= last.from ? season : last), null);

/** Newest first. */
export const newestFirst = (seasons: readonly Season[]): readonly Season[] =>
  seasons.toSorted((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : Number(b.id) - Number(a.id)));

/** The season that ended before this one began, to compare with; null when there is none. */
export const seasonBefore = (seasons: readonly Season[], { from }: Season): Season | null =>
  latest(seasons.filter((other) => (other.to ?? NO_END) < from));

/**
 * Puts a season to the others. They do not overlap: at every moment it is clear which one is running. SEASON_DAYS_INVALID, SEASON_OVERLAPS with the name of
 * the other, SEASON_EXISTS, SEASONS_FULL.
 */
export const withSeason = (seasons: readonly Season[], season: Season): Result<readonly Season[], DomainError> => {
  if (season.to !== null && season.to < season.from) return err(domainError('SEASON_DAYS_INVALID'));
  const others = seasons.filter(({ id }) => id !== season.id);
  if (others.some(({ name }) => name.toLowerCase() === season.name.toLowerCase()))
    return err(domainError('SEASON_EXISTS', { name: season.name }));
  const overlapped = others.find((other) => other.from <= (season.to ?? NO_END) && season.from <= (other.to ?? NO_END));
  if (overlapped !== undefined) return err(domainError('SEASON_OVERLAPS', { name: overlapped.name }));
  if (others.length >= SEASONS_MAX) return err(domainError('SEASONS_FULL', { max: SEASONS_MAX }));
  return ok(
    seasons.some(({ id }) => id === season.id)
      ? seasons.map((one) => (one.id === season.id ? season : one))
      : [...seasons, season],
  );
};
