import { requestOf } from '../../actions/actor.js';
import { parseDuration } from '../../domain/duration.js';
import { adjustEnded, reopenEnded } from '../../domain/decide/ended-rules.js';
import type { DomainError, ErrorCode } from '../../domain/errors.js';
import { ok, type Result } from '../../domain/result.js';
import type { Session } from '../../domain/session.js';
import type { Recorded, RequestOnSession } from '../../engine/api.js';
import { noteOf } from '../../views/read-back.js';
import { offerToAsk, type EndedChange } from '../approvals/offer.js';
import { IDS } from '../custom-ids.js';
import type { Deps } from '../deps.js';
import { defineButton } from '../kit/component.js';
import type { Context } from '../kit/context.js';
import { field } from '../kit/fields/index.js';
import { ownedBy } from '../kit/guards.js';
import { defineModal } from '../kit/modal.js';
import { failure, refreshed, update, type Reply } from '../kit/reply.js';
import { noteField } from '../note-field.js';
import { cardOf, statusOf, summaryOf, type Presenting } from '../present.js';
import { findSession } from '../../actions/entries/find.js';
import { limitOn } from '../../actions/entries/limits.js';

type SummaryDeps = Presenting & Pick<Deps, 'entries' | 'sessions' | 'timesheet' | 'channels'>;

interface Target {
  readonly session: Session['id'];
}

/** The card shows something that is no longer so. */
const OUTDATED: ReadonlySet<ErrorCode> = new Set([
  'SESSION_ALREADY_CONFIRMED',
  'SESSION_NOT_ENDED',
  'SESSION_ALREADY_ACTIVE',
  'SESSION_NOT_FOUND',
]);

/** What became of a session: its summary, or its card when it runs again. */
const shown = (recorded: Recorded, ctx: Context, deps: SummaryDeps) =>
  recorded.session.endedAt === null
    ? cardOf(recorded, ctx, deps)
    : summaryOf(recorded, ctx, deps, { of: recorded.session.id === recorded.state.last?.id ? 'clockedOut' : 'entry' });

/** What is so now of a session that a card shows as it was; of one that is gone, the member's status. */
const refresh = async (ctx: Context, { session }: Target, deps: SummaryDeps, error: DomainError): Promise<Reply> => {
  const found = await findSession(ctx, session, deps);
  if (found.ok) {
    const recorded: Recorded = { ...found.value, durability: 'stored', replayed: true };
    return refreshed(await shown(recorded, ctx, deps), error);
  }
  const now = await deps.overview.status(ctx.space, ctx.user);
  return now.ok ? refreshed(await statusOf(now.value, ctx, deps), error) : failure(error);
};

/** Changes the session of a card, which then shows what became of it. A card that is behind explains itself and shows what is so. */
const onSummary = async (
  ctx: Context,
  target: Target,
  deps: SummaryDeps,
  change: (request: RequestOnSession) => Promise<Result<Recorded, DomainError>>,
): Promise<Reply> => {
  const changed = await change({ ...requestOf(ctx), session: target.session });
  if (changed.ok) return update(await shown(changed.value, ctx, deps));
  return OUTDATED.has(changed.error.code) ? refresh(ctx, target, deps, changed.error) : failure(changed.error);
};

/**
 * As `onSummary`, if the change of time that `rule` makes is one that members make alone; else what is offered is to ask for approval. What the rule
 * refuses, the engine will refuse in its own words.
 */
const onOwnTime = async (
  ctx: Context,
  target: Target,
  deps: SummaryDeps,
  asked: EndedChange,
  rule: (session: Session) => Result<Session, DomainError>,
  change: (request: RequestOnSession) => Promise<Result<Recorded, DomainError>>,
): Promise<Reply> => {
  const [found, config] = await Promise.all([findSession(ctx, target.session, deps), deps.spaces.get(ctx.space)]);
  if (!found.ok) return found.error.code === 'SESSION_NOT_FOUND' ? refresh(ctx, target, deps, found.error) : failure(found.error);
  const before = found.value.session;
  const after = rule(before);
  if (!after.ok) return onSummary(ctx, target, deps, change);
  const own = { before, after: after.value };
  const limit = limitOn(ctx, [own], config);
  if (!limit.ok) return failure(limit.error);
  return limit.value === null
    ? onSummary(ctx, target, deps, change)
    : offerToAsk(ctx, asked, { ...own, limit: limit.value }, deps);
};

const adjustForm = defineModal({
  route: IDS.adjustForm,
  guards: [ownedBy('owner')],
  title: 'entries.adjust.title',
  fields: {
    duration: field.text({
      label: 'entries.adjust.label',
      description: 'entries.adjust.description',
      placeholder: 'entries.adjust.placeholder',
      max: 64,
      required: false,
    }),
  },
  async run(ctx, target, { duration }, deps: SummaryDeps) {
    const parsed = duration === null ? ok(null) : parseDuration(duration);
    if (!parsed.ok) return failure(parsed.error);
    const effectiveMs = parsed.value;
    const rule = (session: Session): Result<Session, DomainError> => adjustEnded(session, effectiveMs);
    const asked = { type: 'adjust', session: target.session, effectiveMs } as const;
    return onOwnTime(ctx, target, deps, asked, rule, (request) => deps.entries.adjust({ ...request, effectiveMs }));
  },
});

const noteForm = defineModal({
  route: IDS.entryNoteForm,
  guards: [ownedBy('owner')],
  title: 'session.noteModal.title',
  fields: { note: noteField },
  run: (ctx, target, { note }, deps: SummaryDeps) =>
    onSummary(ctx, target, deps, (request) => deps.sessions.setNote({ ...request, note })),
});

export const summaryButtons = [
  defineButton({
    route: IDS.confirm,
    guards: [ownedBy('owner')],
    run: (ctx, target, deps: SummaryDeps) => onSummary(ctx, target, deps, (request) => deps.entries.confirm(request)),
  }),
  defineButton({
    route: IDS.reopen,
    guards: [ownedBy('owner')],
    run(ctx, target, deps: SummaryDeps) {
      const rule = (session: Session): Result<Session, DomainError> => reopenEnded(session, ctx.occurredAt);
      const asked = { type: 'reopen', session: target.session } as const;
      return onOwnTime(ctx, target, deps, asked, rule, (request) => deps.entries.reopen(request));
    },
  }),
  defineButton({
    route: IDS.adjust,
    guards: [ownedBy('owner')],
    run: (ctx, target) => Promise.resolve(adjustForm.open(ctx, target)),
  }),
  adjustForm,
  defineButton({
    route: IDS.entryNote,
    guards: [ownedBy('owner')],
    // The note to begin with is on the card.
    run: (ctx, target) => Promise.resolve(noteForm.open(ctx, target, { note: noteOf(ctx.message) })),
  }),
  noteForm,
];
