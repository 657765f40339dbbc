import { dayOf } from '../../domain/calendar.js';
import { countingOf } from '../../domain/counting.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import type { SessionId, UserId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { Session } from '../../domain/session.js';
import type { SpaceConfig } from '../../domain/space.js';
import { explainView, type ExplainedEntry } from '../../views/explain/explain-view.js';
import type { LayoutView } from '../../views/message.js';
import type { Deps } from '../deps.js';
import { findSession } from '../../actions/entries/find.js';
import { entryIdIn, recentEntries } from '../entries/entry-choices.js';
import { defineButton } from '../kit/component.js';
import type { Context } from '../kit/context.js';
import { defineCommand } from '../kit/define.js';
import { ownedBy } from '../kit/guards.js';
import { opt } from '../kit/options.js';
import { failure, message, update } from '../kit/reply.js';
import { lookOf } from '../present.js';
import { typingOf } from '../zone-of.js';
import { EXPLAIN_IDS } from './custom-ids.js';
import { readDay, readEntryHistory, type ReadChange, type ReadHistory } from './read.js';
import { parseTypedDay } from './typed-day.js';

export type ExplainDeps = Pick<Deps, 'timesheet' | 'overview' | 'spaces' | 'documents' | 'clock'>;

const changesOf = (session: Session, changes: readonly ReadChange[]): readonly ReadChange[] =>
  changes.filter(({ row }) => (row.after ?? row.before)?.id === session.id).toReversed();

const explained = (session: Session, { changes, reasons }: ReadHistory, config: SpaceConfig): ExplainedEntry => ({
  session,
  changes: changesOf(session, changes).map(({ row, storedAt }) => ({
    ...row,
    storedAt,
    reason: reasons.get(row.requestId) ?? '',
  })),
  look: (id) => lookOf(config, id),
  dayMs: null,
});

/** Never before the start of what runs: the clock of another process may be ahead. */
const nowFor = (ctx: Context, { clock }: Pick<Deps, 'clock'>): number => Math.max(clock.now(), ctx.occurredAt);

/** Somebody else's day, and where its pages lead. */
interface OfOther {
  readonly member: UserId;
  pageId(page: number): string;
}

/** What makes the total of a day: one's own, unless that of another member is wanted, which is for the caller to have allowed. */
export const dayView = async (ctx: Context, day: string, page: number, deps: ExplainDeps, of?: OfOther): Promise<LayoutView> => {
  const config = await deps.spaces.get(ctx.space);
  const now = nowFor(ctx, deps);
  const found = await readDay({ space: ctx.space, user: of?.member ?? ctx.user }, day, countingOf(config.settings), now, deps);
  return explainView(
    {
      of: {
        kind: 'day',
        day,
        zone: config.settings.timeZone,
        totalMs: found.totalMs,
        isStored: found.totalMs - found.runningMs === found.storedMs,
      },
      entries: found.parts.map(({ session, ms }) => ({ ...explained(session, found.history, config), dayMs: ms })),
      former: found.former.map((session) => explained(session, found.history, config)),
      refused: found.history.refused,
      isCut: found.history.isCut,
      page,
      pageId: (to) => of?.pageId(to) ?? EXPLAIN_IDS.day.encode({ owner: ctx.user, day, page: to }),
      member: of?.member ?? null,
      now,
    },
    ctx.t,
  );
};

const entryView = async (
  ctx: Context,
  id: SessionId,
  page: number,
  deps: ExplainDeps,
): Promise<Result<LayoutView, DomainError>> => {
  const [found, history, config] = await Promise.all([
    findSession(ctx, id, deps),
    readEntryHistory(ctx, id, deps),
    deps.spaces.get(ctx.space),
  ]);
  // Of one that was deleted the ledger still tells.
  const session = found.ok ? found.value.session : (history.changes[0]?.row.before ?? null);
  if (session === null) return found.ok ? err(domainError('SESSION_NOT_FOUND')) : found;
  const entry = explained(session, history, config);
  return ok(
    explainView(
      {
        of: { kind: 'entry', counting: session.counting ?? countingOf(config.settings) },
        entries: found.ok ? [entry] : [],
        former: found.ok ? [] : [entry],
        refused: [],
        isCut: history.isCut,
        page,
        pageId: (to) => EXPLAIN_IDS.entry.encode({ owner: ctx.user, session: id, page: to }),
        now: nowFor(ctx, deps),
      },
      ctx.t,
    ),
  );
};

/** Where a total comes from: an entry or a day, today's unless told. */
export const explain = defineCommand({
  name: 'explain',
  visibility: 'ephemeral',
  guards: [],
  options: {
    entry: opt.string({ minLength: 1, maxLength: 100, autocomplete: recentEntries }).optional(),
    day: opt.string({ minLength: 1, maxLength: 40 }).optional(),
  },
  async run(ctx, { entry, day }, deps: ExplainDeps) {
    if (entry !== undefined) {
      const id = entryIdIn(entry);
      if (id === null) return failure(domainError('SESSION_NOT_FOUND'));
      const view = await entryView(ctx, id, 0, deps);
      return view.ok ? message(view.value) : failure(view.error);
    }
    const { settings } = await deps.spaces.get(ctx.space);
    const { zone, dayStart } = countingOf(settings);
    const named =
      day === undefined ? ok(dayOf(nowFor(ctx, deps), zone, dayStart)) : parseTypedDay(day, await typingOf(ctx, deps));
    return named.ok ? message(await dayView(ctx, named.value, 0, deps)) : failure(named.error);
  },
});

export const explainButtons = [
  defineButton({
    route: EXPLAIN_IDS.day,
    guards: [ownedBy('owner')],
    run: async (ctx, { day, page }, deps: ExplainDeps) => update(await dayView(ctx, day, page, deps)),
  }),
  defineButton({
    route: EXPLAIN_IDS.entry,
    guards: [ownedBy('owner')],
    async run(ctx, { session, page }, deps: ExplainDeps) {
      const view = await entryView(ctx, session, page, deps);
      return view.ok ? update(view.value) : failure(view.error);
    },
  }),
];
