import { breaksForOthers } from '../overlap.js';
import type { MemberState, Session } from '../session.js';
import type { SessionChange } from './change.js';

/**
 * The changes, with breaks in the sessions that end where other entries count their time already. `neighbours` are the entries around them; what the state holds
 * itself is looked at as well.
 */
export const leaveToOthers = (
  changes: readonly SessionChange[],
  { last }: Pick<MemberState, 'last'>,
  neighbours: readonly Session[],
): readonly SessionChange[] => {
  const others = last === null || neighbours.some(({ id }) => id === last.id) ? neighbours : [...neighbours, last];
  return changes.map((change) => {
    const { after } = change;
    if (typeof after?.endedAt !== 'number') return change;
    const pauses = breaksForOthers({ ...after, endedAt: after.endedAt }, others);
    return pauses === null ? change : { ...change, after: { ...after, pauses } };
  });
};
