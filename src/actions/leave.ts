import { dayOf } from '../domain/calendar.js';
import { countingOf } from '../domain/counting.js';
import { domainError, type DomainError } from '../domain/errors.js';
import { personalSpace, type SpaceId, type UserId } from '../domain/ids.js';
import { leaveDays, LEAVE_LIMITS, onLeaveUntil, withLeave, withoutLeave, type Leave, type LeaveWish } from '../domain/leave.js';
import { err, ok, type Result } from '../domain/result.js';
import type { SpaceConfig } from '../domain/space.js';
import { leave } from '../engine/documents/kinds/leave.js';
import { preferences } from '../engine/documents/kinds/preferences.js';
import { mayDo, type Asking } from './access.js';
import type { Actor } from './actor.js';
import type { Means } from './means.js';

type Documents = Pick<Means, 'documents'>;
/** Whose leave it is. */
interface Whose {
  readonly space: SpaceId;
  readonly user: UserId;
}

/** The leave of a member, in the order of its days. Rejects with `StoreUnavailable`. */
export const leaveOf = async ({ space, user }: Whose, { documents }: Documents): Promise<readonly Leave[]> =>
  (await documents.of(leave).get({ space, user })).leaves;

/** All days of leave of a member, past and planned, `yyyymmdd`. Rejects with `StoreUnavailable`. */
export const leaveDaysOf = async (whose: Whose, deps: Documents): Promise<ReadonlySet<string>> =>
  leaveDays(await leaveOf(whose, deps));

/** The day that it is for a member, `yyyymmdd`: by their own zone, else that of the space. Rejects with `StoreUnavailable`. */
export const todayOf = async (
  { space, user }: Whose,
  now: number,
  { documents, spaces }: Pick<Means, 'documents' | 'spaces'>,
): Promise<string> => {
  const [own, { settings }] = await Promise.all([
    documents.of(preferences).get({ space: personalSpace(user), user }),
    spaces.get(space),
  ]);
  const { zone, dayStart } = countingOf(settings);
  return dayOf(now, own.timeZone ?? zone, dayStart);
};

/** May whoever asks see until when members are on leave? Nothing else of their leave is ever shown to others. */
export const seesLeaveOfOthers = (asking: Asking, config: Pick<SpaceConfig, 'grants' | 'settings'>): boolean =>
  config.settings.leaveShown && mayDo(asking, 'seeOthers', config).ok;

/** May whoever asks write down and remove leave of others? CAPABILITY_MISSING; LEAVE_HIDDEN where the server leaves it to its members. */
export const mayChangeLeaveOfOthers = (
  asking: Asking,
  config: Pick<SpaceConfig, 'grants' | 'settings'>,
): Result<void, DomainError> => {
  const may = mayDo(asking, 'editOthers', config);
  if (!may.ok) return may;
  return config.settings.leaveShown ? ok(undefined) : err(domainError('LEAVE_HIDDEN'));
};

/**
 * The last day (`yyyymmdd`) of the leave that a member has now, for whoever may see that; null for those who may not, and for members who are not on leave. Of
 * oneself it is always told. Rejects with `StoreUnavailable`.
 */
export const leaveUntilFor = async (
  asking: Asking & { readonly space: SpaceId; readonly occurredAt: number },
  member: UserId,
  config: Pick<SpaceConfig, 'grants' | 'settings'>,
  deps: Pick<Means, 'documents' | 'spaces'>,
): Promise<string | null> => {
  if (member !== asking.user && !seesLeaveOfOthers(asking, config)) return null;
  const whose = { space: asking.space, user: member };
  const leaves = await leaveOf(whose, deps);
  return leaves.length === 0 ? null : onLeaveUntil(leaves, await todayOf(whose, asking.occurredAt, deps));
};

type Asker = Pick<Actor, 'space' | 'user' | 'id' | 'occurredAt' | 'source'>;

const originOf = ({ user, id, occurredAt, source }: Asker, event: string) => ({
  ...{ actor: user, requestId: id, at: occurredAt, event, source },
});

/** What the ledger calls changes of leave. */
export const LEAVE_EVENTS = { added: 'leaveAdded', removed: 'leaveRemoved' } as const;

/**
 * Writes down leave of a member: of whoever asks unless told, and else that they may has been asked before. What `withLeave` refuses; NOTE_TOO_LONG; as
 * `documents.update`.
 */
export const addLeave = async (
  actor: Asker,
  wish: LeaveWish,
  { documents }: Documents,
  member: UserId = actor.user,
): Promise<Result<Leave, DomainError>> => {
  const note = wish.note.trim();
  if (note.length > LEAVE_LIMITS.note) return err(domainError('NOTE_TOO_LONG', { max: LEAVE_LIMITS.note }));
  const of = { space: actor.space, user: member };
  const stored = await documents.of(leave).update(of, originOf(actor, LEAVE_EVENTS.added), (kept) => {
    const leaves = withLeave(kept.leaves, { ...wish, note });
    return leaves.ok ? ok({ ...kept, leaves: leaves.value }) : leaves;
  });
  return stored.ok ? ok({ id: wish.from, ...wish, note }) : stored;
};

/**
 * Removes the leave that a day (`yyyymmdd`) is in; of whoever asks unless told. Null when the same request has removed it before. LEAVE_NOT_FOUND; as
 * `documents.update`.
 */
export const removeLeave = async (
  actor: Asker,
  day: string,
  { documents }: Documents,
  member: UserId = actor.user,
): Promise<Result<Leave | null, DomainError>> => {
  let removed: Leave | null = null;
  const of = { space: actor.space, user: member };
  const stored = await documents.of(leave).update(of, originOf(actor, LEAVE_EVENTS.removed), (kept) => {
    const less = withoutLeave(kept.leaves, day);
    if (!less.ok) return less;
    removed = less.value.removed;
    return ok({ ...kept, leaves: less.value.leaves });
  });
  return stored.ok ? ok(removed) : stored;
};
