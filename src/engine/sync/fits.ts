import { isSameSession } from '../../domain/same-session.js';
import type { MemberState } from '../../domain/session.js';
import type { Commit } from '../store.js';

/**
 * Was this decision made on this state? The version alone does not say: after a failover another process may have made the same version in
 * another way. So the requests that made the state are compared too, as far as the decision names them: the same comparison that
 * `was_made_by` in scripts/commit.lua makes.
 */
export const fits = ({ expectedVersion, next }: Commit, { version, seen }: MemberState): boolean => {
  if (version !== expectedVersion) return false;
  const named = next.seen.ids.slice(1);
  return named.length === 0 || (seen.ids.length >= named.length && named.every((id, at) => seen.ids[at] === id));
};

/**
 * Is the active session of this state still there when the decision is put on top of it? True when the decision is about that session or leaves it
 * as it is.
 */
export const keepsActive = ({ ledger, next }: Commit, { active }: MemberState): boolean =>
  active === null ||
  (next.active !== null && isSameSession(next.active, active)) ||
  ledger.some(({ before }) => before !== null && isSameSession(before, active));
