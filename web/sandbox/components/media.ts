import type {
  APIFileComponent,
  APIMediaGalleryComponent,
  APIMessage,
  APIThumbnailComponent,
  APIUnfurledMediaItem,
} from 'discord-api-types/v10';
import { html, type TemplateResult } from 'lit';
import { fileCard } from '../files/card.js';
import { ownFile } from '../markdown/links.js';
import type { Context } from '../views/context.js';
import { perhapsSpoiler } from './spoiler.js';

const ATTACHED = 'attachment://';

/** Where the media lie, and the attachment behind them if there is one. */
function resolve({ url }: APIUnfurledMediaItem, message: APIMessage) {
  const name = url.startsWith(ATTACHED) ? url.slice(ATTACHED.length) : undefined;
  const attachment = message.attachments.find((each) => each.filename === name || each.url === url);
  return { attachment, href: ownFile(attachment?.url ?? url, location.origin) };
}

const fileName = (address: string): string => decodeURIComponent(address.split(/[?#]/)[0]?.split('/').at(-1) ?? address);

interface Picture {
  readonly media: APIUnfurledMediaItem;
  readonly description?: string | null;
  readonly spoiler?: boolean;
}

/** A picture of the message; one from outside the sandbox is named, never fetched. */
function picture(each: Picture, message: APIMessage, { t }: Context): TemplateResult {
  const { href } = resolve(each.media, message);
  const label = each.description ?? t('message.picture');
  const shown =
    href === undefined
      ? html`<span class="picture-outside">${each.description ?? t('message.pictureOutside')}</span>`
      : html`<a class="gallery-item" href=${href} target="_blank" rel="noopener"><img src=${href} alt=${label} /></a>`;
  return perhapsSpoiler(each.spoiler, shown, t);
}

export const thumbnailView = (component: APIThumbnailComponent, message: APIMessage, context: Context): TemplateResult =>
  html`<div class="thumbnail">${picture(component, message, context)}</div>`;

export const galleryView = ({ items }: APIMediaGalleryComponent, message: APIMessage, context: Context): TemplateResult =>
  html`<div class="gallery" data-count=${items.length}>${items.map((item) => picture(item, message, context))}</div>`;

export function fileView(component: APIFileComponent, message: APIMessage, context: Context): TemplateResult {
  const { attachment, href } = resolve(component.file, message);
  const card = fileCard(
    {
      name: component.name ?? attachment?.filename ?? fileName(component.file.url),
      size: component.size ?? attachment?.size,
      href,
    },
    context,
  );
  return perhapsSpoiler(component.spoiler, card, context.t);
}
