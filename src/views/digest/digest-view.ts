import type { Compared } from '../../domain/digest.js';
import type { GuildId } from '../../domain/ids.js';
import type { Week } from '../../domain/week.js';
import { formatDayRange, formatDuration, formatNumber, formatPercent } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { container, text } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import type { LayoutView } from '../message.js';
import { categoryLabel, type CategoryLook } from '../text.js';

/** What the week that has begun will likely be, hours: the middle, and what holds four of five such weeks. */
export interface ComingWeek {
  readonly hours: number;
  readonly low: number;
  readonly high: number;
}

interface WeekModel extends Compared {
  /** The week that is told. */
  readonly week: Week;
  /** The largest first. */
  readonly categories: readonly (Compared & { readonly look: CategoryLook })[];
  /** Null: it is not known yet. */
  readonly coming: ComingWeek | null;
}

export interface MemberDigestModel extends WeekModel {
  /** Where it is about, in a direct message; null: where it is read. */
  readonly guild: GuildId | null;
  /** Targets of the week, those of nothing apart; null: there were none. */
  readonly targets: { readonly reached: number; readonly of: number } | null;
  /** Days in a row up to now. */
  readonly streak: number;
}

export interface ServerDigestModel extends WeekModel {
  readonly people: number;
  /** Categories of too few people, together; null: there are none. */
  readonly others: Compared | null;
}

const HOUR = 3_600_000;
/** Lines of categories; a digest is to be read at a glance. */
const CATEGORIES = 5;
/** A week that differs by less than this is as usual. */
const NOTABLE = 0.05;
/** A single day is no streak. */
const WORTH_A_WORD = 2;

const changeText = ({ ms, usualMs }: Compared, t: Translator): string => {
  const ratio = ms / usualMs - 1;
  if (Math.abs(ratio) < NOTABLE) return t('digest.change.same');
  const percent = formatPercent(Math.round(Math.abs(ratio) * 100) / 100, t);
  return t(ratio > 0 ? 'digest.change.more' : 'digest.change.less', { percent });
};

const totalText = (model: Compared, t: Translator): string => {
  const duration = formatDuration(model.ms, t);
  // Of somebody who has just begun nothing is usual.
  if (model.usualMs <= 0) return t('digest.total', { duration });
  return t('digest.totalCompared', { duration, change: changeText(model, t), usual: formatDuration(model.usualMs, t) });
};

const categoryText = (category: string, { ms, usualMs }: Compared, t: Translator): string => {
  const duration = formatDuration(ms, t);
  const line =
    usualMs <= 0
      ? t('digest.category', { category, duration })
      : t('digest.categoryCompared', { category, duration, usual: formatDuration(usualMs, t) });
  return `- ${line}`;
};

const categoryLines = ({ categories }: WeekModel, others: Compared | null, t: Translator): readonly string[] => {
  const shown = categories.slice(0, CATEGORIES);
  const left = categories.length - shown.length;
  return [
    ...shown.map(({ look, ...compared }) => categoryText(categoryLabel(look), compared, t)),
    ...(left === 0 ? [] : [`- ${t('digest.more', { n: formatNumber(left, t) })}`]),
    ...(others === null ? [] : [categoryText(t('digest.others'), others, t)]),
  ];
};

/** Whole hours, outwards: an interval that is told too narrow holds less than it says. */
const comingText = ({ hours, low, high }: ComingWeek, t: Translator): string => {
  const whole = (value: number): string => formatDuration(value * HOUR, t);
  return t('digest.coming', { hours: whole(Math.round(hours)), low: whole(Math.floor(low)), high: whole(Math.ceil(high)) });
};

const card = (title: string, parts: readonly (readonly string[])[], t: Translator): LayoutView =>
  layout(
    [
      container(
        [text(`## ${title}`), ...parts.filter((part) => part.length > 0).map((part) => text(part.join('\n')))],
        COLOUR.ended,
      ),
    ],
    t,
  );

/** The week of a member, for nobody but them. One that was sent says how to end it. */
export const memberDigest = (model: MemberDigestModel, t: Translator): LayoutView => {
  const { week, guild, targets, streak, coming } = model;
  const days = formatDayRange(week.from, week.to, t);
  const where = guild === null ? '' : ` · ${t('digest.where', { server: `https://discord.com/channels/${guild}` })}`;
  return card(
    t('digest.title'),
    [
      [`${days}${where}`, totalText(model, t), ...categoryLines(model, null, t)],
      [
        ...(targets === null
          ? []
          : [t('digest.targets', { reached: formatNumber(targets.reached, t), of: formatNumber(targets.of, t) })]),
        ...(streak < WORTH_A_WORD ? [] : [t('digest.streak', { count: streak })]),
        ...(coming === null ? [] : [comingText(coming, t)]),
      ],
      guild === null ? [] : [`-# ${t('digest.footer')}`],
    ],
    t,
  );
};

/** The week of a server, for everybody who reads its channel. */
export const serverDigestView = (model: ServerDigestModel, t: Translator): LayoutView => {
  const { week, people, others, coming } = model;
  const days = formatDayRange(week.from, week.to, t);
  return card(
    t('digest.serverTitle'),
    [
      [`${days} · ${t('digest.people', { count: people })}`, totalText(model, t), ...categoryLines(model, others, t)],
      coming === null ? [] : [comingText(coming, t)],
      [`-# ${t('digest.serverFooter')}`],
    ],
    t,
  );
};
