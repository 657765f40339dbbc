import { effectiveMs } from '../../domain/effective.js';
import type { DomainError } from '../../domain/errors.js';
import type { SpaceId, UserId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import type { Session } from '../../domain/session.js';
import type { OwnTask, TaskSession } from '../../domain/tasks.js';
import { StoreUnavailable } from '../../engine/store.js';
import type { Means } from '../means.js';

type Needs = Pick<Means, 'timesheet' | 'overview'>;

/** The sessions in which somebody is on the clock now, by space, among the spaces that are given. A refusal when one cannot be read. */
export const runningIn = async (
  user: UserId,
  spaces: Iterable<SpaceId>,
  { overview }: Pick<Means, 'overview'>,
): Promise<Result<ReadonlyMap<SpaceId, Session>, DomainError>> => {
  const running = new Map<SpaceId, Session>();
  for (const space of new Set(spaces)) {
    const status = await overview.status(space, user);
    if (!status.ok) return status;
    const { active } = status.value.state;
    if (active !== null) running.set(space, active);
  }
  return ok(running);
};

export const spacesOf = (tasks: readonly Pick<OwnTask, 'sessions'>[]): ReadonlySet<SpaceId> =>
  new Set(tasks.flatMap(({ sessions }) => sessions.map(({ space }) => space)));

/** Is one of the sessions that were begun for a task still running? */
export const isRunning = ({ sessions }: Pick<OwnTask, 'sessions'>, running: ReadonlyMap<SpaceId, Session>): boolean =>
  sessions.some(({ space, session }) => running.get(space)?.id === session);

/** Effective time of the sessions that were begun for tasks, ms by task, up to `until` (ms). Sessions that were deleted since count nothing. Rejects with `StoreUnavailable`. */
export const spentOn = async (
  user: UserId,
  tasks: readonly Pick<OwnTask, 'id' | 'sessions'>[],
  until: number,
  deps: Needs,
): Promise<ReadonlyMap<string, number>> => {
  const running = await runningIn(user, spacesOf(tasks), deps);
  if (!running.ok) throw new StoreUnavailable('who is on the clock is not known', { maybeApplied: false });
  const timeOf = async ({ space, session: id }: TaskSession): Promise<number> => {
    const active = running.value.get(space);
    const session = active?.id === id ? active : await deps.timesheet.entry(space, user, id);
    return session === null ? 0 : effectiveMs(session, Math.max(until, session.startedAt));
  };
  const spent = await Promise.all(
    tasks.map(async ({ id, sessions }) => {
      const times = await Promise.all(sessions.map(timeOf));
      return [id, times.reduce((sum, ms) => sum + ms, 0)] as const;
    }),
  );
  return new Map(spent);
};
