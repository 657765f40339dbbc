import type { APIAttachment } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import { ownFile } from '../markdown/links.js';
import type { Context } from './context.js';
import { downloadIcon, fileIcon } from './icons.js';

const SIZES = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

function sizeText(bytes: number, locale: string): string {
  const step = Math.min(SIZES.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const unit = SIZES[step] ?? 'byte';
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 }).format(
    bytes / 1000 ** step,
  );
}

function one(attachment: APIAttachment, { model, t }: Context): TemplateResult {
  const href = ownFile(attachment.url, location.origin);
  const name = attachment.filename;
  if (href !== undefined && attachment.content_type?.startsWith('image/') === true) {
    const label = attachment.description ?? name;
    return html`<a class="picture" href=${href} target="_blank" rel="noopener"
      ><img src=${href} alt=${label} loading="lazy"
    /></a>`;
  }
  return html`<div class="file">
    ${fileIcon()}
    <div class="file-text">
      ${href === undefined ? html`<span>${name}</span>` : html`<a href=${href} download=${name}>${name}</a>`}
      <small>${sizeText(attachment.size, model.locale)}</small>
    </div>
    ${
      href === undefined
        ? nothing
        : html`<a class="icon-button" href=${href} download=${name} aria-label=${t('message.download', { name })}
            >${downloadIcon()}</a
          >`
    }
  </div>`;
}

export const attachmentsView = (attachments: readonly APIAttachment[], context: Context): TemplateResult | typeof nothing =>
  attachments.length === 0
    ? nothing
    : html`<discord-attachments>${attachments.map((each) => one(each, context))}</discord-attachments>`;
