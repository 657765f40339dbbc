import { html, type TemplateResult } from 'lit';
import type { Target } from '../discord/menus.js';
import type { Context } from '../views/context.js';
import { moreIcon } from '../views/icons.js';
import { onMore } from './open.js';

/** The button with three dots: the way to the app's menu without a mouse. */
export const moreButton = (target: Target, subject: string, { t }: Context): TemplateResult =>
  html`<button
    type="button"
    class="icon-button more"
    aria-haspopup="menu"
    aria-label=${t('menu.more', { subject })}
    title=${t('menu.more', { subject })}
    @click=${onMore(target, subject)}
  >
    ${moreIcon()}
  </button>`;
