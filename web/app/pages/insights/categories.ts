import { html, nothing, type TemplateResult } from 'lit';
import type { CategoryShare, CategoryShares } from '../../../../src/analytics/insights/categories.js';
import type { Context } from '../../core/context.js';
import { categoryMark, tintOf } from '../../parts/category.js';
import { vars } from '../../parts/vars.js';
import type { InsightFigures } from './contract.js';
import { hoursText, insightWords, partView, percentText } from './words.js';

/** What the time was spent on, and what of it is another share than before. */
export const categoriesView = ({ insights }: InsightFigures, context: Context): TemplateResult => {
  const say = insightWords(context);
  return html`<section class="card">
    <h2>${say('categories.title')}</h2>
    ${partView(insights.categories, context, (shares) => list(shares, context))}
  </section>`;
};

const isTold = ({ hours, change }: CategoryShare): boolean => hours > 0 || (change !== null && change.verdict !== 'same');

const list = ({ shares, weeks }: CategoryShares, context: Context): TemplateResult => {
  const say = insightWords(context);
  const isCompared = shares.some(({ change }) => change !== null);
  return html`<ul class="score-parts">
      ${shares.filter(isTold).map((share) => line(share, context))}
    </ul>
    <p class="muted small">
      ${isCompared ? say('categories.compared', { now: weeks.now, before: weeks.before }) : say('categories.notCompared')}
    </p>`;
};

const line = ({ category, hours, share, change }: CategoryShare, context: Context): TemplateResult => {
  const say = insightWords(context);
  const trend = change === null || change.verdict === 'same' ? null : change;
  return html`<li>
    <span class="score-name">${categoryMark(context, category)}</span>
    <span class="number muted"
      >${percentText(share, context)} ·
      ${hoursText(hours, context)}${
        trend === null
          ? nothing
          : html` · <span aria-hidden="true">${trend.verdict === 'more' ? '▲' : '▼'}</span> ${say('categories.before', {
                share: percentText(trend.before, context),
              })}`
      }</span
    >
    <div class="meter" aria-hidden="true" ${vars({ '--share': share, '--tint': tintOf(context.category(category)) })}></div>
  </li>`;
};
