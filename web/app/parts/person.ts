import { html, type TemplateResult } from 'lit';
import { initials, tintOf } from '../../kit/people.js';

/** Somebody with initials for a picture. `name` is what the server calls them; without one their id stands for it. */
export const person = (user: string, name: string | null | undefined): TemplateResult => {
  const shown = name ?? user;
  return html`<span class="person"
    ><span class="avatar tint-${tintOf(user)}" aria-hidden="true">${initials(shown)}</span>
    <span class="person-name">${shown}</span></span
  >`;
};
