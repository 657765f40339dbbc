import { withRequest, type ApprovalChange, type ApprovalRequest } from '../../domain/approvals.js';
import type { SessionCommand } from '../../domain/commands.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { requestId, sessionId, type ChannelId, type SessionId } from '../../domain/ids.js';
import { changesTime } from '../../domain/overlap.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Session } from '../../domain/session.js';
import type { Actor } from '../actor.js';
import { decidedOn } from '../entries/decided.js';
import { findSession } from '../entries/find.js';
import { limitOn, refusalOf } from '../entries/limits.js';
import type { GuildChannels } from '../guilds.js';
import type { Means } from '../means.js';
import { requestChannel } from './channel.js';
import { byActor, changeRequests } from './kept.js';

export type AskingMeans = Pick<Means, 'documents' | 'ids' | 'overview' | 'spaces' | 'timesheet'> & {
  readonly channels: GuildChannels;
};

/** What somebody asks for: a change as it is kept, but for what is only known when it is. */
export type Asked = Pick<ApprovalRequest, 'change' | 'before' | 'after' | 'cut' | 'limit'>;

export interface Kept {
  readonly request: ApprovalRequest;
  /** Where it is to be shown. */
  readonly channel: ChannelId;
}

/** Keeps a request. The refusal of its limit where nobody is asked; REQUESTS_FULL, REQUEST_PENDING. */
export const keepRequest = async (
  actor: Actor,
  asked: Asked,
  reason: string | null,
  deps: AskingMeans,
): Promise<Result<Kept, DomainError>> => {
  const channel = await requestChannel(actor, deps);
  if (channel === null) return err(refusalOf(asked.limit));
  const request: ApprovalRequest = {
    ...asked,
    id: actor.id,
    askedAt: actor.occurredAt,
    reason,
    applyAs: requestId(deps.ids.next()),
    posted: null,
    state: { kind: 'open' },
  };
  const kept = await changeRequests(actor, byActor(actor, 'approvalAsked'), (requests) => withRequest(requests, request), deps);
  return kept.ok ? ok({ request, channel }) : kept;
};

/** A day before and after what is changed: other entries there are looked at. ms */
const AROUND_MS = 31 * 86_400_000;

const commandOf = (change: ApprovalChange, id: SessionId, apart: boolean): SessionCommand => {
  switch (change.type) {
    case 'addEntry':
      return { type: 'addEntry', session: id, entry: change.entry, apart };
    case 'editEntry':
      return { type: 'editEntry', session: change.session, patch: change.patch, apart };
    case 'deleteEntry':
      return { type: 'deleteEntry', session: change.session };
    case 'adjust':
      return { type: 'adjust', session: change.session, effectiveMs: change.effectiveMs };
    case 'reopen':
      return { type: 'reopen', session: change.session };
  }
};

/** The entries that may lie in the time of a change. */
const othersOf = (
  { space, user }: Actor,
  change: ApprovalChange,
  before: Session | null,
  { timesheet }: AskingMeans,
): Promise<readonly Session[]> => {
  const times =
    change.type === 'addEntry'
      ? [change.entry.startedAt, change.entry.endedAt]
      : change.type === 'editEntry'
        ? [change.patch.startedAt, change.patch.endedAt, before?.startedAt, before?.endedAt].flatMap((at) => at ?? [])
        : [];
  if (times.length === 0) return Promise.resolve([]);
  return timesheet.entries(space, user, Math.min(...times) - AROUND_MS, Math.max(...times) + AROUND_MS);
};

/**
 * Looks at a change of one's own time as the engine would make it, and asks for approval where one may not make it alone. NOTHING_TO_CHANGE when one may: then it
 * needs nobody. What the rules of entries refuse, what `limitOn` refuses, and as `keepRequest`. Rejects with `StoreUnavailable`.
 */
export const askForApproval = async (
  actor: Actor,
  change: ApprovalChange,
  reason: string | null,
  deps: AskingMeans,
): Promise<Result<Kept, DomainError>> => {
  const { space, user, occurredAt: until } = actor;
  const config = await deps.spaces.get(space);
  const found = change.type === 'addEntry' ? null : await findSession(actor, change.session, deps);
  if (found?.ok === false) return found;
  const status = found === null ? await deps.overview.status(space, user) : null;
  if (status?.ok === false) return status;
  const before = found?.value.session ?? null;
  const state = found?.value.state ?? status?.value.state;
  if (state === undefined) return err(domainError('SESSION_NOT_FOUND'));
  const movesTime = change.type === 'addEntry' || (change.type === 'editEntry' && changesTime(change.patch));
  const apart = movesTime && config.settings.overlap === 'refuse';
  const others = (await othersOf(actor, change, before, deps)).filter(({ id }) => id !== before?.id);
  const command = commandOf(change, sessionId(actor.id), apart);
  const decided = decidedOn(command, { state, before, others, until, config });
  if (!decided.ok) return decided;
  const [own] = decided.value;
  if (own === undefined) return err(domainError('NOTHING_TO_CHANGE'));
  const { after } = own;
  const limit = limitOn(actor, [{ before, after }], config);
  if (!limit.ok) return limit;
  if (limit.value === null) return err(domainError('NOTHING_TO_CHANGE'));
  return keepRequest(actor, { change, before, after, cut: null, limit: limit.value }, reason, deps);
};
