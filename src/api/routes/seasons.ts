import { z } from 'zod';
import { todayIn } from '../../actions/boards/times.js';
import { deleteSeason, endSeason, startSeason } from '../../actions/seasons.js';
import { domainError } from '../../domain/errors.js';
import { err, ok } from '../../domain/result.js';
import { isRunning, newestFirst, type Season } from '../../domain/seasons.js';
import { MAY_CHANGE_SETTINGS } from '../../domain/settings.js';
import { seasons } from '../../engine/documents/kinds/seasons.js';
import type { ManageDeps } from '../manage-deps.js';
import { dayIn, dayText } from '../present.js';
import { defineRoute, type Route } from '../route.js';
import { Season as Shown, SeasonEnd, SeasonInput, SeasonList } from '../schemas/manage.js';
import { inSpace } from '../server/called-by.js';

type Needs = Pick<ManageDeps, 'boards' | 'clock' | 'documents' | 'spaces'>;

const tag = 'Team';
const managing = { tag, scope: 'space:manage', needs: MAY_CHANGE_SETTINGS } as const;

const shown = (season: Season, today: string): z.output<typeof Shown> => ({
  ...{ id: season.id, name: season.name, from: dayText(season.from), isRunning: isRunning(season, today) },
  to: season.to === null ? null : dayText(season.to),
});

export const seasonRoutes = (deps: Needs): readonly Route[] => {
  const today = async (space: Parameters<Needs['spaces']['get']>[0]): Promise<string> =>
    todayIn(await deps.spaces.get(space), deps.clock.now());
  return [
    defineRoute({
      ...{ id: 'listSeasons', method: 'GET', path: '/spaces/:space/seasons', tag, scope: 'space:read' },
      summary: 'Lists the seasons of a server, newest first.',
      answers: { 200: SeasonList },
      run: async (asked) => {
        const { space, guild } = inSpace(asked);
        if (guild === null) return err(domainError('GUILD_ONLY'));
        const { list, version } = await deps.documents.of(seasons).get(space);
        const now = await today(space);
        return ok({ status: 200, body: { seasons: newestFirst(list).map((season) => shown(season, now)) }, version });
      },
    }),
    defineRoute({
      ...{ ...managing, id: 'startSeason', method: 'POST', path: '/spaces/:space/seasons' },
      summary: 'Starts a season: from today unless told, and without an end.',
      body: SeasonInput,
      answers: { 201: Shown },
      refusals: ['SEASON_NAME_INVALID', 'SEASON_DAYS_INVALID', 'SEASON_OVERLAPS', 'SEASON_EXISTS', 'SEASONS_FULL'],
      run: async (asked) => {
        const actor = inSpace(asked);
        if (actor.guild === null) return err(domainError('GUILD_ONLY'));
        const { name, from, to } = asked.body;
        const days = { from: from === undefined ? undefined : dayIn(from), to: to === null ? null : dayIn(to) };
        const started = await startSeason(actor, { name: name.trim(), ...days }, deps);
        return started.ok ? ok({ status: 201, body: shown(started.value.season, await today(actor.space)) }) : started;
      },
    }),
    defineRoute({
      ...{ ...managing, id: 'endSeason', method: 'POST', path: '/spaces/:space/seasons/running/end' },
      summary: 'Ends the season that runs: today, or on the day that is given.',
      body: SeasonEnd,
      answers: { 200: Shown },
      refusals: ['SEASON_NOT_RUNNING', 'SEASON_DAYS_INVALID'],
      run: async (asked) => {
        const actor = inSpace(asked);
        if (actor.guild === null) return err(domainError('GUILD_ONLY'));
        const { day } = asked.body;
        const ended = await endSeason(actor, day === undefined ? undefined : dayIn(day), deps);
        return ended.ok ? ok({ status: 200, body: shown(ended.value.season, await today(actor.space)) }) : ended;
      },
    }),
    defineRoute({
      ...{ ...managing, id: 'deleteSeason', method: 'DELETE', path: '/spaces/:space/seasons/:season' },
      summary: 'Deletes a season and its leaderboards; nobody loses time by that.',
      params: z.object({ space: z.string(), season: z.string().regex(/^\d{1,6}$/) }),
      answers: { 204: null },
      refusals: ['SEASON_NOT_FOUND'],
      run: async (asked) => {
        const actor = inSpace(asked);
        if (actor.guild === null) return err(domainError('GUILD_ONLY'));
        const { season } = asked.params;
        const deleted = await deleteSeason(actor, ({ id }) => id === season, season, deps);
        return deleted.ok ? ok({ status: 204 }) : deleted;
      },
    }),
  ];
};
