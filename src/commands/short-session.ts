import { requestOf } from '../actions/actor.js';
import { missedMinimum } from '../domain/clock-out-check.js';
import { domainError } from '../domain/errors.js';
import type { SessionId } from '../domain/ids.js';
import type { Session } from '../domain/session.js';
import type { Recorded } from '../engine/api.js';
import type { MessageView } from '../views/message.js';
import { noticeView } from '../views/notice.js';
import { askAboutShort } from '../views/short-session.js';
import { IDS } from './custom-ids.js';
import type { Deps } from './deps.js';
import { defineButton } from './kit/component.js';
import type { Context } from './kit/context.js';
import { ownedBy } from './kit/guards.js';
import { failure, refreshed, update } from './kit/reply.js';
import { configOrNull, isUnseen, statusOf, summaryOf, type Presenting } from './present.js';

/** The summary after a clock-out, and for a session below the minimum of its space the question whether it should stay. */
export const askIfShort = async (
  recorded: Recorded,
  summary: MessageView,
  ctx: Context,
  deps: Pick<Presenting, 'spaces'>,
): Promise<MessageView> => {
  // What still waits on the disk cannot be deleted yet, so nothing is asked about it.
  if (isUnseen(recorded) || recorded.durability === 'journaled') return summary;
  const config = await configOrNull(deps, ctx.space);
  const minimumMs = config === null ? null : missedMinimum(config.settings, recorded.session);
  if (minimumMs === null) return summary;
  const args = { owner: ctx.user, session: recorded.session.id };
  const ids = { keepId: IDS.keepShort.encode(args), deleteId: IDS.deleteShort.encode(args) };
  return askAboutShort(summary, { minimumMs, ...ids }, ctx.t);
};

type Needs = Presenting & Pick<Deps, 'entries' | 'timesheet'>;

const endedSession = async (ctx: Context, id: SessionId, { timesheet }: Needs): Promise<Session | null> => {
  const session = await timesheet.entry(ctx.space, ctx.user, id);
  return typeof session?.endedAt === 'number' ? session : null;
};

/** It was gone on with, changed or deleted since: shows what is so now. */
const outdated = async (ctx: Context, deps: Needs) => {
  const why = domainError('STALE_CONTROL');
  const now = await deps.overview.status(ctx.space, ctx.user);
  return now.ok ? refreshed(await statusOf(now.value, ctx, deps), why) : failure(why);
};

/** The answers to the question. */
export const shortSessionButtons = [
  defineButton({
    route: IDS.keepShort,
    guards: [ownedBy('owner')],
    async run(ctx, target, deps: Needs) {
      const session = await endedSession(ctx, target.session, deps);
      if (session === null) return outdated(ctx, deps);
      const now = await deps.overview.status(ctx.space, ctx.user);
      if (!now.ok) return failure(now.error);
      return update(await summaryOf({ session, state: now.value.state, durability: 'stored', replayed: true }, ctx, deps));
    },
  }),
  defineButton({
    route: IDS.deleteShort,
    guards: [ownedBy('owner')],
    async run(ctx, target, deps: Needs) {
      const session = await endedSession(ctx, target.session, deps);
      const { settings } = await deps.spaces.get(ctx.space);
      // One that has grown since is not what was asked about.
      if (session === null || missedMinimum(settings, session) === null) return outdated(ctx, deps);
      const deleted = await deps.entries.deleteEntry({ ...requestOf(ctx), session: target.session });
      return deleted.ok ? update(noticeView(ctx.t('settings.short.deleted'))) : failure(deleted.error);
    },
  }),
];
