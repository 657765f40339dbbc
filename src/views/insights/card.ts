import { ButtonStyle } from 'discord-api-types/v10';
import type { ForecastAnswer } from '../../analytics/forecast/forecast.js';
import type { CategoryShare } from '../../analytics/insights/categories.js';
import type { HeatMap } from '../../analytics/insights/hours.js';
import type { WeekComparison } from '../../analytics/insights/week.js';
import { formatDayRange, formatDuration, formatNumber } from '../../i18n/format.js';
import { dayOfNumber } from '../../domain/day-number.js';
import type { Translator } from '../../i18n/translator.js';
import { userText } from '../../i18n/user-text.js';
import { COLOUR } from '../colours.js';
import { buttons, container, lines, menu, picture, separator, text, type Block } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import { button, type LayoutView } from '../message.js';
import { streakText } from '../status-card.js';
import { categoryLabel, mentionUser } from '../text.js';
import type { BoardStand, InsightsControls, InsightsModel, PictureName, TargetOutlook } from './model.js';
import { remarkText } from './remark-text.js';
import { chanceText, hoursText, missingText, partText, percentText, rangeText, timeOfDayText, weekdayText } from './texts.js';

const HOUR_MS = 3_600_000;
/** Categories that are written out; the picture has more. */
const CATEGORIES_TOLD = 5;
/** With fewer people on the board a percentage of them says nothing. */
const ENOUGH_FOR_PERCENT = 5;

const headText = ({ member, category, days, insights }: InsightsModel, t: Translator): string => {
  const { from, to, activeDays, hours, suspects } = insights;
  const range = formatDayRange(dayOfNumber(from), dayOfNumber(to - 1), t);
  const about = [t(`insights.days.${days}`), range, ...(category === null ? [] : [categoryLabel(category)])].join(' · ');
  return [
    `## 🔎 ${t('insights.title')}`,
    ...(member === null ? [] : [t('insights.ofOther', { member: mentionUser(member) })]),
    `**${about}**`,
    t('insights.made', { count: activeDays, hours: formatDuration(hours * HOUR_MS, t) }),
    ...(suspects === 0 ? [] : [`-# ⚠️ ${t('insights.suspects', { count: suspects })}`]),
  ].join('\n');
};

/** The score in a line, and what would raise it most; without the picture its parts as well. */
const scoreText = ({ insights: { score: answer }, category }: InsightsModel, hasPicture: boolean, t: Translator): string => {
  const title = `### ${t('insights.score.title')}`;
  if (!answer.enough) return `${title}\n${missingText([{ of: 'days', count: answer.missingDays }], t)}`;
  const { value, raise, components } = answer.score;
  const parts = components.map(({ name, value: of }) => `${t(`insights.parts.${name}.name`)} ${formatNumber(100 * of, t)}`);
  return [
    `${title}: ${t('insights.score.value', { score: formatNumber(value, t) })}`,
    ...(raise.points < 0.5
      ? []
      : [
          t('insights.score.raise', {
            part: t(`insights.parts.${raise.name}.name`),
            points: formatNumber(raise.points, t),
            how: t(`insights.parts.${raise.name}.how`),
          }),
        ]),
    ...(hasPicture ? [] : [parts.join(' · ')]),
    ...(category === null ? [] : [`-# ${t('insights.score.ofAll')}`]),
  ].join('\n');
};

const weekText = (model: InsightsModel, t: Translator): string => {
  const say = ({ done, usual, low, high, verdict, leaveDays, leaveWeeks }: WeekComparison): string => {
    const compared = t('insights.week.compared', {
      done: formatDuration(done * HOUR_MS, t),
      usual: hoursText(usual, t),
      low: hoursText(low, t),
      high: hoursText(high, t),
    });
    const leave = [
      ...(leaveDays === 0 ? [] : [t('insights.week.leaveDays', { count: leaveDays })]),
      ...(leaveWeeks === 0 ? [] : [t('insights.week.leaveWeeks', { count: leaveWeeks })]),
    ];
    return [compared, t(`insights.week.${verdict}`), ...(leave.length === 0 ? [] : [`-# ${leave.join(' ')}`])].join('\n');
  };
  return `### ${t('insights.week.title')}\n${partText(model.insights.week, t, say)}`;
};

const hoursBlockText = ({ insights: { heat }, zone }: InsightsModel, t: Translator): string => {
  const say = ({ fullest, days }: HeatMap): string => {
    const cells = fullest
      .slice(0, 3)
      .map(
        ({ weekday, hour, minutes }) =>
          `${weekdayText(weekday, 'short', t)} ${timeOfDayText(hour * 60, t)} (${t('common.duration.minutes', { n: formatNumber(minutes, t) })})`,
      );
    return `${t('insights.heat.fullest', { cells: cells.join(', ') })}\n-# ${t('insights.heat.made', { count: days, zone: userText(zone) })}`;
  };
  return `### ${t('insights.heat.title')}\n${partText(heat, t, say)}`;
};

/** A category's share, and whether it is another one than before; nothing is said of a change that chance may have brought. */
const shareLine = ({ category, hours, share, change }: CategoryShare, { lookOf }: InsightsModel, t: Translator): string => {
  const line = t('insights.categories.share', {
    category: categoryLabel(lookOf(category)),
    share: percentText(share, t),
    hours: hoursText(hours, t),
  });
  if (change === null || change.verdict === 'same') return line;
  const sign = change.verdict === 'more' ? '▲' : '▼';
  return `${line} · ${sign} ${t('insights.categories.before', { share: percentText(change.before, t) })}`;
};

