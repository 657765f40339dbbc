import { requestOf } from '../../actions/actor.js';
import { MessageFlags } from 'discord-api-types/v10';
import { domainError, SESSION_IS_OVER, type DomainError } from '../../domain/errors.js';
import { effectiveMs } from '../../domain/effective.js';
import type { SessionId, SpaceId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import type { Session } from '../../domain/session.js';
import { formatTypedTime } from '../../domain/typed/time.js';
import type { Recorded } from '../../engine/api.js';
import { stillWorking } from '../../engine/documents/kinds/asked-still-working.js';
import { formatDuration } from '../../i18n/format.js';
import { noticeView } from '../../views/notice.js';
import { stoppedAtCard } from '../../views/still-working/stopped-at-card.js';
import { categoryLabel, mentionUser, timestamp } from '../../views/text.js';
import { momentIn, momentText } from '../custom-ids.js';
import type { Deps } from '../deps.js';
import { leaveToOthers } from '../../actions/entries/leave-to-others.js';
import { clockedOutView, type EndingDeps } from '../entries/after-clock-out.js';
import { possibleEnds, readMoments } from '../entries/typed-times.js';
import { defineButton } from '../kit/component.js';
import type { Context } from '../kit/context.js';
import { field } from '../kit/fields/index.js';
import { ownedBy } from '../kit/guards.js';
import { defineModal } from '../kit/modal.js';
import { failure, message, update, type Reply } from '../kit/reply.js';
import { configOrNull, lookOf } from '../present.js';
import { typingOf } from '../zone-of.js';
import { STILL_WORKING_IDS, spaceIn } from './custom-ids.js';

type Needs = EndingDeps & Pick<Deps, 'sessions' | 'documents'>;

/** What a custom id is about. */
interface Target {
  readonly place: string;
  readonly session: SessionId;
}

const guards = [ownedBy('owner')];

/** A direct message is in no server: the same person in the space that the question is about. */
const inPlace = (ctx: Context, { place }: Target): Context => ({ ...ctx, space: spaceIn(place, ctx.user) });

/** Is the message for the member alone? Else it says nothing about their time. */
const isPrivate = ({ place, message: shown }: Context): boolean =>
  place === 'direct-message' || ((shown?.flags ?? 0) & MessageFlags.Ephemeral) !== 0;

/** In place of the question: what came of it, or in a channel only that there was an answer. */
const answered = (ctx: Context, text: string): Reply =>
  update(noticeView(isPrivate(ctx) ? text : ctx.tPublic('stillworking.answered', { member: mentionUser(ctx.user) })));

/** The session is not on the clock any more: a late answer changes nothing. */
const over = async (ctx: Context, about: Context, session: SessionId, { timesheet }: Pick<Deps, 'timesheet'>): Promise<Reply> => {
  const ended = await timesheet.entry(about.space, about.user, session);
  if (typeof ended?.endedAt !== 'number') return failure(domainError('STALE_CONTROL'));
  const text = ctx.t('stillworking.over', { time: timestamp(ended.endedAt, 'f') });
  return isPrivate(ctx) ? update(noticeView(text)) : message(noticeView(text));
};

/** The session if it is on the clock. STALE_CONTROL; as `overview.status`. */
const onTheClock = async (
  space: SpaceId,
  ctx: Context,
  id: SessionId,
  { overview }: Pick<Deps, 'overview'>,
): Promise<Result<Session | null, DomainError>> => {
  const status = await overview.status(space, ctx.user);
  if (!status.ok) return status;
  const { active } = status.value.state;
  return ok(active?.id === id ? active : null);
};

const goOn = defineButton({
  route: STILL_WORKING_IDS.goOn,
  allowance: 'clock',
  guards,
  async run(ctx, target, deps: Needs) {
    const about = inPlace(ctx, target);
    const { space, user, occurredAt: at } = about;
    const active = await onTheClock(space, ctx, target.session, deps);
    if (!active.ok) return failure(active.error);
    if (active.value === null) return over(ctx, about, target.session, deps);
    const by = { actor: user, requestId: ctx.id, at, event: 'goesOn', source: ctx.source };
    const kept = await deps.documents.of(stillWorking).update({ space, user }, by, (known) => {
      const isAbout = known.session === target.session;
      return ok({
        ...known,
        session: target.session,
        goOnAt: Math.max(at, isAbout ? (known.goOnAt ?? 0) : 0),
        asked: isAbout ? known.asked : [],
      });
    });
    return kept.ok ? answered(ctx, ctx.t('stillworking.goesOn')) : failure(kept.error);
  },
});

/** Ends the session by `end`, and shows what it came to. */
const stopBy = async (
  ctx: Context,
  target: Target,
  deps: Needs,
  end: (about: Context) => Promise<Result<Recorded, DomainError>>,
): Promise<Reply> => {
  const about = inPlace(ctx, target);
  const ended = await end(about);
  if (!ended.ok) return SESSION_IS_OVER.has(ended.error.code) ? over(ctx, about, target.session, deps) : failure(ended.error);
  // The buttons of a summary are about the place where they are clicked.
  if (isPrivate(ctx) && about.space === ctx.space) return update(await clockedOutView(ended.value, ctx, deps));
  const { session } = (await leaveToOthers(ended.value, about, deps)).recorded;
  const look = lookOf(await configOrNull(deps, about.space), session.category);
  const duration = formatDuration(effectiveMs(session, session.endedAt ?? session.startedAt), ctx.t);
  return answered(ctx, ctx.t('stillworking.stopped', { duration, category: categoryLabel(look) }));
};

const stop = defineButton({
  route: STILL_WORKING_IDS.stop,
  allowance: 'clock',
  guards,
  run: (ctx, target, deps: Needs) =>
    stopBy(ctx, target, deps, (about) => deps.sessions.clockOut({ ...requestOf(about), session: target.session })),
});

const endAt = defineButton({
  route: STILL_WORKING_IDS.endAt,
  allowance: 'clock',
  guards,
  run(ctx, { at, ...target }, deps: Needs) {
    const endedAt = momentIn(at) ?? ctx.occurredAt;
    return stopBy(ctx, target, deps, (about) =>
      deps.sessions.endAt({ ...requestOf(about), session: target.session, endedAt, reason: 'member' }),
    );
  },
});

const stoppedAtForm = defineModal({
  route: STILL_WORKING_IDS.stoppedAtForm,
  allowance: 'clock',
  guards,
  title: 'stillworking.form.title',
  fields: {
    time: field.text({
      label: 'stillworking.form.time',
      description: 'stillworking.form.description',
      placeholder: 'entries.fields.timeExample',
      max: 64,
    }),
  },
  /** Shows what was understood: nothing is ended before the member has seen it. */
  async run(ctx, { owner, ...target }, { time }, deps: Needs) {
    const about = inPlace(ctx, target);
    const [active, context] = await Promise.all([onTheClock(about.space, ctx, target.session, deps), typingOf(about, deps)]);
    if (!active.ok) return failure(active.error);
    if (active.value === null) return over(ctx, about, target.session, deps);
    const read = readMoments(time, context);
    if (!read.ok) return failure(read.error);
    const possible = possibleEnds(read.value, active.value.startedAt, ctx.occurredAt);
    if (!possible.ok) return failure(possible.error);
    const choices = possible.value.map((at) => ({
      id: STILL_WORKING_IDS.endAt.encode({ owner, ...target, at: momentText(at) }),
      at,
      time: formatTypedTime(at, context.zone),
    }));
    return message(stoppedAtCard(choices, ctx.t));
  },
});

const stoppedAt = defineButton({
  route: STILL_WORKING_IDS.stoppedAt,
  allowance: 'clock',
  guards,
  // No I/O here: a form cannot follow a defer.
  run: (ctx, target) => Promise.resolve(stoppedAtForm.open(ctx, target)),
});

/** The answers to "Still working?". */
export const answerComponents = [goOn, stop, endAt, stoppedAt, stoppedAtForm];
