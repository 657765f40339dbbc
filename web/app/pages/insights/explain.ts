import { html, nothing, type TemplateResult } from 'lit';
import type { ScoredComponent } from '../../../../src/analytics/score/score.js';
import type { Context } from '../../core/context.js';
import type { InsightFigures } from './contract.js';
import { hoursText, insightWords, percentText } from './words.js';

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
const MODELS_TOLD = 3;

/** How all of it is made, with the numbers that went into it; the same as Discord's "Explain". */
export const explainView = (figures: InsightFigures, context: Context): TemplateResult => {
  const say = insightWords(context);
  const { insights, forecast, days, bounds } = figures;
  const score = insights.score.enough ? insights.score.score.components : null;
  const models =
    forecast?.enough === true
      ? forecast.forecast.models
          .slice(0, MODELS_TOLD)
          .map(({ name, weight }) => {
            const known = MODELS.find((one) => one === name) ?? 'other';
            return say('explain.model', { name: say(`models.${known}`), weight: percentText(weight, context) });
          })
          .join(', ')
      : null;
  const about = (title: string, ...sentences: readonly string[]) =>
    html`<h3>${title}</h3>
      ${sentences.map((sentence) => html`<p>${sentence}</p>`)}`;
  return html`<details class="card explain" id="explain">
    <summary>${say('explain.title')}</summary>
    <p>${say('explain.intro', { hours: bounds.suspectHours })}</p>
    ${about(say('score.title'), say('explain.score', { days, before: bounds.referenceDays }))}
    ${
      score === null
        ? html`<p>${say('explain.noScore', { count: bounds.scoreDays })}</p>`
        : html`<ul class="facts">
            ${score.map((part) => partLine(part, context))}
          </ul>`
    }
    ${about(say('week.title'), say('explain.week', { count: bounds.weeksCompared }))}
    ${about(say('heat.title'), say('explain.heat', { days: bounds.heat.days, hours: bounds.heat.hours }))}
    ${about(say('categories.title'), say('explain.categories', { weeks: bounds.categoryWeeks }))}
    ${about(
      say('outlook.title'),
      say('explain.outlook', { days: bounds.outlook.days, active: bounds.outlook.active }),
      ...(models === null ? [] : [say('explain.models', { models })]),
    )}
    ${about(say('remarks.title'), say('explain.remarks', { weeks: bounds.remarkWeeks }))}
    <p class="muted small">${say('explain.limits')}</p>
  </details>`;
};

const partLine = (part: ScoredComponent, context: Context): TemplateResult => {
  const say = insightWords(context);
  const own = part.isKnown ? ownText(part, context) : say('explain.neutral');
  return html`<li>
    <strong>${say(`parts.${part.name}.name`)}</strong> ${say(`parts.${part.name}.made`)}
    ${own === '' ? nothing : html`<span class="muted small">${own}</span>`}
  </li>`;
};

/** The member's own numbers behind a part. */
const ownText = ({ name, details }: ScoredComponent, context: Context): string => {
  const say = insightWords(context);
  const { format } = context;
  const of = (key: string): number => details[key] ?? 0;
  const count = (key: string): string => format.number(of(key));
  const percent = (key: string): string => percentText(of(key), context);
  switch (name) {
    case 'consistency':
      return say('explain.consistency', { kept: count('kept'), due: count('due') });
    case 'balance':
      return say('explain.balance', { aim: percent('aim'), breaks: percent('breaks'), longDays: percent('longDays') });
    case 'patterns':
      return say('explain.patterns', { share: percent('share'), count: of('hours') });
    case 'quality':
      return say('explain.quality', { good: count('good'), sessions: count('sessions') });
    case 'focus':
      return say('explain.focus', { blocks: count('blocks'), minutes: count('minutes') });
    case 'trend':
      return say('explain.trend', {
        change: `${of('change') < 0 ? '−' : '+'}${hoursText(Math.abs(of('change')), context)}`,
        errors: format.number(Math.abs(of('standardErrors')), 1),
      });
  }
};
