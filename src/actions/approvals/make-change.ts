import { isAsAsked, withApplied, withReopened, type ApprovalRequest, type Approved } from '../../domain/approvals.js';
import { domainError, ERRORS, type DomainError } from '../../domain/errors.js';
import type { SessionId } from '../../domain/ids.js';
import { changesTime } from '../../domain/overlap.js';
import type { Result } from '../../domain/result.js';
import type { Session } from '../../domain/session.js';
import type { SpaceSettings } from '../../domain/space.js';
import type { Recorded, Request } from '../../engine/api.js';
import { StoreUnavailable } from '../../engine/store.js';
import { changedBy } from '../../engine/tracker/take-back.js';
import { findSession } from '../entries/find.js';
import type { Means } from '../means.js';
import { byBot, changeRequests, type Asker } from './kept.js';

export type MakingDeps = Pick<Means, 'documents' | 'entries' | 'overview' | 'timesheet' | 'spaces' | 'ids' | 'clock'>;
type Answer = Result<Recorded<Session | null>, DomainError>;

/** Where the ledger says that a change comes from; who approved it is its actor. */
export const APPROVAL_SOURCE = 'approval';

/** What came of an approved change. */
export type Made =
  /** It is made, now or before. */
  | { readonly kind: 'applied' }
  /** It can never be made as it was asked for: the request is open again. */
  | { readonly kind: 'refused'; readonly error: DomainError }
  /** Nobody knows yet; `error` says why, if there is more to say than that. The next try will tell. */
  | { readonly kind: 'later'; readonly error: DomainError | null };

/** Is the entry still as the request shows it? Rejects with `StoreUnavailable`. */
export const isStillAsAsked = (asker: Asker, request: ApprovalRequest, deps: MakingDeps): Promise<boolean> =>
  isAsAsked(request, async (id: SessionId) => {
    const found = await findSession(asker, id, deps);
    if (found.ok) return found.value.session;
    if (found.error.code === 'SESSION_NOT_FOUND') return null;
    throw new StoreUnavailable(found.error.code, { maybeApplied: false });
  });

const movesTime = ({ change }: ApprovalRequest): boolean =>
  change.type === 'addEntry' || (change.type === 'editEntry' && changesTime(change.patch));

const send = (
  request: Request,
  approved: ApprovalRequest,
  { overlap }: Pick<SpaceSettings, 'overlap'>,
  { entries }: Pick<Means, 'entries'>,
): Promise<Answer> => {
  const { change } = approved;
  const apart = overlap === 'refuse' && movesTime(approved);
  switch (change.type) {
    case 'addEntry': {
      const { type: _, ...entry } = change;
      return entries.addEntry({ ...request, ...entry, apart });
    }
    case 'editEntry': {
      const { type: _, ...edit } = change;
      return entries.editEntry({ ...request, ...edit, apart });
    }
    case 'deleteEntry':
      return entries.deleteEntry({ ...request, session: change.session });
    case 'adjust':
      return entries.adjust({ ...request, session: change.session, effectiveMs: change.effectiveMs });
    case 'reopen':
      return entries.reopen({ ...request, session: change.session });
  }
};

/** Refused now, but perhaps not the next time; or it may be made although nobody was told. */
const isOpenEnded = ({ code }: DomainError): boolean => ERRORS[code].retryable || code === 'UNEXPECTED';

/**
 * Asks the engine for the change. The ledger is what knows whether it was made: an entry that is no longer as it was may be so by this very change, and
 * what was applied before may be about an entry that is deleted by now.
 */
const tryToMake = async (asker: Asker, request: ApprovalRequest, approved: Approved, deps: MakingDeps): Promise<Made> => {
  const { space, user } = asker;
  const wasMade = async (): Promise<boolean> => (await changedBy(deps.timesheet, space, user, request.applyAs)).length > 0;
  const unlessMade = async (error: DomainError): Promise<Made> =>
    (await wasMade()) ? { kind: 'applied' } : { kind: 'refused', error };
  try {
    if (!(await isStillAsAsked(asker, request, deps))) return await unlessMade(domainError('REQUEST_CHANGED'));
    const { settings } = await deps.spaces.get(space);
    const asked = { space, user, requestId: request.applyAs, at: approved.at, actor: approved.by, source: APPROVAL_SOURCE };
    const made = await send(asked, request, settings, deps);
    if (!made.ok) return isOpenEnded(made.error) ? { kind: 'later', error: made.error } : await unlessMade(made.error);
    if (made.value.durability === 'journaled') return { kind: 'later', error: null };
    return made.value.replayed ? await unlessMade(domainError('REQUEST_CHANGED')) : { kind: 'applied' };
  } catch (error) {
    if (error instanceof StoreUnavailable) return { kind: 'later', error: domainError('STORE_UNAVAILABLE') };
    throw error;
  }
};

/**
 * Makes the change of an approved request, and keeps what came of it. However often it is tried, also by several processes at once: it is one request of the
 * engine, made once. Answers with the request as it is kept then.
 */
export const makeChange = async (
  asker: Asker,
  request: ApprovalRequest,
  approved: Approved,
  deps: MakingDeps,
): Promise<{ readonly made: Made; readonly request: ApprovalRequest }> => {
  const made = await tryToMake(asker, request, approved, deps);
  if (made.kind === 'later') return { made, request: { ...request, state: approved } };
  const isApplied = made.kind === 'applied';
  const by = byBot(isApplied ? 'approvalApplied' : 'approvalReopened', deps);
  const kept = await changeRequests(
    asker,
    by,
    (requests) => (isApplied ? withApplied(requests, request.id, approved) : withReopened(requests, request.id)),
    deps,
  );
  // What could not be kept is found out again at the next try; what is gone by now has been told.
  if (!kept.ok && kept.error.code !== 'REQUEST_NOT_FOUND') return { made: { kind: 'later', error: kept.error }, request };
  const state: ApprovalRequest['state'] = isApplied ? { ...approved, isApplied: true } : { kind: 'open' };
  return { made, request: (kept.ok ? kept.value.find(({ id }) => id === request.id) : undefined) ?? { ...request, state } };
};
