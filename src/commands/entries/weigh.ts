import type { EntryEdit, EntryFields, SessionCommand } from '../../domain/commands.js';
import { decidedOn } from '../../actions/entries/decided.js';
import type { SessionChange } from '../../domain/decide/index.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { sessionId } from '../../domain/ids.js';
import { changesTime, endOf, firstClash, fitToNeighbours, waysOut, type Clash, type WaysOut } from '../../domain/overlap.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { SelfEditLimit } from '../../domain/self-edit.js';
import type { MemberState, Session } from '../../domain/session.js';
import type { SpaceConfig } from '../../domain/space.js';
import { entriesAround } from '../../engine/change/neighbours-for.js';
import type { Deps } from '../deps.js';
import { exactBreaks, type Draft } from './draft.js';
import { findSession } from '../../actions/entries/find.js';
import { limitOn } from '../../actions/entries/limits.js';
import type { Subject } from '../../actions/entries/subject.js';

export type WeighDeps = Pick<Deps, 'overview' | 'timesheet' | 'spaces'>;

/** A draft that can be stored as it is, and what it comes to. */
export interface Ready {
  readonly kind: 'ready';
  readonly draft: Draft;
  readonly before: Session | null;
  readonly after: Session;
  /** The other entry that is cut with it. */
  readonly cut: { readonly before: Session; readonly after: Session } | null;
  /** What the engine is asked for. */
  readonly command: EntryCommand;
  /** Why the member may not store it alone; null when they may. */
  readonly needsApproval: SelfEditLimit | null;
}

/** A draft that would count time twice, and what can be done about it. */
export interface Clashing {
  readonly kind: 'clash';
  readonly draft: Draft;
  readonly before: Session | null;
  readonly after: Session;
  readonly clash: Clash;
  readonly ways: WaysOut;
  readonly needsApproval: SelfEditLimit | null;
}

export type EntryCommand = Extract<SessionCommand, { readonly type: 'addEntry' | 'editEntry' }>;

/**
 * What would become of a draft now: the same decision that the engine makes, on what can be read now. The engine decides again when it is stored.
 * SESSION_NOT_FOUND, NOTHING_TO_CHANGE, ENTRY_TIMES_INVALID, ENTRY_PAUSES_INVALID, ENTRY_OVERLAPS (a second entry is in the way), and what
 * `limitOn` refuses.
 */
export const weigh = async (ctx: Subject, draft: Draft, deps: WeighDeps): Promise<Result<Ready | Clashing, DomainError>> => {
  const [config, found] = await Promise.all([deps.spaces.get(ctx.space), seen(ctx, draft, deps)]);
  if (!found.ok) return found;
  const { state, session: before } = found.value;
  const until = Math.max(ctx.occurredAt, state.changedAt);
  const apart = config.settings.overlap === 'refuse' && movesTime(draft);
  const others = apart ? await othersOf(ctx, draft, found.value, until, deps) : [];
  const fitted = fit(draft, before, others, until);
  const command = commandOf(ctx, fitted, before);
  if (command === null) return err(domainError('ENTRY_TIMES_INVALID'));
  const judge = (one: EntryCommand) => decidedOn(one, { state, before, others, until, config });
  const alone = judge(command);
  if (!alone.ok) return alone;
  const after = alone.value.at(-1)?.after;
  if (after === undefined || after === null) return err(domainError('NOTHING_TO_CHANGE'));
  const clash = apart ? firstClash(after, others, until) : null;
  const ready = { kind: 'ready', draft: fitted, before, after } as const;
  if (clash === null) return allowed(ctx, alone.value, config, { ...ready, cut: null, command: { ...command, apart } });
  const ways = waysOut(after, clash.other, until);
  if (!fitted.cuts || ways.cut === null) {
    const limit = limitOn(ctx, alone.value, config);
    return limit.ok ? ok({ kind: 'clash', draft: fitted, before, after, clash, ways, needsApproval: limit.value }) : limit;
  }
  const also: EntryEdit = { session: clash.other.id, patch: ways.cut };
  const withCut = { ...command, also, apart };
  const both = judge(withCut);
  if (!both.ok) return both;
  const cut = both.value[0]?.after;
  return cut === undefined || cut === null
    ? err(domainError('NOTHING_TO_CHANGE'))
    : allowed(ctx, both.value, config, { ...ready, cut: { before: clash.other, after: cut }, command: withCut });
};

const allowed = (
  ctx: Subject,
  changes: readonly SessionChange[],
  config: SpaceConfig,
  ready: Omit<Ready, 'needsApproval'>,
): Result<Ready, DomainError> => {
  const limit = limitOn(ctx, changes, config);
  return limit.ok ? ok({ ...ready, needsApproval: limit.value }) : limit;
};

interface Seen {
  readonly state: MemberState;
  readonly session: Session | null;
}

const seen = async (ctx: Subject, { session }: Draft, deps: WeighDeps): Promise<Result<Seen, DomainError>> => {
  if (session !== null) return findSession(ctx, session, deps);
  const status = await deps.overview.status(ctx.space, ctx.user);
  return status.ok ? ok({ state: status.value.state, session: null }) : status;
};

/** Does it change which time counts? */
export const movesTime = ({ session, patch }: Draft): boolean => session === null || changesTime(patch);

const timesOf = ({ patch }: Draft, before: Session | null) => ({
  startedAt: patch.startedAt ?? before?.startedAt ?? 0,
  endedAt: patch.endedAt ?? before?.endedAt ?? null,
});

/** The member's other sessions that may lie in the same time. */
const othersOf = async (
  ctx: Subject,
  draft: Draft,
  { state, session }: Seen,
  until: number,
  { timesheet }: WeighDeps,
): Promise<readonly Session[]> => {
  const times = timesOf(draft, session);
  const [start, end] = [times.startedAt, endOf(times, until)];
  const ended = start < end ? await entriesAround(timesheet, ctx.space, ctx.user, { start, end }) : [];
  return [...ended, ...(state.active === null ? [] : [state.active])].filter(({ id }) => id !== draft.session);
};

/** The draft with the seconds of its neighbours, where only those are in the way; of what is typed alone. */
const fit = (draft: Draft, before: Session | null, others: readonly Session[], until: number): Draft => {
  const { patch } = draft;
  const { startedAt, endedAt } = fitToNeighbours(timesOf(draft, before), others, until);
  return {
    ...draft,
    patch: {
      ...patch,
      ...(patch.startedAt === undefined ? {} : { startedAt }),
      ...(patch.endedAt === undefined || endedAt === null ? {} : { endedAt }),
      ...(patch.pauses === undefined ? {} : { pauses: exactBreaks(patch.pauses, before?.pauses ?? []) }),
    },
  };
};

/** Null when a new entry lacks what it needs. */
const commandOf = (ctx: Subject, draft: Draft, before: Session | null): EntryCommand | null => {
  if (before !== null) return { type: 'editEntry', session: before.id, patch: patchOf(draft) };
  const entry = entryOf(draft);
  return entry === null ? null : { type: 'addEntry', session: sessionId(ctx.id), entry };
};

/** The patch of an entry that is there. */
const patchOf = ({ patch, category }: Draft): Partial<EntryFields> => ({
  ...patch,
  ...(category === null ? {} : { category: category.category.id }),
});

/** A new entry; null when its category or a time is missing. */
const entryOf = ({ patch, category }: Draft): EntryFields | null => {
  const { startedAt, endedAt, note = null, pauses = [] } = patch;
  if (startedAt === undefined || endedAt === undefined || category === null) return null;
  return { category: category.category.id, startedAt, endedAt, note, pauses, overrideMs: null };
};
