import { firstClash, waysOut, type WaysOut } from '../../../../src/domain/overlap.js';
import { sessionId } from '../../../../src/domain/ids.js';
import type { Entry } from '../../core/contract.js';
import { toSession } from '../../core/entry.js';
import type { Times } from './times.js';

/** Time that would count twice: which other entry counts it, [from, to) in ms, and what can be done. */
export interface Conflict {
  readonly other: Entry;
  readonly from: number;
  readonly to: number;
  readonly ways: WaysOut;
}

/** An id that no entry has, for one that is only being written down. */
export const NEW = 'new';

/**
 * The first other entry that counts time which these times would count too, by the rule of the server (breaks of one may be counted by the other,
 * touching is nothing in common); null when there is none among `others`. `now` is how far what runs has come, ms.
 */
export const conflictOf = (id: string, times: Times, others: readonly Entry[], now: number): Conflict | null => {
  const stretch = { id: sessionId(id), startedAt: times.start, endedAt: times.end, pauses: times.breaks, pausedSince: null };
  const clash = firstClash(stretch, others.map(toSession), now);
  const other = clash === null ? undefined : others.find((each) => each.id === clash.other.id);
  if (clash === null || other === undefined) return null;
  return { other, from: clash.from, to: clash.to, ways: waysOut(stretch, clash.other, now) };
};
