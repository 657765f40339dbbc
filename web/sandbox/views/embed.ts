import type { APIEmbed, APIEmbedField, APIMessage } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { hexColor } from '../discord/people.js';
import { ownFile, safeHref } from '../markdown/links.js';
import type { Context } from './context.js';
import { markdown } from './markdown.js';

/** Address of a picture that this page may show: a file of the message, or of the sandbox. */
export function pictureOf(url: string | undefined, message: APIMessage): string | undefined {
  const name = url?.startsWith('attachment://') ? url.slice('attachment://'.length) : undefined;
  const source = name === undefined ? url : message.attachments.find(({ filename }) => filename === name)?.url;
  return source === undefined ? undefined : ownFile(source, location.origin);
}

/** Fields side by side: up to three of a run share a row of twelve columns. */
export function fieldColumns(fields: readonly { readonly inline?: boolean }[]): readonly string[] {
  const columns: string[] = [];
  for (let i = 0; i < fields.length;) {
    if (fields[i]?.inline !== true) {
      columns.push('1 / 13');
      i += 1;
      continue;
    }
    let run = 1;
    while (run < 3 && fields[i + run]?.inline === true) run += 1;
    const width = run === 1 ? 12 : run === 2 ? 6 : 4;
    for (let n = 0; n < run; n += 1) columns.push(`${1 + n * width} / ${1 + (n + 1) * width}`);
    i += run;
  }
  return columns;
}

const titled = (text: string, url: string | undefined, context: Context) => {
  const href = url === undefined ? undefined : safeHref(url);
  return href === undefined
    ? markdown(text, context)
    : html`<a href=${href} target="_blank" rel="noopener noreferrer">${markdown(text, context)}</a>`;
};

const fieldsOf = (fields: readonly APIEmbedField[], context: Context): TemplateResult => {
  const columns = fieldColumns(fields);
  return html`<discord-embed-fields slot="fields"
    >${fields.map(
      (field, i) =>
        html`<discord-embed-field style=${styleMap({ 'grid-column': columns[i] ?? '1 / 13' })}
          ><div class="field-name">${markdown(field.name, context)}</div>
          <div class="field-value">${markdown(field.value, context)}</div></discord-embed-field
        >`,
    )}</discord-embed-fields
  >`;
};

function footerOf(embed: APIEmbed, { model }: Context): TemplateResult | typeof nothing {
  if (!embed.footer && embed.timestamp === undefined) return nothing;
  const at = embed.timestamp === undefined ? undefined : Date.parse(embed.timestamp);
  return html`<discord-embed-footer slot="footer"
    ><span
      >${embed.footer?.text ?? nothing}${embed.footer && at !== undefined ? ' • ' : nothing}${
        at === undefined ? nothing : html`<pc-time class="bare" .at=${at} look="f" .locale=${model.locale}></pc-time>`
      }</span
    ></discord-embed-footer
  >`;
}

/** Addresses outside the sandbox are named, never fetched. */
const picture = (url: string | undefined, message: APIMessage, context: Context, kind: 'image' | 'thumbnail') => {
  if (url === undefined) return nothing;
  const own = pictureOf(url, message);
  if (own !== undefined)
    return html`<img
      slot=${kind === 'image' ? 'fields' : 'description'}
      class="embed-${kind}"
      src=${own}
      alt=${context.t('message.picture')}
    />`;
  return kind === 'image' ? html`<small slot="fields" class="subtext">${context.t('message.pictureOutside')}</small>` : nothing;
};

export function embedView(embed: APIEmbed, message: APIMessage, context: Context): TemplateResult {
  const thumbnail = picture(embed.thumbnail?.url, message, context, 'thumbnail');
  return html`<discord-embed
    color=${embed.color === undefined ? '#4e5058' : hexColor(embed.color)}
    class=${thumbnail === nothing ? '' : 'with-thumbnail'}
  >
    ${thumbnail}
    ${
      embed.author
        ? html`<div slot="description" class="embed-author">${titled(embed.author.name, embed.author.url, context)}</div>`
        : nothing
    }
    ${embed.title === undefined ? nothing : html`<div slot="description" class="embed-title">${titled(embed.title, embed.url, context)}</div>`}
    ${
      embed.description === undefined
        ? nothing
        : html`<discord-embed-description slot="description">${markdown(embed.description, context)}</discord-embed-description>`
    }
    ${embed.fields && embed.fields.length > 0 ? fieldsOf(embed.fields, context) : nothing}
    ${picture(embed.image?.url, message, context, 'image')} ${footerOf(embed, context)}
  </discord-embed>`;
}
