import { html, nothing, type TemplateResult } from 'lit';
import { leafDescription, leafName, localDescription, localName } from '../discord/commands.js';
import type { Context } from '../views/context.js';
import type { Problem } from './check.js';
import { optionOf, type Draft } from './draft.js';

export const HELP_ID = 'composer-help';

/** The line above the message box: what is wrong, else what the option with the caret is for, else what the command does. */
export function helpView(draft: Draft, problem: Problem | undefined, { t, model }: Context): TemplateResult {
  const option = optionOf(draft, draft.at);
  return html`<div class="composer-help" id=${HELP_ID} aria-live="polite">
    ${
      problem
        ? html`<span class="problem">${t(problem.key, problem.params)}</span>`
        : option
          ? html`<b>${localName(option, model.locale)}</b> ${localDescription(option, model.locale)}${
                option.required === true ? html` <em>(${t('composer.required')})</em>` : nothing
              }`
          : html`<b>/${leafName(draft.leaf, model.locale)}</b> ${leafDescription(draft.leaf, model.locale)} —
              ${t('composer.allSet')}`
    }
  </div>`;
}
