import type { APIEmbedField } from 'discord-api-types/v10';
import type { UserId } from '../domain/ids.js';
import type { Session } from '../domain/session.js';
import type { Streak } from '../domain/streak.js';
import { formatDuration, formatNumber } from '../i18n/format.js';
import type { Translator } from '../i18n/translator.js';
import { COLOUR } from './colours.js';
import { messageView, type MessageView } from './message.js';
import {
  caveatFooter,
  noteDescription,
  sessionButtons,
  sessionFields,
  type Caveat,
  type SessionControls,
} from './session-card.js';
import { doneText, leftText, progressBar } from './targets/progress.js';
import { categoryLabel, fitLines, mentionUser, timestamp, type CategoryLook } from './text.js';

export interface StatusModel {
  readonly active: { readonly session: Session; readonly category: CategoryLook; readonly controls: SessionControls } | null;
  /** Effective time, the running session included, ms; null when it could not be read. */
  readonly totals: {
    readonly today: number;
    readonly week: number;
    readonly month: number;
    /** Of this week, largest first; those with a target (ms) also when nothing was done for it yet. */
    readonly shares: readonly { readonly category: CategoryLook; readonly ms: number; readonly targetMs?: number }[];
  } | null;
  /** Null: not known, or there never was one. */
  readonly streak?: ShownStreak | null;
  readonly now: number;
  readonly caveat: Caveat | null;
}

/** Days in a row, and whether the day that it is counts by now. */
export type ShownStreak = Pick<Streak, 'present' | 'longest' | 'todayCounts'>;

/** About ten lines: a glance, not a report. */
const SHARES_CHARACTERS = 600;

export type Share = NonNullable<StatusModel['totals']>['shares'][number];

/** What was done of a category this week, beside its target if there is one. */
export const shareText = ({ category, ms, targetMs }: Share, t: Translator): string => {
  const label = categoryLabel(category);
  if (targetMs === undefined) return t('session.status.share', { category: label, duration: formatDuration(ms, t) });
  const progress = { targetMs, workedMs: ms };
  const [bar, done, left] = [progressBar(progress), doneText(progress, t), leftText(progress, false, t)];
  return t('targets.status', { category: label, bar, done, left });
};

type Sums = Pick<NonNullable<StatusModel['totals']>, 'today' | 'week' | 'month'>;

const sumFields = ({ today, week, month }: Sums, t: Translator): APIEmbedField[] => [
  { name: t('session.status.today'), value: formatDuration(today, t), inline: true },
  { name: t('session.status.week'), value: formatDuration(week, t), inline: true },
  { name: t('session.status.month'), value: formatDuration(month, t), inline: true },
];

const totalsFields = (totals: StatusModel['totals'], t: Translator): APIEmbedField[] => {
  if (totals === null) return [{ name: t('session.status.week'), value: t('session.summary.totalsUnknown') }];
  const lines = totals.shares.map((share) => shareText(share, t));
  const hasTargets = totals.shares.some(({ targetMs }) => targetMs !== undefined);
  const shares = fitLines(lines, SHARES_CHARACTERS, (n) => t('common.more', { n }));
  const hasShares = totals.shares.length > 1 || hasTargets;
  return [...sumFields(totals, t), ...(hasShares ? [{ name: t('session.status.shares'), value: shares }] : [])];
};

/** Days in a row, in a line; null when there have never been any. */
export const streakText = (streak: ShownStreak | null, t: Translator): string | null => {
  if (streak === null || streak.longest === 0) return null;
  const { present, longest, todayCounts } = streak;
  const now = present === 0 ? t('session.streak.none') : t('session.streak.days', { count: present });
  const parts = [
    now,
    ...(present > 0 && !todayCounts ? [t('session.streak.open')] : []),
    ...(longest > present ? [t('session.streak.longest', { n: formatNumber(longest, t) })] : []),
  ];
  return parts.join(' · ');
};

const streakFields = ({ streak = null }: StatusModel, t: Translator): APIEmbedField[] => {
  const value = streakText(streak, t);
  return value === null ? [] : [{ name: t('session.streak.title'), value }];
};

const titleOf = ({ active }: StatusModel, t: Translator): string => {
  if (active === null) return t('session.status.titleOff');
  const category = categoryLabel(active.category);
  return active.session.status === 'PAUSED'
    ? t('session.status.titlePaused', { category })
    : t('session.status.titleOn', { category });
};

const colourOf = ({ active }: StatusModel): number => {
  if (active === null) return COLOUR.off;
  return active.session.status === 'PAUSED' ? COLOUR.paused : (active.category.colour ?? COLOUR.running);
};

/** One's own status: the session with its buttons, and totals. */
export const statusCard = (model: StatusModel, t: Translator): MessageView => {
  const { active, totals, now, caveat } = model;
  const session = active?.session;
  return messageView({
    embeds: [
      {
        title: titleOf(model, t),
        color: colourOf(model),
        ...(session === undefined ? { description: t('session.status.hint') } : noteDescription(session.note)),
        fields: [
          ...(session === undefined ? [] : sessionFields(session, now, t)),
          ...totalsFields(totals, t),
          ...streakFields(model, t),
        ],
        ...caveatFooter(caveat, t),
      },
    ],
    components: active === null ? [] : sessionButtons(active.session, active.controls, t),
  });
};

export interface OtherStatusModel {
  readonly member: UserId;
  /** ms; null when not on the clock. */
  readonly since: number | null;
  /** Effective time, the running session included, ms; null: the reader may not see it, or it could not be read. */
  readonly totals: Sums | null;
  readonly caveat: Caveat | null;
}

/** What the reader may know of somebody else. */
export const otherStatusCard = ({ member, since, totals, caveat }: OtherStatusModel, t: Translator): MessageView => {
  const mention = mentionUser(member);
  const description =
    since === null
      ? t('session.status.otherOff', { member: mention })
      : t('session.status.otherOn', { member: mention, time: timestamp(since, 't'), relative: timestamp(since, 'R') });
  const color = since === null ? COLOUR.off : COLOUR.running;
  const fields = totals === null ? {} : { fields: sumFields(totals, t) };
  return messageView({ embeds: [{ description, color, ...fields, ...caveatFooter(caveat, t) }] });
};
