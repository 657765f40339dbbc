import { isDeepStrictEqual } from 'node:util';
import type { MemberState } from '../../domain/session.js';
import type { Commit } from '../store.js';

/**
 * May this decision be put on this state? The version alone does not say: after a failover another process may have made the same version
 * another way, and a session that only it knows would vanish without an entry. So the decision must have been made on the session that is
 * active here (a clock-in: on none), as its first ledger row says.
 */
export const fits = ({ expectedVersion, ledger }: Commit, state: MemberState): boolean => {
  if (state.version !== expectedVersion) return false;
  const first = ledger[0];
  if (first === undefined) return true;
  const { before } = first;
  if (before === null) return state.active === null;
  return isDeepStrictEqual(before.id === state.last?.id ? state.last : state.active, before);
};
