import type { BoardSpan, BoardTime, ShownTime } from '../../domain/board.js';
import { addDays, dayOf, totalsPeriodOf } from '../../domain/calendar.js';
import { countingOf } from '../../domain/counting.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { err, ok, type Result } from '../../domain/result.js';
import { currentSeason, seasonBefore, spanOf, type Season } from '../../domain/seasons.js';
import type { SpaceConfig } from '../../domain/space.js';

export const TIMEFRAMES = ['day', 'week', 'month', 'season', 'all'] as const;
export type Timeframe = (typeof TIMEFRAMES)[number];

/** What is needed to know which time is meant. */
export interface Calendar {
  /** The day that it is in the space, `yyyymmdd`. */
  readonly today: string;
  readonly seasons: readonly Season[];
}

/** A time that a board may be over. */
export interface Time {
  /** As custom ids say it. */
  readonly id: string;
  readonly board: BoardTime;
  readonly shown: ShownTime;
  /** The period before, to compare with; null when there is none. */
  readonly before: BoardTime | null;
  readonly isRunning: boolean;
}

export const todayIn = ({ settings }: Pick<SpaceConfig, 'settings'>, now: number): string => {
  const { zone, dayStart } = countingOf(settings);
  return dayOf(now, zone, dayStart);
};

const LETTERS: Readonly<Record<string, Exclude<BoardSpan, 'all'>>> = { d: 'day', w: 'week', m: 'month' };

/** The period that holds a day. Weeks are those of boards: from Monday. */
export const periodTime = (span: Exclude<BoardSpan, 'all'>, day: string, today: string): Time => {
  const { weekFrom, weekTo, monthFrom, monthTo } = totalsPeriodOf(day);
  const [from, to] = span === 'day' ? [day, day] : span === 'week' ? [weekFrom, weekTo] : [monthFrom, monthTo];
  return {
    id: `${span.charAt(0)}${from}`,
    board: { span, day: from },
    shown: { span, day: from },
    before: { span, day: addDays(from, -1) },
    isRunning: from <= today && today <= to,
  };
};

const seasonTime = (season: Season, { today, seasons }: Calendar): Time => {
  const before = seasonBefore(seasons, season);
  const { name, from, to } = season;
  return {
    id: `s${season.id}`,
    board: { span: 'season', season: spanOf(season) },
    shown: { span: 'season', name, from, to },
    before: before === null ? null : { span: 'season', season: spanOf(before) },
    isRunning: from <= today && today <= spanOf(season).to,
  };
};

const ALL_TIME: Time = {
  id: 'all',
  board: { span: 'all', day: '' },
  shown: { span: 'all' },
  before: null,
  isRunning: true,
};

/** The time that is meant now by the name of a timeframe. SEASON_NONE. */
export const timeNamed = (timeframe: Timeframe, calendar: Calendar): Result<Time, DomainError> => {
  if (timeframe === 'all') return ok(ALL_TIME);
  if (timeframe !== 'season') return ok(periodTime(timeframe, calendar.today, calendar.today));
  const season = currentSeason(calendar.seasons, calendar.today);
  return season === null ? err(domainError('SEASON_NONE')) : ok(seasonTime(season, calendar));
};

/** The time that a custom id says. SEASON_NOT_FOUND when the season is gone, DAY_INVALID for what no id says. */
export const timeOfId = (id: string, calendar: Calendar): Result<Time, DomainError> => {
  if (id === 'all') return ok(ALL_TIME);
  const [letter, rest] = [id.charAt(0), id.slice(1)];
  const span = LETTERS[letter];
  if (span !== undefined) return ok(periodTime(span, rest, calendar.today));
  const season = calendar.seasons.find((one) => one.id === rest);
  return season === undefined ? err(domainError('SEASON_NOT_FOUND', { input: rest })) : ok(seasonTime(season, calendar));
};

/** What the menu offers: now and before of each period, all time, and seasons that have begun, newest first. */
export const offeredTimes = (calendar: Calendar): readonly Time[] => {
  const { today, seasons } = calendar;
  const periods = (['day', 'week', 'month'] as const).flatMap((span) => {
    const present = periodTime(span, today, today);
    return present.before?.span === span ? [present, periodTime(span, present.before.day, today)] : [present];
  });
  const begun = seasons.filter(({ from }) => from <= today).toSorted((a, b) => (a.from < b.from ? 1 : -1));
  return [...periods, ALL_TIME, ...begun.map((season) => seasonTime(season, calendar))];
};
