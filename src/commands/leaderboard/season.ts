import { foldName } from '../../domain/category-name.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { err, ok, type Result } from '../../domain/result.js';
import { isRunning, newestFirst, SEASON_NAME_MAX, withSeason, type Season } from '../../domain/seasons.js';
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

type SeasonDeps = Pick<Deps, 'documents' | 'spaces' | 'clock'>;
interface Kept {
  readonly list: readonly Season[];
  readonly declared: number;
}

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

const keep = (ctx: Context, { documents }: SeasonDeps, event: string, change: (kept: Kept) => Result<Kept, DomainError>) =>
  documents
    .of(seasons)
    .update(ctx.space, { actor: ctx.user, requestId: ctx.id, at: ctx.occurredAt, event, source: ctx.source }, (document) => {
      const changed = change(document);
      return changed.ok ? ok({ ...document, ...changed.value }) : changed;
    });

const listed = async (ctx: Context, list: readonly Season[], deps: SeasonDeps, done: string | null = null): Promise<Reply> =>
  message(seasonsView({ seasons: list, today: await today(ctx, deps), done }, ctx.t));

const start = defineCommand({
  ...shared,
  name: 'start',
  options: { name: opt.string({ minLength: 1, maxLength: SEASON_NAME_MAX }).required(), from: typedDay, to: typedDay },
  async run(ctx, { name: typed, from, to }, deps: SeasonDeps) {
    const name = plainText(typed);
    if (name === '') return failure(domainError('SEASON_NAME_INVALID'));
    const [first, last] = [await dayIn(ctx, from, deps), await dayIn(ctx, to, deps)];
    if (!first.ok) return failure(first.error);
    if (!last.ok) return failure(last.error);
    const days = { from: first.value ?? (await today(ctx, deps)), to: last.value ?? null };
    const stored = await keep(ctx, deps, 'seasonStarted', ({ list, declared }) => {
      const next = withSeason(list, { id: String(declared + 1), name, ...days });
      return next.ok ? ok({ list: next.value, declared: declared + 1 }) : next;
    });
    if (!stored.ok) return failure(stored.error);
    const shown = seasonDays({ id: '', name, ...days }, ctx.t);
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
    const now = await today(ctx, deps);
    const to = day.value ?? now;
    let ended: Season | undefined;
    const stored = await keep(ctx, deps, 'seasonEnded', ({ list, declared }) => {
      // A repeated request finds it ended, and says the same.
      ended = list.find((season) => isRunning(season, now));
      if (ended === undefined) return err(domainError('SEASON_NOT_RUNNING'));
      const next = withSeason(list, { ...ended, to });
      return next.ok ? ok({ list: next.value, declared }) : next;
    });
    if (!stored.ok) return failure(stored.error);
    const name = userText(ended?.name ?? '');
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
    let deleted: Season | undefined;
    const stored = await keep(ctx, deps, 'seasonDeleted', ({ list, declared }) => {
      deleted = list.find(({ id, name }) => id === typed || foldName(name) === foldName(typed));
      const gone = deleted;
      if (gone === undefined) return err(domainError('SEASON_NOT_FOUND', { input: typed.slice(0, SEASON_NAME_MAX) }));
      return ok({ list: list.filter(({ id }) => id !== gone.id), declared });
    });
    if (!stored.ok) return failure(stored.error);
    if (deleted !== undefined) await deps.boards.forgetSeason(ctx.space, deleted.id);
    return listed(ctx, stored.value.list, deps, ctx.t('boards.season.deleted', { name: userText(deleted?.name ?? '') }));
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
