import { html, nothing, type TemplateResult } from 'lit';
import { addDays, totalsPeriodOf } from '../../../../src/domain/calendar.js';
import type { Context } from '../../core/context.js';

export const VIEWS = ['week', 'day'] as const;
export type View = (typeof VIEWS)[number];

/** The week as a whole, or one day of it. */
export const viewSwitch = ({ t }: Context, chosen: View, choose: (view: View) => void): TemplateResult =>
  html`<div class="switcher" role="group" aria-label=${t('sheet.view')}>
    ${VIEWS.map(
      (view) =>
        html`<button type="button" aria-pressed=${view === chosen ? 'true' : 'false'} @click=${() => choose(view)}>
          ${t(view === 'week' ? 'sheet.week' : 'sheet.dayView')}
        </button>`,
    )}
  </div>`;

/** The days of the week around a day, to go from one to another. */
export const dayStrip = ({ format, space }: Context, chosen: string, choose: (day: string) => void): TemplateResult => {
  const { weekFrom } = totalsPeriodOf(chosen, space.weekStart === 'sunday' ? 'sunday' : 'monday');
  return html`<div class="strip">
    ${Array.from({ length: 7 }, (_, at) => addDays(weekFrom, at)).map(
      (day) =>
        html`<button type="button" aria-current=${day === chosen ? 'date' : nothing} @click=${() => choose(day)}>
          <span>${format.weekday(day)}</span> <strong class="number">${format.dayOfMonth(day)}</strong>
          <span class="sr">${format.month(day)}</span>
        </button>`,
    )}
  </div>`;
};
