import type { APIAttachment } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import { fileCard } from '../files/card.js';
import { ownFile } from '../markdown/links.js';
import type { Context } from './context.js';

function one(attachment: APIAttachment, context: Context): TemplateResult {
  const href = ownFile(attachment.url, location.origin);
  const name = attachment.filename;
  if (href !== undefined && attachment.content_type?.startsWith('image/') === true) {
    const label = attachment.description ?? name;
    return html`<a class="picture" href=${href} target="_blank" rel="noopener"
      ><img src=${href} alt=${label} loading="lazy"
    /></a>`;
  }
  return fileCard({ name, size: attachment.size, href }, context);
}

export const attachmentsView = (attachments: readonly APIAttachment[], context: Context): TemplateResult | typeof nothing =>
  attachments.length === 0
    ? nothing
    : html`<discord-attachments>${attachments.map((each) => one(each, context))}</discord-attachments>`;
