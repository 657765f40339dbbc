import type { APIButtonComponent, APIMessage } from 'discord-api-types/v10';
import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import { safeHref } from '../markdown/links.js';
import type { Context } from '../views/context.js';
import { emojiText } from '../views/emoji.js';
import { linkIcon } from '../views/icons.js';

const looks: Readonly<Record<ButtonStyle, string>> = {
  [ButtonStyle.Primary]: 'primary',
  [ButtonStyle.Secondary]: 'secondary',
  [ButtonStyle.Success]: 'success',
  [ButtonStyle.Danger]: 'danger',
  [ButtonStyle.Link]: 'secondary',
  [ButtonStyle.Premium]: 'primary',
};

const dots = html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>`;

/** A button of a message, in a row or beside the text of a section. */
export function buttonView(component: APIButtonComponent, message: APIMessage, { model, session }: Context): TemplateResult {
  const look = looks[component.style];
  const face = html`${'emoji' in component ? html`<span class="emoji">${emojiText(component.emoji)}</span>` : nothing}${
    'label' in component ? html`<span>${component.label}</span>` : nothing
  }`;
  if (component.style === ButtonStyle.Link) {
    const href = safeHref(component.url);
    return href === undefined || component.disabled === true
      ? html`<button type="button" class="button ${look}" disabled>${face}${linkIcon()}</button>`
      : html`<a class="button ${look}" href=${href} target="_blank" rel="noopener noreferrer">${face}${linkIcon()}</a>`;
  }
  if (component.style === ButtonStyle.Premium)
    return html`<button type="button" class="button ${look}" disabled>${face}</button>`;
  const { custom_id } = component;
  const waiting = Object.values(model.pending).filter((each) => each.message === message.id && each.failed === undefined);
  const busy = waiting.some(({ name }) => name === custom_id);
  // aria-disabled rather than disabled while waiting, so that the keyboard's focus stays where it is.
  return html`<button
    type="button"
    class="button ${look} ${busy ? 'busy' : ''}"
    ?disabled=${component.disabled === true}
    aria-disabled=${waiting.length > 0 ? 'true' : nothing}
    aria-busy=${busy ? 'true' : nothing}
    @click=${() => {
      if (waiting.length === 0) session.component(message.id, custom_id, { custom_id, component_type: ComponentType.Button });
    }}
  >
    <span class="face">${face}</span>${busy ? dots : nothing}
  </button>`;
}
