import type { DomainError } from '../../domain/errors.js';
import type { Result } from '../../domain/result.js';
import type { Recorded, Request } from '../../engine/api.js';
import { clashCard, readBackCard, type DraftModel } from '../../views/entries/draft-card.js';
import type { MessageView } from '../../views/message.js';
import { noticeView } from '../../views/notice.js';
import { requestChannel } from '../../actions/approvals/channel.js';
import { keepCategory } from '../../actions/category-of.js';
import { IDS } from '../custom-ids.js';
import type { Deps } from '../deps.js';
import { defineButton } from '../kit/component.js';
import type { Context } from '../kit/context.js';
import { ownedBy } from '../kit/guards.js';
import { failure, message, update, type Reply } from '../kit/reply.js';
import { configOrNull, lookOf } from '../present.js';
import { ownDesk, type Desk } from './desk.js';
import { readDraft, type Draft, type DraftFields } from './draft.js';
import { refusalOf } from '../../actions/entries/limits.js';
import { weigh, type Clashing, type Ready } from './weigh.js';

export type SavingDeps = Pick<Deps, 'overview' | 'timesheet' | 'spaces' | 'entries' | 'channels' | 'clock' | 'ids'>;

/**
 * Shows what a draft comes to and asks whether to store it, or to ask for approval, or what is in its way. As `weigh`; the reason why it needs
 * approval where nobody is asked.
 */
export const review = async (
  ctx: Context,
  draft: Draft,
  deps: SavingDeps,
  show: (view: MessageView) => Reply,
  desk: Desk = ownDesk(ctx, deps),
): Promise<Reply> => {
  const weighed = await weigh(desk.subject, draft, deps);
  if (!weighed.ok) return failure(weighed.error);
  const { needsApproval } = weighed.value;
  const isRefused =
    needsApproval !== null && (desk.ask(weighed.value.draft) === null || (await requestChannel(ctx, deps)) === null);
  return isRefused ? failure(refusalOf(needsApproval)) : show(await cardFor(ctx, weighed.value, deps, desk));
};

const cardFor = async (ctx: Context, weighed: Ready | Clashing, deps: SavingDeps, desk: Desk): Promise<MessageView> => {
  const config = await configOrNull(deps, ctx.space);
  const { draft, before, after } = weighed;
  const model: DraftModel = {
    before,
    after,
    category: draft.category?.category ?? lookOf(config, after.category),
    changes: { note: draft.patch.note !== undefined, breaks: draft.patch.pauses !== undefined },
    now: Math.max(ctx.occurredAt, after.startedAt),
    about: desk.about,
  };
  const { cancel } = desk;
  const reviewed = (changed: Partial<Draft['patch']> = {}, cuts = draft.cuts): string =>
    desk.review({ ...draft, patch: { ...draft.patch, ...changed }, cuts });
  if (weighed.kind === 'clash') {
    const { clash, ways } = weighed;
    const other = { session: clash.other, category: lookOf(config, clash.other.category) };
    const controls = {
      startAt: ways.startAt === null ? null : reviewed({ startedAt: ways.startAt }),
      endAt: ways.endAt === null ? null : reviewed({ endedAt: ways.endAt }),
      cut: ways.cut === null ? null : reviewed({}, true),
      cancel,
    };
    return clashCard({ ...model, other, controls }, ctx.t);
  }
  const { cut, needsApproval } = weighed;
  const ask = desk.ask(draft);
  const go = needsApproval === null || ask === null ? { save: desk.save(draft) } : { ask, limit: needsApproval };
  return readBackCard(
    {
      ...model,
      cut: cut && { before: { session: cut.before, category: lookOf(config, cut.before.category) }, after: cut.after },
      controls: { ...go, cancel },
    },
    ctx.t,
  );
};

const send = (asked: Request, { command }: Ready, deps: SavingDeps): Promise<Result<Recorded, DomainError>> => {
  const { apart, also } = command;
  const request = { ...asked, ...(apart === undefined ? {} : { apart }), ...(also === undefined ? {} : { also }) };
  return command.type === 'addEntry'
    ? deps.entries.addEntry({ ...request, entry: command.entry })
    : deps.entries.editEntry({ ...request, session: command.session, patch: command.patch });
};

/** Stores a draft. When something has come into its way meanwhile, or it needs approval, nothing is stored and that is shown instead. */
export const store = async (
  ctx: Context,
  draft: Draft,
  deps: SavingDeps,
  show: (view: MessageView) => Reply,
  desk: Desk = ownDesk(ctx, deps),
): Promise<Reply> => {
  const weighed = await weigh(desk.subject, draft, deps);
  if (!weighed.ok) return failure(weighed.error);
  const { value } = weighed;
  if (value.kind === 'clash' || value.needsApproval !== null) return review(ctx, draft, deps, show, desk);
  const stored = await desk.commit(() => send(desk.request, value, deps));
  if (!stored.ok) {
    // Another change took the time between our look and the commit: the next look sees it.
    return stored.error.code === 'ENTRY_OVERLAPS' ? review(ctx, draft, deps, show, desk) : failure(stored.error);
  }
  if (draft.category !== null) await keepCategory(ctx, draft.category, deps);
  const wasActive = value.before?.endedAt === null;
  return show(await desk.stored(stored.value, wasActive ? 'clockedOut' : value.before === null ? 'added' : 'saved'));
};

/** Goes on with the draft of the message that was clicked. */
const goOn = async (ctx: Context, ids: DraftFields, deps: SavingDeps, by: typeof review | typeof store): Promise<Reply> => {
  const draft = await readDraft(ctx, ids, deps);
  return draft.ok ? by(ctx, draft.value, deps, update) : failure(draft.error);
};

export const draftButtons = [
  defineButton({
    route: IDS.review,
    guards: [ownedBy('owner')],
    run: (ctx, ids, deps: SavingDeps) => goOn(ctx, ids, deps, review),
  }),
  defineButton({
    route: IDS.save,
    guards: [ownedBy('owner')],
    run: (ctx, ids, deps: SavingDeps) => goOn(ctx, ids, deps, store),
  }),
  defineButton({
    route: IDS.cancel,
    guards: [ownedBy('owner')],
    run: (ctx) => Promise.resolve(update(noticeView(ctx.t('entries.cancelled')))),
  }),
];

/** For answers to commands and forms: a message of its own. */
export const asMessage = (view: MessageView): Reply => message(view);
