import type { APIUser } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { initials, tintOf } from '../../kit/people.js';

/** Drawn, not fetched: initials on the person's own colour; the app gets its clock. Decorative, the name stands beside it. */
export const avatar = (user: APIUser, name: string, size = 40, online?: boolean): TemplateResult =>
  html`<span class="avatar tint-${tintOf(user.id)}" style=${styleMap({ '--size': `${size}px` })} aria-hidden="true"
    >${user.bot === true ? html`<img src="./icon.svg" alt="" width=${size} height=${size} />` : initials(name)}${
      online === undefined ? nothing : html`<i class="dot ${online ? 'on' : 'off'}"></i>`
    }</span
  >`;