const categoryBlocks = (model: InsightsModel, t: Translator): readonly Block[] => {
  const title = `### ${t('insights.categories.title')}`;
  const { categories } = model.insights;
  if (!categories.enough) return [text(`${title}\n${missingText(categories.missing, t)}`)];
  const { shares, weeks } = categories.value;
  const told = shares.filter(({ hours, change }) => hours > 0 || (change !== null && change.verdict !== 'same'));
  const all = told.map((share) => shareLine(share, model, t));
  const more = all.length - CATEGORIES_TOLD;
  const isCompared = shares.some(({ change }) => change !== null);
  const foot = isCompared
    ? t('insights.categories.compared', { now: weeks.now, before: weeks.before })
    : t('insights.categories.notCompared');
  return [lines([title, ...all.slice(0, CATEGORIES_TOLD), ...(more > 0 ? [t('common.more', { n: more })] : []), `-# ${foot}`])];
};

const targetLine = ({ category, target, outlook }: TargetOutlook, t: Translator): string => {
  const [name, hours] = [categoryLabel(category), hoursText(target, t)];
  if (outlook === null) return t('insights.outlook.targetUnknown', { category: name, target: hours });
  return outlook.missing <= 0
    ? t('insights.outlook.targetReached', { category: name, target: hours })
    : t('insights.outlook.target', {
        category: name,
        target: hours,
        chance: chanceText(outlook.chance, t),
        missing: hoursText(outlook.missing, t),
      });
};

const forecastLines = (answer: ForecastAnswer | null, t: Translator): readonly string[] => {
  if (answer === null) return [t('insights.outlook.later')];
  if (!answer.enough)
    return [
      missingText(
        [{ of: 'days', count: answer.missingActive } as const, { of: 'since', count: answer.missingDays } as const].filter(
          ({ count }) => count > 0,
        ),
        t,
      ),
    ];
  const { week, next7, next28, perDayWorked, errors } = answer.forecast;
  return [
    t('insights.outlook.week', {
      hours: hoursText(week.hours, t),
      low: hoursText(week.low, t),
      high: hoursText(week.high, t),
      done: hoursText(week.done, t),
    }),
    t('insights.outlook.next', { seven: rangeText(next7, t), month: rangeText(next28, t) }),
    t('insights.outlook.perDay', { hours: hoursText(perDayWorked, t) }),
    ...(errors.judged === 0
      ? [`-# ${t('insights.outlook.unjudged')}`]
      : [`-# ${t('insights.outlook.errors', { own: hoursText(errors.own, t), naive: hoursText(errors.lastWeek, t) })}`]),
  ];
};

const outlookBlock = ({ forecast, targets }: InsightsModel, t: Translator): Block =>
  lines([`### ${t('insights.outlook.title')}`, ...forecastLines(forecast, t), ...targets.map((target) => targetLine(target, t))]);

/** Is the share of those up to this place worth telling? */
const saysShare = ({ rank, of }: BoardStand): boolean => of >= ENOUGH_FOR_PERCENT && rank <= of / 2;

const standText = ({ streak, stand }: InsightsModel, t: Translator): readonly string[] => {
  const inARow = streakText(streak, t);
  return [
    ...(inARow === null ? [] : [t('insights.streak', { streak: inARow })]),
    ...(stand === null
      ? []
      : [
          `🏅 ${t(saysShare(stand) ? 'insights.stand.many' : 'insights.stand.few', {
            rank: formatNumber(stand.rank, t),
            of: formatNumber(stand.of, t),
            percent: percentText(Math.ceil((100 * stand.rank) / stand.of) / 100, t),
          })}`,
        ]),
  ];
};

const remarksBlock = (model: InsightsModel, t: Translator): Block => {
  const { remarks } = model.insights;
  const title = `### ${t('insights.remarks.title')}`;
  if (!remarks.enough) return text(`${title}\n${missingText(remarks.missing, t)}`);
  if (remarks.value.length === 0) return text(`${title}\n${t('insights.remarks.none')}`);
  return lines([title, ...remarks.value.map((remark) => remarkText(remark, model, t))]);
};

/** Everything that is known of a member, with its pictures. Parts of which too little is known say what is missing. */
export const insightsCard = (model: InsightsModel, controls: InsightsControls, t: Translator): LayoutView => {
  const pictureOf = (name: PictureName): readonly Block[] => {
    const shown = controls.pictures[name];
    return shown === undefined ? [] : [picture(shown.url, shown.alt)];
  };
  const stand = standText(model, t);
  return layout(
    [
      container(
        [
          text(headText(model, t)),
          separator(),
          text(scoreText(model, controls.pictures.score !== undefined, t)),
          ...pictureOf('score'),
          separator(),
          remarksBlock(model, t),
          separator(),
          text(weekText(model, t)),
          ...(stand.length === 0 ? [] : [text(stand.join('\n'))]),
          separator(),
          text(hoursBlockText(model, t)),
          ...pictureOf('hours'),
          separator(),
          ...(model.category === null ? [...categoryBlocks(model, t), ...pictureOf('categories'), separator()] : []),
          outlookBlock(model, t),
          ...pictureOf('outlook'),
          separator(),
          menu(controls.days),
          menu(controls.category),
          ...buttons([button(controls.explain, t('insights.explain.button'), ButtonStyle.Secondary)]),
        ],
        COLOUR.ended,
      ),
    ],
    t,
  );
};
