import { requestOf } from '../../actions/actor.js';
import type { Category } from '../../domain/category.js';
import { reopenEnded } from '../../domain/decide/ended-rules.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { requestId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import type { Session } from '../../domain/session.js';
import type { SpaceConfig } from '../../domain/space.js';
import { goOnView } from '../../views/entries/go-on.js';
import { suggestedNoteOf } from '../../views/read-back.js';
import { usableCategory } from '../../actions/category-of.js';
import { IDS } from '../custom-ids.js';
import type { Deps } from '../deps.js';
import { defineButton } from '../kit/component.js';
import type { Context } from '../kit/context.js';
import { mayClockIn, ownedBy } from '../kit/guards.js';
import { failure, message, update, type Reply } from '../kit/reply.js';
import { cardOf, configOrNull, lookOf } from '../present.js';
import { mayChange } from '../../actions/entries/limits.js';

/** Asks whether to go on with the last session, which ended only a moment ago, or to begin a new one. */
export const offerToGoOn = async (
  ctx: Context,
  category: Category,
  note: string | null,
  { overview }: Pick<Deps, 'overview'>,
): Promise<Reply> => {
  const status = await overview.status(ctx.space, ctx.user);
  if (!status.ok) return failure(status.error);
  const { state, possiblyStale } = status.value;
  const { last } = state;
  if (typeof last?.endedAt !== 'number') return failure(domainError('SESSION_RESUMABLE'));
  const args = { owner: ctx.user, session: last.id };
  const controls = { goOn: IDS.goOn.encode(args), beginNew: IDS.beginNew.encode(args) };
  return message(goOnView({ category, endedAt: last.endedAt, note, possiblyStale, controls }, ctx.t));
};

const MINUTE = 60_000;

/**
 * The question stays on its message for as long as nothing else ends. Once the grace time is over, going on with a session is reopening it, and has
 * the limits of that. As `mayChange`.
 */
const mayGoOn = (ctx: Context, last: Session, config: SpaceConfig): Result<void, DomainError> => {
  const graceMs = (config.settings.resumeGrace ?? 0) * MINUTE;
  if (ctx.occurredAt - (last.endedAt ?? ctx.occurredAt) < graceMs) return ok(undefined);
  const after = reopenEnded(last, ctx.occurredAt);
  return after.ok ? mayChange(ctx, [{ before: last, after: after.value }], config) : after;
};

/** Goes on with the session: what lies between becomes a break, and a note that was given this time replaces the old one. */
const goOn = defineButton({
  route: IDS.goOn,
  allowance: 'clock',
  guards: [ownedBy('owner'), mayClockIn],
  async run(ctx, { session }, deps: Pick<Deps, 'entries' | 'sessions' | 'overview' | 'spaces' | 'clock' | 'ids'>) {
    const status = await deps.overview.status(ctx.space, ctx.user);
    const last = status.ok ? status.value.state.last : null;
    // An old question is about a session that is no longer the last one.
    if (status.ok && last?.id !== session) return failure(domainError('STALE_CONTROL'));
    const config = await configOrNull(deps, ctx.space);
    const known = config?.categories.find(({ id }) => id === last?.category);
    const usable = known === undefined ? null : usableCategory(ctx, known);
    if (usable?.ok === false) return failure(usable.error);
    const may = last === null || config === null ? ok(undefined) : mayGoOn(ctx, last, config);
    if (!may.ok) return failure(may.error);
    const reopened = await deps.entries.reopen({ ...requestOf(ctx), session });
    if (!reopened.ok) return failure(reopened.error);
    const note = suggestedNoteOf(ctx.message);
    if (note === null) return update(await cardOf(reopened.value, ctx, deps));
    const noted = await deps.sessions.setNote({ ...requestOf(ctx), requestId: requestId(deps.ids.next()), session, note });
    return update(await cardOf(noted.ok ? noted.value : reopened.value, ctx, deps));
  },
});

/** The category is that of the last session: that is why the question was asked. */
const beginNew = defineButton({
  route: IDS.beginNew,
  allowance: 'clock',
  guards: [ownedBy('owner'), mayClockIn],
  async run(ctx, { session }, deps: Pick<Deps, 'sessions' | 'overview' | 'spaces' | 'clock'>) {
    const status = await deps.overview.status(ctx.space, ctx.user);
    if (!status.ok) return failure(status.error);
    const { last } = status.value.state;
    if (last?.id !== session) return failure(domainError('STALE_CONTROL'));
    const config = await configOrNull(deps, ctx.space);
    const look = config?.categories.find(({ id }) => id === last.category);
    if (look?.archived === true) return failure(domainError('CATEGORY_ARCHIVED', { name: look.name }));
    const usable = look === undefined ? null : usableCategory(ctx, look);
    if (usable?.ok === false) return failure(usable.error);
    const note = suggestedNoteOf(ctx.message);
    const started = await deps.sessions.clockIn({ ...requestOf(ctx), category: last.category, note });
    return started.ok ? update(await cardOf(started.value, ctx, deps, lookOf(config, last.category))) : failure(started.error);
  },
});

export const goOnButtons = [goOn, beginNew];
