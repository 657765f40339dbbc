import { requestOf } from '../actions/actor.js';
import { lacksNote } from '../domain/clock-out-check.js';
import { resolveCategory } from '../domain/category-search.js';
import { domainError, type DomainError, type ErrorCode } from '../domain/errors.js';
import type { SessionId } from '../domain/ids.js';
import type { Result } from '../domain/result.js';
import type { Recorded, RequestOnActive } from '../engine/api.js';
import type { MessageView } from '../views/message.js';
import { noteOf, suggestedNoteOf } from '../views/read-back.js';
import { clockInTo } from './clock-in.js';
import { IDS } from './custom-ids.js';
import type { Deps } from './deps.js';
import { clockedOutView, type EndingDeps } from './entries/after-clock-out.js';
import type { Context } from './kit/context.js';
import { defineButton } from './kit/component.js';
import { field } from './kit/fields/index.js';
import { mayClockIn, ownedBy } from './kit/guards.js';
import { defineModal } from './kit/modal.js';
import { failure, message, refreshed, update, type Reply } from './kit/reply.js';
import { NOTE_FIELD, noteField } from './note-field.js';
import { cardOf, configOrNull, isUnseen, statusOf, type ClockingDeps, type Presenting } from './present.js';
import { shortSessionButtons } from './short-session.js';

interface Target {
  readonly session: SessionId;
}

/** The card shows something that is no longer so. */
const OUTDATED: ReadonlySet<ErrorCode> = new Set([
  'SESSION_NOT_ACTIVE',
  'SESSION_ALREADY_PAUSED',
  'SESSION_NOT_PAUSED',
  'SESSION_NOT_FOUND',
  'STALE_CONTROL',
]);

/**
 * A click on a card (its guard has let only the owner through): the change names the session, so that it happens only while that is the active one. A card that
 * is behind explains itself and turns into what is so now. Where nobody can look (Redis is away, and nothing is known here), the change is
 * taken all the same, and judged when it is brought in.
 */
const onCard = async <Needs extends Presenting>(
  ctx: Context,
  target: Target,
  deps: Needs,
  change: (request: RequestOnActive) => Promise<Result<Recorded, DomainError>>,
  show: (recorded: Recorded, ctx: Context, deps: Needs) => Promise<MessageView>,
): Promise<Reply> => {
  const changed = await change({ ...requestOf(ctx), session: target.session });
  if (changed.ok) {
    const view = await show(changed.value, ctx, deps);
    // The card stays as it is: it says more than we know now.
    return isUnseen(changed.value) ? message(view) : update(view);
  }
  if (!OUTDATED.has(changed.error.code)) return failure(changed.error);
  // Of the card's session it is the same: there is another one, or none.
  const why = changed.error.code === 'SESSION_NOT_ACTIVE' ? domainError('STALE_CONTROL') : changed.error;
  const now = await deps.overview.status(ctx.space, ctx.user);
  return now.ok ? refreshed(await statusOf(now.value, ctx, deps), why) : failure(why);
};

/** A note could be set on the last session too, but not from its card: that one is behind. Null while it is the active one. */
const behind = async (ctx: Context, { session }: Target, deps: Presenting): Promise<Reply | null> => {
  const now = await deps.overview.status(ctx.space, ctx.user);
  if (!now.ok || now.value.state.active?.id === session) return null;
  return refreshed(await statusOf(now.value, ctx, deps), domainError('STALE_CONTROL'));
};

/** The form that changes the note of the session on a card. */
export const noteForm = defineModal({
  route: IDS.note,
  guards: [ownedBy('owner')],
  title: 'session.noteModal.title',
  fields: { note: noteField },
  run: async (ctx, target, { note }, deps: ClockingDeps) =>
    (await behind(ctx, target, deps)) ??
    onCard(ctx, target, deps, (request) => deps.sessions.setNote({ ...request, note }), cardOf),
});

/** The form that a clock-out opens where the space wants a note and the session has none. */
const clockOutForm = defineModal({
  route: IDS.clockOutNote,
  allowance: 'clock',
  guards: [ownedBy('owner')],
  title: 'settings.noteForm.title',
  fields: {
    note: field.text(NOTE_FIELD),
  },
  run: (ctx, target, { note }, deps: EndingDeps & ClockingDeps) =>
    onCard(ctx, target, deps, (request) => deps.sessions.clockOut({ ...request, note }), clockedOutView),
});

export const sessionButtons = [
  defineButton({
    route: IDS.pause,
    allowance: 'clock',
    guards: [ownedBy('owner')],
    run: (ctx, target, deps: ClockingDeps) => onCard(ctx, target, deps, (request) => deps.sessions.pause(request), cardOf),
  }),
  defineButton({
    route: IDS.resume,
    allowance: 'clock',
    guards: [ownedBy('owner')],
    run: (ctx, target, deps: ClockingDeps) => onCard(ctx, target, deps, (request) => deps.sessions.resume(request), cardOf),
  }),
  defineButton({
    route: IDS.clockOut,
    allowance: 'clock',
    guards: [ownedBy('owner')],
    run(ctx, target, deps: EndingDeps & ClockingDeps) {
      // A form cannot follow a defer, so it is opened by what is in memory: the note is on the card.
      const clockOut = () => onCard(ctx, target, deps, (request) => deps.sessions.clockOut(request), clockedOutView);
      const note = noteOf(ctx.message);
      const config = deps.spaces.loaded(ctx.space);
      if (config === undefined) {
        // Where the settings have to be fetched first, it is said how to go about it.
        return configOrNull(deps, ctx.space).then((read) =>
          read !== null && lacksNote(read.settings, note) ? failure(domainError('NOTE_REQUIRED')) : clockOut(),
        );
      }
      return lacksNote(config.settings, note) ? Promise.resolve(clockOutForm.open(ctx, target)) : clockOut();
    },
  }),
  defineButton({
    route: IDS.editNote,
    guards: [ownedBy('owner')],
    // No I/O here: a modal cannot follow a defer. The note to begin with is on the card; whether the card is behind shows at the submit.
    run: (ctx, target) => Promise.resolve(noteForm.open(ctx, target, { note: noteOf(ctx.message) })),
  }),
  noteForm,
  clockOutForm,
  ...shortSessionButtons,
  defineButton({
    route: IDS.clockIn,
    allowance: 'clock',
    guards: [ownedBy('owner'), mayClockIn],
    async run(ctx, { category }, deps: Pick<Deps, 'sessions' | 'overview' | 'spaces' | 'clock' | 'ids'>) {
      const found = resolveCategory(await deps.spaces.get(ctx.space), category);
      if (!found.ok) return failure(found.error);
      const reply = await clockInTo(ctx, found.value, suggestedNoteOf(ctx.message), deps);
      return reply.kind === 'message' ? update(reply.view) : reply;
    },
  }),
];
