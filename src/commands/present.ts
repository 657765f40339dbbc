import { confirmsAt, waitsSince } from '../domain/confirming.js';
import type { Target } from '../domain/targets.js';
import type { CategoryId } from '../domain/ids.js';
import type { SpaceConfig } from '../domain/space.js';
import type { Recorded, Status } from '../engine/api.js';
import { configOrNull } from '../actions/config-or-null.js';
import type { Totals } from '../engine/store.js';
import type { MessageView } from '../views/message.js';
import { noticeView } from '../views/notice.js';
import { sessionCard } from '../views/session-card.js';
import { statusCard, type ShownStreak } from '../views/status-card.js';
import { summaryCard, type SummaryModel } from '../views/summary.js';
import type { CategoryLook } from '../views/text.js';
import { controlsOf, summaryControlsOf } from './custom-ids.js';
import type { Deps } from './deps.js';
import type { Context } from './kit/context.js';
import { besideTargets, sum, withRunning } from './totals.js';

export { configOrNull } from '../actions/config-or-null.js';

export type Presenting = Pick<Deps, 'overview' | 'spaces' | 'clock'>;
/** What a change by the clock takes, and showing it. */
export type ClockingDeps = Presenting & Pick<Deps, 'sessions'>;

/** How a category looks; its id when it is not known (the folded name, in a person's own space). */
export const lookOf = (config: SpaceConfig | null, id: CategoryId): CategoryLook =>
  config?.categories.find((category) => category.id === id) ?? { name: id, emoji: null, colour: null };

/** It was taken without knowing the member's session (Redis is away, nothing is cached): there is nothing true to show of it yet. */
export const isUnseen = ({ assumed, session }: Recorded): boolean => assumed === true && session.category === '';

/** The card after a change of the active session. */
export const cardOf = async (
  recorded: Recorded,
  ctx: Context,
  { spaces, clock }: Omit<Presenting, 'overview'>,
  look?: CategoryLook,
): Promise<MessageView> => {
  const { session, durability } = recorded;
  if (isUnseen(recorded)) return noticeView(ctx.t('common.willSync'));
  return sessionCard(
    {
      session,
      category: look ?? lookOf(await configOrNull({ spaces }, ctx.space), session.category),
      now: Math.max(clock.now(), session.startedAt),
      controls: controlsOf(ctx.user, session),
      caveat: durability === 'journaled' ? 'willSync' : null,
    },
    ctx.t,
  );
};

interface SummaryMore extends Pick<SummaryModel, 'of' | 'leftToOthers' | 'page'> {
  /** Tells the days in a row that are worth a word, where totals can be read. */
  readonly streakAt?: (totals: Totals, config: SpaceConfig) => Promise<number | null>;
}

/** The summary of an ended session, with today's and this week's totals where they can be read. Of a clock-out, unless `more` says otherwise. */
export const summaryOf = async (
  recorded: Recorded,
  ctx: Context,
  deps: Presenting,
  { streakAt, ...more }: SummaryMore = {},
): Promise<MessageView> => {
  const { session, durability } = recorded;
  if (isUnseen(recorded)) return noticeView(ctx.t('common.willSync'));
  // Totals of the store do not hold what still waits on disk.
  const reading = durability === 'journaled' ? null : deps.overview.status(ctx.space, ctx.user);
  const held = deps.spaces.loaded(ctx.space);
  const [config, status] =
    held === undefined ? await Promise.all([configOrNull(deps, ctx.space), reading]) : [held, await reading];
  const totals = status?.ok === true && !status.value.possiblyStale ? status.value.totals : null;
  const streak = totals !== null && config !== null && streakAt !== undefined ? await streakAt(totals, config) : null;
  return summaryCard(
    {
      session,
      category: lookOf(config, session.category),
      streak,
      totals: totals && { today: sum(totals.today), week: sum(totals.week), month: sum(totals.month) },
      caveat: durability === 'journaled' ? 'willSync' : null,
      controls: summaryControlsOf(ctx.user, session),
      confirmsAt: confirmsItselfAt(recorded, config),
      canReopen: recorded.state.active === null && recorded.state.last?.id === session.id,
      ...more,
    },
    ctx.t,
  );
};

/** When the entry of this change confirms itself, ms; null where that is never, or not known. */
const confirmsItselfAt = ({ session, state, durability, replayed }: Recorded, config: SpaceConfig | null): number | null => {
  const isFresh = durability === 'stored' && !replayed && session.status === 'ENDED_UNCONFIRMED';
  return isFresh && config !== null ? confirmsAt(waitsSince(session, state.changedAt), config.settings.confirmAfterDays) : null;
};

interface StatusMore {
  /** The member's weekly ones. */
  readonly targets?: readonly Target[];
  readonly streak?: ShownStreak | null;
}

/** One's own status as it is now. */
export const statusOf = async (
  { state, totals, possiblyStale }: Status,
  ctx: Context,
  { spaces, clock }: Omit<Presenting, 'overview'>,
  { targets = [], streak = null }: StatusMore = {},
): Promise<MessageView> => {
  const config = await configOrNull({ spaces }, ctx.space);
  const { active } = state;
  const now = Math.max(clock.now(), active?.startedAt ?? 0);
  const running = totals && config && withRunning(totals, active, now, config.settings);
  return statusCard(
    {
      active: active && { session: active, category: lookOf(config, active.category), controls: controlsOf(ctx.user, active) },
      totals: running && {
        ...running,
        shares: besideTargets(running, targets).map((share) => ({ ...share, category: lookOf(config, share.category) })),
      },
      streak,
      now,
      caveat: possiblyStale ? 'possiblyStale' : null,
    },
    ctx.t,
  );
};
