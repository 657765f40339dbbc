import { html, type TemplateResult } from 'lit';
import type { Remark } from '../../../../src/analytics/insights/remarks.js';
import type { Context } from '../../core/context.js';
import { categoryName } from '../../parts/category.js';
import type { InsightFigures } from './contract.js';
import { hoursText, insightWords, partView, percentText, strong, timeOfDayText, unmarked, weekdayText } from './words.js';

/** What stands out, a sentence each with how likely it is by chance; or that nothing does. */
export const remarksView = ({ insights, days }: InsightFigures, context: Context): TemplateResult => {
  const say = insightWords(context);
  return html`<section class="card">
    <h2>${say('remarks.title')}</h2>
    ${partView(insights.remarks, context, (remarks) =>
      remarks.length === 0
        ? html`<p>${say('remarks.none')}</p>`
        : html`<ul class="facts">
            ${remarks.map(
              (remark) =>
                html`<li>
                  ${strong(remarkText(remark, days, context))}
                  <span class="muted small">${say('remarks.odds', { n: context.format.number(oddsOf(remark.chance)) })}</span>
                </li>`,
            )}
          </ul>`,
    )}
  </section>`;
};

/** One in so many looks like this by chance alone: to one digit, and never more than a thousand, as in Discord. */
export const oddsOf = (chance: number): number => {
  const value = Math.max(1, 1 / Math.max(chance, 1e-3)) * (1 + 1e-9);
  const unit = 10 ** Math.floor(Math.log10(value));
  return Math.floor(value / unit) * unit;
};

/** A remark in a sentence, with the numbers behind it. */
export const remarkText = (remark: Remark, days: number, context: Context): string => {
  const say = insightWords(context);
  const hours = (value: number): string => hoursText(value, context);
  switch (remark.kind) {
    case 'week':
      return say(remark.hours > remark.usual ? 'remarks.weekMore' : 'remarks.weekLess', {
        hours: hours(remark.hours),
        usual: hours(remark.usual),
      });
    case 'level':
      return say(remark.now > remark.before ? 'remarks.levelMore' : 'remarks.levelLess', {
        now: hours(remark.now),
        before: hours(remark.before),
        days,
      });
    case 'category':
      return say(remark.now > remark.before ? 'remarks.categoryMore' : 'remarks.categoryLess', {
        category: unmarked(categoryName(context, remark.category)),
        now: percentText(remark.now, context),
        before: percentText(remark.before, context),
      });
    case 'weekday':
      return say(remark.hours > remark.others ? 'remarks.weekdayMore' : 'remarks.weekdayLess', {
        weekday: weekdayText(remark.weekday, context),
        hours: hours(remark.hours),
        others: hours(remark.others),
      });
    case 'start':
      return say(remark.now > remark.before ? 'remarks.startLater' : 'remarks.startEarlier', {
        now: timeOfDayText(remark.now, context),
        before: timeOfDayText(remark.before, context),
      });
    case 'stretch': {
      const minutes = (value: number): string => say('duration.minutes', { n: context.format.number(value) });
      return say(remark.now > remark.before ? 'remarks.stretchLonger' : 'remarks.stretchShorter', {
        now: minutes(remark.now),
        before: minutes(remark.before),
      });
    }
  }
};
