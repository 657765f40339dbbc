import { html, type TemplateResult } from 'lit';
import { chevronIcon } from '../../kit/icon.js';
import type { Context } from '../core/context.js';

interface Steps {
  readonly back: () => void;
  readonly now: () => void;
  readonly on: () => void;
  /** What the button in the middle is called. */
  readonly nowLabel: string;
}

/** Earlier, now, later. */
export const stepper = ({ t }: Context, { back, now, on, nowLabel }: Steps): TemplateResult =>
  html`<div class="stepper">
    <button type="button" class="button" aria-label=${t('app.earlier')} @click=${back}>
      <span class="turn-left">${chevronIcon()}</span>
    </button>
    <button type="button" class="button" @click=${now}>${nowLabel}</button>
    <button type="button" class="button" aria-label=${t('app.later')} @click=${on}>
      <span class="turn-right">${chevronIcon()}</span>
    </button>
  </div>`;
