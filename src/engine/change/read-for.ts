import type { SessionCommand } from '../../domain/commands.js';
import type { SpaceId, UserId } from '../../domain/ids.js';
import { leavesToOthers, sessionIn, staysApart } from '../../domain/decide/index.js';
import { movesLast } from '../../domain/last-before.js';
import type { Settings } from '../../domain/settings.js';
import type { MemberState } from '../../domain/session.js';
import type { Store } from '../store.js';
import { entriesFor } from './entries-for.js';
import { lastBefore } from './last-before.js';
import { neighboursFor } from './neighbours-for.js';
import { missingIn, type PlanOptions } from './plan.js';

interface Asked {
  readonly space: SpaceId;
  readonly user: UserId;
  readonly command: SessionCommand;
  /** ms */
  readonly at: number;
}

/** Is there anything to read before it can be decided? */
export const needsReading = (state: MemberState, command: SessionCommand): boolean =>
  missingIn(state, command).length > 0 ||
  staysApart(command) ||
  leavesToOthers(command) ||
  (command.type === 'undo' && movesLast(command.changes));

/**
 * Reads everything that a command is decided upon and the state does not hold. It is of the state's version or newer; in the latter case the commit is a
 * conflict, since every change makes a new version of its member. Rejects as the store does.
 */
export const readFor = async (
  store: Pick<Store, 'entry' | 'entries' | 'history'>,
  state: MemberState,
  asked: Asked,
  { overlap }: Pick<Settings, 'overlap'>,
): Promise<Pick<PlanOptions, 'entries' | 'neighbours' | 'lastBefore'>> => {
  const named = await entriesFor(store, state, asked);
  const neighbours = await neighboursFor(store, state, asked, named, overlap);
  const last = await lastBefore(store, asked);
  if (typeof last !== 'string' || sessionIn(state, last) !== null || named?.has(last) === true)
    return { entries: named, neighbours, lastBefore: last };
  const session = await store.entry(asked.space, asked.user, last);
  const entries = session === null ? named : new Map([...(named ?? []), [last, session] as const]);
  return { entries, neighbours, lastBefore: last };
};
