import { domainError, type DomainError } from '../domain/errors.js';
import { err, ok, type Result } from '../domain/result.js';
import { isRunning, withSeason, type Season } from '../domain/seasons.js';
import { seasons } from '../engine/documents/kinds/seasons.js';
import type { Store } from '../engine/store.js';
import type { Actor } from './actor.js';
import { todayIn } from './boards/times.js';
import type { Means } from './means.js';

export type SeasonMeans = Pick<Means, 'documents' | 'spaces' | 'clock'>;

interface Kept {
  readonly list: readonly Season[];
  readonly declared: number;
}

/** What came of a change: the season that it is about, and all of them. */
export interface SeasonChanged {
  readonly season: Season;
  readonly list: readonly Season[];
}

const keep = async (
  { space, user, id, occurredAt, source }: Actor,
  { documents }: SeasonMeans,
  event: string,
  change: (kept: Kept) => Result<Kept, DomainError>,
): Promise<Result<Kept, DomainError>> => {
  const by = { actor: user, requestId: id, at: occurredAt, event, source };
  return documents.of(seasons).update(space, by, (document) => {
    const changed = change(document);
    return changed.ok ? ok({ ...document, ...changed.value }) : changed;
  });
};

/** A new season: from today unless told, and without an end. What `withSeason` refuses; SEASON_NAME_INVALID. Days `yyyymmdd`. */
export const startSeason = async (
  actor: Actor,
  { name, from, to }: { readonly name: string; readonly from: string | undefined; readonly to: string | null },
  deps: SeasonMeans,
): Promise<Result<SeasonChanged, DomainError>> => {
  if (name === '') return err(domainError('SEASON_NAME_INVALID'));
  const days = { from: from ?? todayIn(await deps.spaces.get(actor.space), deps.clock.now()), to };
  const stored = await keep(actor, deps, 'seasonStarted', ({ list, declared }) => {
    const next = withSeason(list, { id: String(declared + 1), name, ...days });
    return next.ok ? ok({ list: next.value, declared: declared + 1 }) : next;
  });
  if (!stored.ok) return stored;
  const { list, declared } = stored.value;
  return ok({ list, season: list.find((one) => one.name === name) ?? { id: String(declared), name, ...days } });
};

/** Ends the season that runs, today unless told; `day` is its last. SEASON_NOT_RUNNING, SEASON_DAYS_INVALID. */
export const endSeason = async (
  actor: Actor,
  day: string | undefined,
  deps: SeasonMeans,
): Promise<Result<SeasonChanged & { readonly to: string }, DomainError>> => {
  const now = todayIn(await deps.spaces.get(actor.space), deps.clock.now());
  const to = day ?? now;
  let ended: Season | undefined;
  const stored = await keep(actor, deps, 'seasonEnded', ({ list, declared }) => {
    // A repeated request finds it ended, and says the same.
    ended = list.find((season) => isRunning(season, now));
    if (ended === undefined) return err(domainError('SEASON_NOT_RUNNING'));
    const next = withSeason(list, { ...ended, to });
    return next.ok ? ok({ list: next.value, declared }) : next;
  });
  if (!stored.ok) return stored;
  const { list } = stored.value;
  const found = list.find(({ id }) => id === ended?.id) ?? list.at(-1);
  return found === undefined ? err(domainError('SEASON_NOT_RUNNING')) : ok({ list, season: found, to });
};

/** A season is gone, with its boards. SEASON_NOT_FOUND with `input`. */
export const deleteSeason = async (
  actor: Actor,
  isMeant: (season: Season) => boolean,
  input: string,
  deps: SeasonMeans & { readonly boards: Pick<Store, 'forgetSeason'> },
): Promise<Result<SeasonChanged, DomainError>> => {
  let deleted: Season | undefined;
  const stored = await keep(actor, deps, 'seasonDeleted', ({ list, declared }) => {
    deleted = list.find(isMeant);
    const gone = deleted;
    if (gone === undefined) return err(domainError('SEASON_NOT_FOUND', { input }));
    return ok({ list: list.filter(({ id }) => id !== gone.id), declared });
  });
  if (!stored.ok) return stored;
  if (deleted === undefined) return err(domainError('SEASON_NOT_FOUND', { input }));
  await deps.boards.forgetSeason(actor.space, deleted.id);
  return ok({ list: stored.value.list, season: deleted });
};
