import { html, nothing, type TemplateResult } from 'lit';
import type { Context } from '../../core/context.js';

const REASON_MAX = 200;

/** Whose timesheet it is, where it is not the reader's own. */
export interface SheetOf {
  readonly user: string;
  readonly name: string;
}

/** The way back, and why entries are changed: the member reads it, so without it nothing is. */
export const memberHead = (context: Context, reason: string, take: (reason: string) => void): TemplateResult => {
  const { app, t } = context;
  return html`<p><a href=${app.pathOf('team')}>${t('sheet.backToTeam')}</a></p>
    ${
      context.may('editOthers')
        ? html`<label class="field"
            ><span>${t('sheet.reason')}</span>
            <input
              type="text"
              name="sheet-reason"
              autocomplete="off"
              maxlength=${REASON_MAX}
              .value=${reason}
              @input=${(event: Event) => {
                if (event.target instanceof HTMLInputElement) take(event.target.value);
              }}
            />
            <span class="hint">${t('sheet.reasonHint')}</span>
          </label>`
        : nothing
    }`;
};
