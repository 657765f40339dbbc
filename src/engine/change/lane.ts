import type { CommitLane } from '../store.js';
import type { Ask } from './plan.js';

/** How urgent a change is: what a member does at the clock goes before imports, recounts, and changes by somebody else. */
export const laneOf = ({ user, actor, command: { type } }: Pick<Ask, 'user' | 'actor' | 'command'>): CommitLane =>
  actor === user && type !== 'importEntries' && type !== 'recount' ? 'critical' : 'normal';
