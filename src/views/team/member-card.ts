import { ButtonStyle, type APIButtonComponentWithCustomId } from 'discord-api-types/v10';
import type { Capability } from '../../domain/capabilities.js';
import { effectiveMs } from '../../domain/effective.js';
import type { UserId } from '../../domain/ids.js';
import type { Session } from '../../domain/session.js';
import type { Suspension } from '../../domain/suspensions.js';
import { formatDay, formatDuration } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { userText } from '../../i18n/user-text.js';
import { COLOUR } from '../colours.js';
import { buttons, container, lines, separator, text, type Block } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import { button, type LayoutView } from '../message.js';
import type { Caveat } from '../session-card.js';
import { shareText, type StatusModel } from '../status-card.js';
import { categoryLabel, mentionUser, periodText, timestamp, type CategoryLook } from '../text.js';
import { factsOf } from './team-card.js';

interface Shown {
  readonly session: Session;
  readonly category: CategoryLook;
}

export interface MemberCardModel {
  readonly member: UserId;
  readonly active: Shown | null;
  /** As a member's own status shows them; null when they could not be read. */
  readonly totals: StatusModel['totals'];
  /** Newest first; of the last `days` days. */
  readonly last: readonly Shown[];
  readonly days: number;
  /** Entries of these days that wait to be confirmed, and what they count, ms. */
  readonly unconfirmed: { readonly count: number; readonly ms: number };
  /** That wait for an answer. */
  readonly requests: number;
  /** The last day of the leave that goes on, `yyyymmdd`; null when there is none, or when the reader may not see it. */
  readonly leaveUntil: string | null;
  /** The one that holds; null when there is none, or when the reader may not see it. */
  readonly suspension: Suspension | null;
  readonly grants: { readonly allowed: readonly Capability[]; readonly denied: readonly Capability[] };
  /** Custom ids of the buttons; null where the reader may not do that. */
  readonly controls: Readonly<Record<'edit' | 'add' | 'explain' | 'force' | 'suspend' | 'restore', string | null>> & {
    readonly refresh: string;
  };
  /** ms */
  readonly now: number;
  readonly caveat: Caveat | null;
}

const stateText = ({ active }: MemberCardModel, t: Translator): string => {
  if (active === null) return t('team.member.off');
  const { startedAt, pausedSince } = active.session;
  const [category, time] = [categoryLabel(active.category), timestamp(startedAt, 't')];
  return pausedSince === null
    ? t('team.member.on', { category, time, relative: timestamp(startedAt, 'R') })
    : t('team.member.onBreak', { category, time, break: timestamp(pausedSince, 'R') });
};

const leaveText = ({ leaveUntil }: MemberCardModel, t: Translator): readonly string[] =>
  leaveUntil === null ? [] : [`🏖️ ${t('team.leaveUntil', { day: formatDay(leaveUntil, t) })}`];

const sumsText = ({ totals }: MemberCardModel, t: Translator): string =>
  totals === null
    ? t('team.member.unknown')
    : t('team.member.sums', {
        today: formatDuration(totals.today, t),
        week: formatDuration(totals.week, t),
        month: formatDuration(totals.month, t),
      });

/** An entry with a mark when it waits to be confirmed. Notes stay with the member. */
const entryText = ({ session, category }: Shown, t: Translator): string => {
  const { startedAt, endedAt, status } = session;
  const end = endedAt ?? startedAt;
  const mark = status === 'ENDED_UNCONFIRMED' ? ` · ${t('entries.list.unconfirmed')}` : '';
  return `- ${categoryLabel(category)} · ${periodText(startedAt, end)} · ${formatDuration(effectiveMs(session, end), t)}${mark}`;
};

const lastText = ({ last, days }: MemberCardModel, t: Translator): string =>
  last.length === 0
    ? t('team.member.noEntries', { days })
    : [`**${t('team.member.last')}**`, ...last.map((entry) => entryText(entry, t))].join('\n');

const openText = ({ unconfirmed, requests }: MemberCardModel, t: Translator): string => {
  const facts = factsOf({ isOn: false, unconfirmed, requests, leaveUntil: null }, t);
  return facts === '' ? t('team.member.nothingOpen') : facts;
};

const suspensionText = ({ suspension }: MemberCardModel, t: Translator): readonly string[] => {
  if (suspension === null) return [];
  const reason = userText(suspension.reason);
  return [
    suspension.until === null
      ? t('team.member.suspended', { reason })
      : t('team.member.suspendedUntil', { until: timestamp(suspension.until, 'f'), reason }),
  ];
};

const grantsText = ({ grants: { allowed, denied } }: MemberCardModel, t: Translator): readonly string[] => {
  const names = (all: readonly Capability[]): string => all.map((one) => t(`permissions.capabilities.${one}.name`)).join(', ');
  return [
    ...(allowed.length === 0 ? [] : [t('team.member.allowed', { what: names(allowed) })]),
    ...(denied.length === 0 ? [] : [t('team.member.denied', { what: names(denied) })]),
  ];
};

const buttonsOf = ({ controls }: MemberCardModel, t: Translator): readonly APIButtonComponentWithCustomId[] => {
  const { edit, add, explain, force, suspend, restore, refresh } = controls;
  const one = (id: string | null, label: string, style: APIButtonComponentWithCustomId['style']) =>
    id === null ? [] : [button(id, label, style)];
  return [
    ...one(edit, t('team.member.edit'), ButtonStyle.Primary),
    ...one(add, t('team.member.add'), ButtonStyle.Secondary),
    ...one(explain, t('team.member.explain'), ButtonStyle.Secondary),
    ...one(force, t('team.member.force'), ButtonStyle.Danger),
    ...one(suspend, t('team.member.suspend'), ButtonStyle.Danger),
    ...one(restore, t('team.member.restore'), ButtonStyle.Success),
    ...one(refresh, t('team.member.back'), ButtonStyle.Secondary),
  ];
};

const colourOf = ({ active }: MemberCardModel): number => {
  if (active === null) return COLOUR.off;
  return active.session.pausedSince === null ? (active.category.colour ?? COLOUR.running) : COLOUR.paused;
};

/** A member's time at a glance, for those who look after a team. */
export const memberCard = (model: MemberCardModel, t: Translator): LayoutView => {
  const { member, totals, caveat } = model;
  const shares = (totals?.shares ?? []).map((share) => shareText(share, t));
  const rights = [...suspensionText(model, t), ...grantsText(model, t)];
  const blocks: readonly Block[] = [
    text(
      [`### ${t('team.member.title', { member: mentionUser(member) })}`, stateText(model, t), ...leaveText(model, t)].join('\n'),
    ),
    text(sumsText(model, t)),
    ...(shares.length === 0 ? [] : [lines(shares)]),
    separator(),
    text(lastText(model, t)),
    text(openText(model, t)),
    ...(rights.length === 0 ? [] : [separator(), text(rights.join('\n'))]),
    ...(caveat === null ? [] : [text(`-# ${t(`common.${caveat}`)}`)]),
    ...buttons(buttonsOf(model, t)),
  ];
  return layout([container(blocks, colourOf(model))], t);
};
