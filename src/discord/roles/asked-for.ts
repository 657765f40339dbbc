import type { RoleId, SpaceId, UserId } from '../../domain/ids.js';
import { desiredRoles } from '../../domain/roles.js';
import type { MemberState } from '../../domain/session.js';
import type { SpaceConfig } from '../../domain/space.js';
import type { CachedStore } from '../../engine/store.js';

/**
 * As long as Redis may be behind with what it remembers, and the journal knows what was lost: a quarter of an hour, and an hour by which somebody
 * may have set the clock. ms
 */
const LATELY_MS = 75 * 60_000;

/**
 * The roles that a member who changed something lately may have from us, also when Redis has lost what it remembered of that: what a session
 * like the present or the last one asks for. (A role that a session asks for goes with it, whoever gave it.)
 */
export const askedForLately = (
  config: SpaceConfig,
  { active, last, changedAt }: MemberState,
  now: number,
): ReadonlySet<RoleId> => {
  const session = active ?? last;
  if (session === null || now - changedAt > LATELY_MS) return new Set();
  const asked = (['RUNNING', 'PAUSED'] as const).map((status) => desiredRoles(config, { active: { ...session, status } }));
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
