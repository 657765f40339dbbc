import { wasSeen } from '../../domain/seen.js';
import type { MemberState } from '../../domain/session.js';
import type { Store } from '../store.js';
import type { Ask } from './plan.js';

/**
 * Was the request applied before this state came to be? What was asked for after everything that made it was not, and nobody has to look.
 * Rejects as the store does.
 */
export const appliedBefore = async (
  store: Pick<Store, 'wasApplied'>,
  { seen }: MemberState,
  { space, user, requestId, askedAt }: Pick<Ask, 'space' | 'user' | 'requestId' | 'askedAt'>,
): Promise<boolean> => {
  const answer = wasSeen(seen, requestId, askedAt);
  return answer === 'yes' || (answer === 'perhaps' && (await store.wasApplied(space, user, requestId, askedAt)));
};
