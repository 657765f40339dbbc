import { foldName } from '../../domain/category-name.js';
import type { DomainError } from '../../domain/errors.js';
import { ok, type Result } from '../../domain/result.js';
import { newestFirst, SEASON_NAME_MAX, type Season } from '../../domain/seasons.js';
import { MAY_CHANGE_SETTINGS } from '../../domain/settings.js';
import { seasons } from '../../engine/documents/kinds/seasons.js';
import { formatDay } from '../../i18n/format.js';
import { plainText, userText } from '../../i18n/user-text.js';
import { seasonDays, seasonsView } from '../../views/boards/seasons.js';
import { cut } from '../../views/text.js';
import type { Deps } from '../deps.js';
import { parseTypedDay } from '../explain/typed-day.js';
import type { Context } from '../kit/context.js';
import { defineCommand, defineGroup } from '../kit/define.js';
import { needs } from '../kit/guards.js';
import { opt, type Autocomplete } from '../kit/options.js';
import { failure, message, type Reply } from '../kit/reply.js';
import { typingOf } from '../zone-of.js';
import { todayIn } from '../../actions/boards/times.js';
import { deleteSeason, endSeason, startSeason } from '../../actions/seasons.js';

type SeasonDeps = Pick<Deps, 'documents' | 'spaces' | 'clock'>;

const shared = { visibility: 'ephemeral', guards: [] } as const;
const typedDay = opt.string({ minLength: 1, maxLength: 64 }).optional();
const CHOICE_MAX = 100;

const today = async (ctx: Context, { spaces, clock }: SeasonDeps): Promise<string> =>
  todayIn(await spaces.get(ctx.space), clock.now());

/** The day that was typed; undefined when none was. DAY_INVALID. */
const dayIn = async (
  ctx: Context,
  typed: string | undefined,
  deps: SeasonDeps,
): Promise<Result<string | undefined, DomainError>> =>
  typed === undefined ? ok(undefined) : parseTypedDay(typed, await typingOf(ctx, deps));

const listed = async (ctx: Context, list: readonly Season[], deps: SeasonDeps, done: string | null = null): Promise<Reply> =>
  message(seasonsView({ seasons: list, today: await today(ctx, deps), done }, ctx.t));

const start = defineCommand({
  ...shared,
  name: 'start',
  options: { name: opt.string({ minLength: 1, maxLength: SEASON_NAME_MAX }).required(), from: typedDay, to: typedDay },
  async run(ctx, { name: typed, from, to }, deps: SeasonDeps) {
    const name = plainText(typed);
    const [first, last] = [await dayIn(ctx, from, deps), await dayIn(ctx, to, deps)];
    if (!first.ok) return failure(first.error);
    if (!last.ok) return failure(last.error);
    const stored = await startSeason(ctx, { name, from: first.value, to: last.value ?? null }, deps);
    if (!stored.ok) return failure(stored.error);
    const shown = seasonDays(stored.value.season, ctx.t);
    return listed(ctx, stored.value.list, deps, ctx.t('boards.season.started', { name: userText(name), days: shown }));
  },
});

const end = defineCommand({
  ...shared,
  name: 'end',
  options: { day: typedDay },
  async run(ctx, { day: typed }, deps: SeasonDeps) {
    const day = await dayIn(ctx, typed, deps);
    if (!day.ok) return failure(day.error);
    const stored = await endSeason(ctx, day.value, deps);
    if (!stored.ok) return failure(stored.error);
    const { season, to } = stored.value;
    const name = userText(season.name);
    return listed(ctx, stored.value.list, deps, ctx.t('boards.season.ended', { name, date: formatDay(to, ctx.t) }));
  },
});

/** Seasons whose name holds what is typed; sends their ids. */
const seasonChoices: Autocomplete = async (ctx, typed, { documents }) =>
  newestFirst((await documents.of(seasons).get(ctx.space)).list)
    .filter(({ name }) => foldName(name).includes(foldName(typed)))
    .map((season) => ({ name: cut(`${plainText(season.name)} · ${seasonDays(season, ctx.t)}`, CHOICE_MAX), value: season.id }));

const remove = defineCommand({
  ...shared,
  name: 'delete',
  options: { season: opt.string({ minLength: 1, maxLength: CHOICE_MAX, autocomplete: seasonChoices }).required() },
  async run(ctx, { season: typed }, deps: SeasonDeps & Pick<Deps, 'boards'>) {
    const isMeant = ({ id, name }: Season): boolean => id === typed || foldName(name) === foldName(typed);
    const stored = await deleteSeason(ctx, isMeant, typed.slice(0, SEASON_NAME_MAX), deps);
    if (!stored.ok) return failure(stored.error);
    return listed(ctx, stored.value.list, deps, ctx.t('boards.season.deleted', { name: userText(stored.value.season.name) }));
  },
});

const list = defineCommand({
  ...shared,
  name: 'list',
  options: {},
  run: async (ctx, _options, deps: SeasonDeps) => listed(ctx, (await deps.documents.of(seasons).get(ctx.space)).list, deps),
});

/** Seasons, for those who may change the settings. */
export const seasonCommands = defineGroup({
  name: 'season',
  guards: [needs(MAY_CHANGE_SETTINGS)],
  children: [start, end, remove, list],
});
