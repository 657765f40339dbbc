import { totalsPeriod, type TotalsPeriod } from '../../domain/calendar.js';
import { countingOf } from '../../domain/counting.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import type { SpaceId, UserId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { SpaceConfig } from '../../domain/space.js';
import type { Status } from '../api.js';
import type { EngineParts } from '../parts.js';
import { StoreUnavailable, type OnClock } from '../store.js';
import { memberKey } from '../members/member-key.js';
import { byStart } from '../on-clock.js';
import { knownState, type Backlog } from '../members/backlog.js';

export interface ReadParts extends Pick<EngineParts, 'store' | 'link' | 'spaces' | 'clock'> {
  readonly backlog: Backlog;
  /** Offers what waits of a member, first. Answers whether nothing is left. */
  readonly drain: (space: SpaceId, user: UserId) => Promise<boolean>;
  /**
   * Is everything back that Redis may have lost? False as long as we are looking for it, or others may bring something. Waits for what we can
   * find out ourselves.
   */
  readonly isWhole: () => boolean | Promise<boolean>;
}

const unlessAway = async <T>(read: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await read();
  } catch (error) {
    if (error instanceof StoreUnavailable) return undefined;
    throw error;
  }
};

const periodNow = ({ settings }: SpaceConfig, now: number): TotalsPeriod => {
  const { zone, dayStart } = countingOf(settings);
  return totalsPeriod(now, zone, dayStart, settings.weekStart);
};

/** State and totals of a member; from memory, and marked so, while Redis is away or does not have everything yet. */
export const readStatus = async (parts: ReadParts, space: SpaceId, user: UserId): Promise<Result<Status, DomainError>> => {
  const { store, link, backlog, spaces, clock, drain } = parts;
  const key = memberKey(space, user);
  const isWhole = link.up && (await parts.isWhole());
  if (link.up && backlog.get(key)) await drain(space, user);
  const config = spaces.loaded(space) ?? (await unlessAway(() => spaces.get(space)));
  const period = config && periodNow(config, clock.now());
  const waiting = backlog.get(key);
  // While something may be missing in Redis, its answer must not replace what this process remembers.
  const mayRead = link.up && !waiting && (isWhole || store.peek(space, user) === undefined);
  const fresh = period && mayRead ? await unlessAway(() => store.status(space, user, period)) : undefined;
  if (fresh) return ok({ ...fresh, possiblyStale: !isWhole });
  const state = knownState(waiting, store.peek(space, user));
  if (!state) return err(domainError('STORE_UNAVAILABLE'));
  const totals = (period && store.peekTotals(space, user, period)) ?? null;
  return ok({ state, totals, possiblyStale: true });
};

/** Who is on the clock, longest first; from memory, and marked so, while Redis is away or does not have everything yet. */
export const readOnTheClock = async (
  { store, link, backlog, isWhole }: ReadParts,
  space: SpaceId,
): Promise<Result<{ readonly rows: readonly OnClock[]; readonly possiblyStale: boolean }, DomainError>> => {
  const nothingMissing = link.up && (await isWhole());
  const fresh = link.up ? await unlessAway(() => store.onTheClock(space)) : undefined;
  const rows = new Map((fresh ?? store.peekOnTheClock(space)).map((row) => [row.user, row]));
  let possiblyStale = !fresh || !nothingMissing;
  for (const { user, overlay } of backlog.of(space)) {
    if (!overlay) continue;
    possiblyStale = true;
    if (overlay.active) rows.set(user, { user, session: overlay.active });
    else rows.delete(user);
  }
  return ok({ rows: [...rows.values()].sort(byStart), possiblyStale });
};
