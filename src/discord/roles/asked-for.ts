import type { RoleId, SpaceId, UserId } from '../../domain/ids.js';
import { desiredRoles } from '../../domain/roles.js';
import type { MemberState } from '../../domain/session.js';
import type { SpaceConfig } from '../../domain/space.js';
import { HISTORY_MAX } from '../../engine/ledger/history-page.js';
import type { CachedStore } from '../../engine/store.js';

/**
 * As long as Redis may be behind with what it remembers, and the journal knows what was lost: a quarter of an hour, and an hour by which somebody
 * may have set the clock. ms
 */
const LATELY_MS = 75 * 60_000;

export interface Lately {
  readonly store: Pick<CachedStore, 'history'>;
  readonly space: SpaceId;
  readonly user: UserId;
  readonly state: MemberState;
  /** ms */
  readonly now: number;
}

/**
 * The roles that a member who changed something lately may have from us, also when Redis has lost what it remembered of that: what the sessions
 * that ran lately ask for, as the state and the ledger tell them. An entry that was deleted is in the ledger alone. (A role that a session asks
 * for goes with it, whoever gave it.) Rejects with `StoreUnavailable`.
 */
export const askedForLately = async (
  config: SpaceConfig,
  { store, space, user, state, now }: Lately,
): Promise<ReadonlySet<RoleId>> => {
  const isLately = (at: number): boolean => now - at <= LATELY_MS;
  if (!isLately(state.changedAt)) return new Set();
  const { records } = await store.history(space, user, undefined, HISTORY_MAX);
  const told = records.flatMap((row) => (row.kind === 'entry' && isLately(row.at) ? [row.before, row.after] : []));
  const ran = told.filter((session) => session?.endedAt === null);
  const sessions = [state.active ?? state.last, ...ran].filter((session) => session !== null);
  const asked = sessions.flatMap((session) =>
    (['RUNNING', 'PAUSED'] as const).map((status) => desiredRoles(config, { active: { ...session, status } })),
  );
  return new Set(asked.flatMap((roles) => [...roles]));
};

/** The newest state of a member that anybody knows: the store's, or the one that was announced. Rejects when there is neither. */
export const freshestState = async (
  store: Pick<CachedStore, 'reload'>,
  space: SpaceId,
  user: UserId,
  announced: MemberState | undefined,
): Promise<MemberState> => {
  try {
    // Whoever had the turn before may have seen to a state that we have not heard of.
    const stored = await store.reload(space, user);
    return announced !== undefined && announced.version > stored.version ? announced : stored;
  } catch (error) {
    if (announced === undefined) throw error;
    return announced;
  }
};
