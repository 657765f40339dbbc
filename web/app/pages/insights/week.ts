import { html, type TemplateResult } from 'lit';
import type { WeekComparison } from '../../../../src/analytics/insights/week.js';
import { dayOfNumber } from '../../../../src/domain/day-number.js';
import type { Context } from '../../core/context.js';
import { vars } from '../../parts/vars.js';
import type { InsightFigures } from './contract.js';
import { hoursText, insightWords, partView, strong } from './words.js';

const HOUR = 3_600_000;

/** This week up to now against the last four, up to the same weekday and time. */
export const weekView = ({ insights }: InsightFigures, context: Context): TemplateResult => {
  const say = insightWords(context);
  return html`<section class="card">
    <h2>${say('week.title')}</h2>
    ${partView(insights.week, context, (week) => compared(week, context))}
  </section>`;
};

const compared = (week: WeekComparison, context: Context): TemplateResult => {
  const { t, format } = context;
  const say = insightWords(context);
  const { done, usual, low, high, verdict, weeks } = week;
  const rows = [
    { name: say('outlook.thisWeek'), soFar: done, hours: null },
    ...weeks.map(({ from, soFar, hours }) => ({
      name: say('outlook.weekOf', { day: format.shortDay(dayOfNumber(from)) }),
      ...{ soFar, hours },
    })),
  ];
  const most = Math.max(0.001, ...rows.map(({ soFar, hours }) => Math.max(soFar, hours ?? 0)));
  return html`<p>
      ${strong(
        say('week.compared', {
          done: format.duration(done * HOUR),
          usual: hoursText(usual, context),
          low: hoursText(low, context),
          high: hoursText(high, context),
        }),
      )}
    </p>
    <p>${say(`week.${verdict}`)}</p>
    <table class="bars">
      <caption class="sr">
        ${say('week.title')}
      </caption>
      <thead class="sr">
        <tr>
          <th scope="col">${t('insights.week')}</th>
          <th scope="col">${t('insights.soFar')}</th>
          <th scope="col">${t('insights.whole')}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ name, soFar, hours }) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td class="bar-cell">
                <i class="week-bar whole" ${vars({ '--share': (hours ?? soFar) / most })}></i
                ><i class="week-bar" ${vars({ '--share': soFar / most })}></i
                ><span class="number">${hoursText(soFar, context)}</span>
              </td>
              <td class="number muted right">
                ${hours === null ? '' : t('insights.ofWhole', { hours: hoursText(hours, context) })}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>`;
};
