import { html, nothing, type TemplateResult } from 'lit';
import type { Context } from '../../core/context.js';
import { categoryMark } from '../../parts/category.js';
import type { Shown } from './contract.js';
import { differences, type Part } from './differences.js';

/** An entry before and after a change, part by part; what changes is marked, and said to screen readers. */
export function comparison(context: Context, before: Shown | null, after: Shown | null): TemplateResult {
  const { t } = context;
  return html`<div class="scroller" tabindex="0" role="group" aria-label=${t('approvals.comparison')}>
    <table class="table comparison">
      <thead>
        <tr>
          <td></td>
          <th scope="col">${t('approvals.before')}</th>
          <th scope="col">${t('approvals.after')}</th>
        </tr>
      </thead>
      <tbody>
        ${differences(before, after).map(
          ({ part, isChanged }) =>
            html`<tr class=${isChanged ? 'changed' : ''}>
              <th scope="row">${t(`approvals.part.${part}`)}</th>
              <td>
                ${before === null ? html`<span class="muted">${t('approvals.noEntry')}</span>` : partText(context, part, before)}
              </td>
              <td>
                ${after === null ? html`<span class="muted">${t('approvals.deleted')}</span>` : partText(context, part, after)}
                ${isChanged ? html`<span class="sr">${t('approvals.changed')}</span>` : nothing}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function partText(context: Context, part: Part, entry: Shown): TemplateResult | string {
  const { format, zone, t } = context;
  const clock = (moment: string) => format.clock(Date.parse(moment), zone);
  switch (part) {
    case 'category':
      return categoryMark(context, entry.category);
    case 'start':
      return format.moment(Date.parse(entry.start), zone);
    case 'end':
      return entry.end === null ? t('approvals.running') : format.moment(Date.parse(entry.end), zone);
    case 'breaks':
      return entry.breaks.length === 0
        ? t('app.none')
        : html`${entry.breaks.map(({ start, end }) => html`<div>${clock(start)} – ${clock(end)}</div>`)}`;
    case 'counted':
      return format.duration(entry.effectiveSeconds * 1000);
    case 'note':
      return entry.note ?? t('app.none');
  }
}
