import { ENOUGH_ACTIVE, ENOUGH_DAYS } from '../../analytics/forecast/forecast.js';
import { SUSPECT_SESSION_HOURS } from '../../analytics/forecast/series.js';
import { HOURS_NEEDED } from '../../analytics/insights/hours.js';
import { BLOCKS_NEEDED } from '../../analytics/insights/past.js';
import { REMARKS_NEED_WEEKS } from '../../analytics/insights/remarks.js';
import { WEEKS_COMPARED } from '../../analytics/insights/week.js';
import type { ScoredComponent } from '../../analytics/score/score.js';
import { RULES } from '../../analytics/score/rules.js';
import { formatNumber } from '../../i18n/format.js';
import type { Translator } from '../../i18n/translator.js';
import { COLOUR } from '../colours.js';
import { container, lines, separator, text, type Block } from '../layout/blocks.js';
import { layout } from '../layout/layout.js';
import type { LayoutView } from '../message.js';
import type { InsightsModel } from './model.js';
import { hoursText, percentText } from './texts.js';

/** A part of the score: what it is made of, and what it came to with the member's own numbers. */
const partText = (part: ScoredComponent, t: Translator): string => {
  const name = `**${t(`insights.parts.${part.name}.name`)}** · ${t('insights.score.part', {
    points: formatNumber(100 * part.value, t),
    weight: percentText(part.weight, t),
  })}`;
  const own = part.isKnown ? ownText(part, t) : t('insights.explain.neutral');
  return `${name}\n${t(`insights.parts.${part.name}.made`)}${own === '' ? '' : `\n-# ${own}`}`;
};

/** The member's own numbers behind a part. */
const ownText = ({ name, details }: ScoredComponent, t: Translator): string => {
  const of = (key: string): number => details[key] ?? 0;
  const count = (key: string): string => formatNumber(of(key), t);
  switch (name) {
    case 'consistency':
      return t('insights.explain.consistency', { kept: count('kept'), due: count('due') });
    case 'balance':
      return t('insights.explain.balance', {
        aim: percentText(of('aim'), t),
        breaks: percentText(of('breaks'), t),
        longDays: percentText(of('longDays'), t),
      });
    case 'patterns':
      return t('insights.explain.patterns', { share: percentText(of('share'), t), count: of('hours') });
    case 'quality':
      return t('insights.explain.quality', { good: count('good'), sessions: count('sessions') });
    case 'focus':
      return t('insights.explain.focus', { blocks: count('blocks'), minutes: count('minutes') });
    case 'trend':
      return t('insights.explain.trend', {
        change: `${of('change') < 0 ? '−' : '+'}${hoursText(Math.abs(of('change')), t)}`,
        errors: formatNumber(Math.abs(of('standardErrors')), t, 1),
      });
  }
};

/** Models that have a name for people; one that is newer than these is another one. */
const MODELS = [
  'lastWeek',
  'weekdayMean4',
  'weekdayMedian4',
  'holtWinters',
  'weekdayRates',
  'flatMean',
  'flatMedian',
  'cycle',
  'network',
] as const;
const modelText = (name: string, t: Translator): string => t(`insights.models.${MODELS.find((one) => one === name) ?? 'other'}`);

/** The formulas in plain words, with the numbers that went into them. */
export const explainCard = (model: InsightsModel, t: Translator): LayoutView => {
  const { insights, forecast, days } = model;
  const score: readonly Block[] = insights.score.enough
    ? insights.score.score.components.map((part) => text(partText(part, t)))
    : [text(t('insights.explain.noScore', { count: RULES.activeDaysNeeded }))];
  const models =
    forecast?.enough === true
      ? forecast.forecast.models
          .slice(0, 3)
          .map(({ name, weight }) => t('insights.explain.model', { name: modelText(name, t), weight: percentText(weight, t) }))
          .join(', ')
      : null;
  const about = (title: string, ...sentences: readonly string[]): Block => text([`**${title}**`, ...sentences].join('\n'));
  return layout(
    [
      container(
        [
          text(`## ${t('insights.explain.title')}\n${t('insights.explain.intro', { hours: SUSPECT_SESSION_HOURS })}`),
          separator(),
          text(`### ${t('insights.score.title')}\n${t('insights.explain.score', { days, before: RULES.referenceDays })}`),
          ...score,
          separator(),
          about(t('insights.week.title'), t('insights.explain.week', { count: WEEKS_COMPARED })),
          about(t('insights.heat.title'), t('insights.explain.heat', { days: HOURS_NEEDED.days, hours: HOURS_NEEDED.hours })),
          about(t('insights.categories.title'), t('insights.explain.categories', { weeks: BLOCKS_NEEDED })),
          about(
            t('insights.outlook.title'),
            t('insights.explain.outlook', { days: ENOUGH_DAYS, active: ENOUGH_ACTIVE }),
            ...(models === null ? [] : [`-# ${t('insights.explain.models', { models })}`]),
          ),
          about(t('insights.remarks.title'), t('insights.explain.remarks', { weeks: REMARKS_NEED_WEEKS })),
          separator(),
          lines([`-# ${t('insights.explain.limits')}`]),
        ],
        COLOUR.ended,
      ),
    ],
    t,
  );
};
