import type {
  APIActionRowComponent,
  APIComponentInMessageActionRow,
  APIContainerComponent,
  APIMessage,
  APIMessageTopLevelComponent,
  APISectionComponent,
  APISeparatorComponent,
  APITextDisplayComponent,
} from 'discord-api-types/v10';
import { ComponentType, MessageFlags, SeparatorSpacingSize } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { hexColor } from '../discord/people.js';
import type { Context } from '../views/context.js';
import { markdown } from '../views/markdown.js';
import { buttonView } from './button.js';
import { fileView, galleryView, thumbnailView } from './media.js';
import { perhapsSpoiler } from './spoiler.js';

function inRow(each: APIComponentInMessageActionRow, message: APIMessage, context: Context): TemplateResult {
  if (each.type === ComponentType.Button) return buttonView(each, message, context);
  const { custom_id, type } = each;
  const busy = Object.values(context.model.pending).some((one) => one.message === message.id && one.failed === undefined);
  const choose = (values: readonly string[]) =>
    context.session.component(message.id, custom_id, { custom_id, component_type: type, values });
  return html`<pc-select .menu=${each} .context=${context} .busy=${busy} .choose=${choose}></pc-select>`;
}

const row = (each: APIActionRowComponent<APIComponentInMessageActionRow>, message: APIMessage, context: Context) =>
  html`<discord-action-row>${each.components.map((one) => inRow(one, message, context))}</discord-action-row>`;

const text = ({ content }: APITextDisplayComponent, context: Context) =>
  html`<div class="content text-display">${markdown(content, context)}</div>`;

const section = ({ components, accessory }: APISectionComponent, message: APIMessage, context: Context) =>
  html`<div class="section">
    <div class="section-text">${components.map((each) => text(each, context))}</div>
    <div class="section-accessory">
      ${
        accessory.type === ComponentType.Button
          ? buttonView(accessory, message, context)
          : thumbnailView(accessory, message, context)
      }
    </div>
  </div>`;

function separator({ divider, spacing }: APISeparatorComponent) {
  const size = spacing === SeparatorSpacingSize.Large ? 'large' : 'small';
  return divider === false ? html`<div class="separator ${size}"></div>` : html`<hr class="separator ${size}" />`;
}

function container({ components, accent_color, spoiler }: APIContainerComponent, message: APIMessage, context: Context) {
  const accent = accent_color === null || accent_color === undefined ? undefined : hexColor(accent_color);
  const box = html`<div
    class="container ${accent === undefined ? '' : 'accented'}"
    style=${styleMap(accent === undefined ? {} : { '--accent': accent })}
  >
    ${components.map((each) => one(each, message, context))}
  </div>`;
  return perhapsSpoiler(spoiler, box, context.t);
}

function one(component: APIMessageTopLevelComponent, message: APIMessage, context: Context): TemplateResult {
  switch (component.type) {
    case ComponentType.ActionRow:
      return row(component, message, context);
    case ComponentType.TextDisplay:
      return text(component, context);
    case ComponentType.Section:
      return section(component, message, context);
    case ComponentType.MediaGallery:
      return galleryView(component, message, context);
    case ComponentType.File:
      return fileView(component, message, context);
    case ComponentType.Separator:
      return separator(component);
    case ComponentType.Container:
      return container(component, message, context);
  }
}

/** Is the message made of components alone? Then its attachments show only where a component names them. */
export const isV2 = ({ flags }: Pick<APIMessage, 'flags'>): boolean => ((flags ?? 0) & MessageFlags.IsComponentsV2) !== 0;

/** The components of a message: rows below its text, or the whole message. */
export function componentsView(message: APIMessage, context: Context): TemplateResult | typeof nothing {
  const components = message.components ?? [];
  if (components.length === 0) return nothing;
  return html`<div class=${isV2(message) ? 'layout' : 'components'}>
    ${components.map((each) => one(each, message, context))}
  </div>`;
}
