import { html, type TemplateResult } from 'lit';
import type { HeatMap } from '../../../../src/analytics/insights/hours.js';
import type { Context } from '../../core/context.js';
import { vars } from '../../parts/vars.js';
import type { InsightFigures } from './contract.js';
import { hoursText, insightWords, partView, timeOfDayText, weekdayText } from './words.js';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
/** Hours that stand above the columns. */
const EVERY = 3;
const FULLEST = 3;

/** When somebody works, by weekday and hour: a table whose cells are as dark as their hours are full, so that it is read and seen alike. */
export const heatView = ({ insights, zone, weekStart }: InsightFigures, context: Context): TemplateResult => {
  const say = insightWords(context);
  return html`<section class="card">
    <h2>${say('heat.title')}</h2>
    ${partView(insights.heat, context, (heat) => map(heat, zone, weekStart, context))}
  </section>`;
};

const map = (
  { minutes, fullest, byWeekday, days }: HeatMap,
  zone: string,
  weekStart: string,
  context: Context,
): TemplateResult => {
  const say = insightWords(context);
  const { format } = context;
  const order = weekStart === 'sunday' ? [6, 0, 1, 2, 3, 4, 5] : [0, 1, 2, 3, 4, 5, 6];
  const minutesText = (value: number): string => say('duration.minutes', { n: format.number(value) });
  const most = Math.max(1, ...minutes.flat().map((value) => value ?? 0));
  const cells = fullest
    .slice(0, FULLEST)
    .map(
      ({ weekday, hour, minutes: of }) =>
        `${weekdayText(weekday, context, 'short')} ${timeOfDayText(hour * 60, context)} (${minutesText(of)})`,
    );
  return html`<p>${say('heat.fullest', { cells: cells.join(', ') })}</p>
    <div class="scroller" tabindex="0" role="region" aria-label=${say('heat.unit')}>
      <table class="heat">
        <caption class="sr">
          ${say('heat.unit')}
        </caption>
        <thead>
          <tr>
            <td></td>
            ${HOURS.map(
              (hour) =>
                html`<th scope="col">
                  <span class=${hour % EVERY === 0 ? '' : 'sr'}>${timeOfDayText(hour * 60, context)}</span>
                </th>`,
            )}
            <th scope="col" class="heat-sum">${context.t('insights.sum')}</th>
          </tr>
        </thead>
        <tbody>
          ${order.map(
            (weekday) =>
              html`<tr>
                <th scope="row">${weekdayText(weekday, context, 'short')}</th>
                ${HOURS.map((hour) => {
                  const value = minutes[weekday]?.[hour] ?? null;
                  return html`<td class="cell" ${vars({ '--share': value === null ? 0 : value / most })}>
                    <span class="sr">${value === null ? '–' : format.number(value)}</span>
                  </td>`;
                })}
                <td class="heat-sum number">${hoursText(byWeekday[weekday] ?? 0, context)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p class="muted small">${say('heat.made', { count: days, zone })}</p>`;
};
