import { accessIn } from '../../actions/access.js';
import { linkTracker, namesOf, parseNames, unlinkTracker, type FoundTable } from '../../actions/schedule/trackers.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { isGuildSpace } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import { schedule } from '../../engine/documents/kinds/schedule.js';
import { schedulePlace } from '../../actions/schedule/settings.js';
import { plainText } from '../../i18n/user-text.js';
import { cut } from '../../views/text.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import { defineCommand } from '../kit/define.js';
import { opt, type Autocomplete } from '../kit/options.js';
import { failure } from '../kit/reply.js';
import { settingsOf, type ScheduleDeps } from './settings.js';

type Needs = ScheduleDeps & Pick<Deps, 'trackers'>;

/** By the connection of a server only those who look after it: its tables may hold what is not for everybody. */
const mayUse = async (ctx: Context, { spaces }: Pick<Deps, 'spaces'>): Promise<Result<unknown, DomainError>> => {
  if (!isGuildSpace(ctx.space)) return ok(undefined);
  const access = accessIn(ctx, 'manageSettings', await spaces.get(ctx.space));
  return access.allowed ? ok(undefined) : err(domainError('CAPABILITY_MISSING', { capability: 'manageSettings' }));
};

/** Tables that the connection reaches; sends their ids. */
const tables: Autocomplete = async (ctx, typed, deps) => {
  if (!(await mayUse(ctx, deps)).ok) return [];
  const found = await deps.trackers.tables(ctx.space, typed);
  if (!found.ok) return [];
  return found.value.slice(0, 25).map(({ id, title }) => ({ name: cut(plainText(title) || id, 100), value: id }));
};

const linked: Autocomplete = async (ctx, typed, { documents }) =>
  (await documents.of(schedule).get(schedulePlace(ctx.user))).trackers
    .filter(({ title }) => title.toLowerCase().includes(typed.toLowerCase()))
    .map(({ id, title }) => ({ name: cut(plainText(title) || id, 100), value: id }));

const tableNamed = async (
  ctx: Context,
  typed: string,
  { trackers }: Pick<Deps, 'trackers'>,
): Promise<Result<FoundTable, DomainError>> => {
  // Who chose one of the list sent its id, of which no title has the words.
  const all = await trackers.tables(ctx.space, '');
  if (!all.ok) return all;
  const found = all.value.find(({ id, title }) => id === typed || title === typed.trim());
  return found === undefined ? err(domainError('TRACKER_NOT_FOUND', { input: typed.slice(0, 40) })) : ok(found);
};

/** The tasks of a table at Notion are planned as well; it is looked at first, so that what is missing is told at once. */
export const tracker = defineCommand({
  name: 'tracker',
  visibility: 'ephemeral',
  guards: [],
  options: {
    table: opt.string({ minLength: 1, maxLength: 200, autocomplete: tables }).required(),
    properties: opt.string({ minLength: 1, maxLength: 1000 }).optional(),
  },
  async run(ctx, { table: typed, properties }, deps: Needs) {
    const may = await mayUse(ctx, deps);
    if (!may.ok) return failure(may.error);
    const names = properties === undefined ? {} : parseNames(properties);
    if (names === null) return failure(domainError('TRACKER_NAMES_INVALID'));
    const table = await tableNamed(ctx, typed, deps);
    if (!table.ok) return failure(table.error);
    const checked = await deps.trackers.check(ctx.space, table.value, namesOf({ properties: names }));
    if (!checked.ok) return failure(checked.error);
    const kept = await linkTracker(ctx, table.value, names, deps);
    return kept.ok ? settingsOf(ctx, ctx.t('plan.trackerLinked'), deps) : failure(kept.error);
  },
});

export const untrack = defineCommand({
  name: 'untrack',
  visibility: 'ephemeral',
  guards: [],
  options: { table: opt.string({ minLength: 1, maxLength: 200, autocomplete: linked }).required() },
  async run(ctx, { table }, deps: Needs) {
    const kept = await unlinkTracker(ctx, table, deps);
    return kept.ok ? settingsOf(ctx, ctx.t('plan.trackerUnlinked'), deps) : failure(kept.error);
  },
});
