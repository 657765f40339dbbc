import { html, nothing, type TemplateResult } from 'lit';
import type { Context } from '../../core/context.js';
import type { TotalsBy } from '../../core/contract.js';
import { categoryMark, categoryName } from '../../parts/category.js';

const byMost = (totals: TotalsBy): TotalsBy['categories'] => totals.categories.toSorted((a, b) => b.seconds - a.seconds);

/** Each category with its sum and its share of all. */
export const categoryTable = (context: Context, totals: TotalsBy): TemplateResult => {
  const { t, format } = context;
  return html`<div class="scroller" tabindex="0" role="region" aria-label=${t('reports.byCategory')}>
    <table class="table">
      <caption class="sr">
        ${t('reports.byCategory')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${t('timer.category')}</th>
          <th scope="col" class="right">${t('reports.total')}</th>
          <th scope="col" class="right">${t('reports.share')}</th>
        </tr>
      </thead>
      <tbody>
        ${byMost(totals).map(
          ({ category, seconds }) =>
            html`<tr>
              <th scope="row">${categoryMark(context, category)}</th>
              <td class="right">${format.duration(seconds * 1000)}</td>
              <td class="right">${totals.seconds === 0 ? '–' : format.percent(seconds / totals.seconds)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
};

/** Each day, week or month with its sum, and what each category has of it. */
export const periodTable = (
  context: Context,
  totals: TotalsBy,
  nameOf: (row: TotalsBy['rows'][number]) => string,
): TemplateResult => {
  const { t, format } = context;
  const categories = byMost(totals).map(({ category }) => category);
  const cell = (seconds: number): string => (seconds === 0 ? '–' : format.duration(seconds * 1000));
  return html`<div class="scroller" tabindex="0" role="region" aria-label=${t('reports.byPeriod')}>
    <table class="table">
      <caption class="sr">
        ${t('reports.byPeriod')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${t(`reports.group.${totals.by}`)}</th>
          <th scope="col" class="right">${t('reports.total')}</th>
          ${categories.map((category) => html`<th scope="col" class="right">${categoryName(context, category)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${totals.rows.map((row) => {
          const seconds = new Map(row.categories.map((each) => [each.category, each.seconds]));
          return html`<tr>
            <th scope="row">${nameOf(row)}</th>
            <td class="right">${row.seconds === 0 ? '–' : html`<strong>${cell(row.seconds)}</strong>`}</td>
            ${categories.map((category) => html`<td class="right">${cell(seconds.get(category) ?? 0)}</td>`)}
          </tr>`;
        })}
      </tbody>
      ${
        totals.rows.length < 2
          ? nothing
          : html`<tfoot>
              <tr>
                <th scope="row">${t('reports.total')}</th>
                <td class="right"><strong>${cell(totals.seconds)}</strong></td>
                ${byMost(totals).map(({ seconds }) => html`<td class="right"><strong>${cell(seconds)}</strong></td>`)}
              </tr>
            </tfoot>`
      }
    </table>
  </div>`;
};
