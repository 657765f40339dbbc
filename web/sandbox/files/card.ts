import { html, nothing, type TemplateResult } from 'lit';
import type { Context } from '../views/context.js';
import { downloadIcon, fileIcon } from '../views/icons.js';
import { sizeText } from '../../kit/size.js';

export interface ShownFile {
  readonly name: string;
  /** Bytes; undefined: not known. */
  readonly size: number | undefined;
  /** On this page's own origin; undefined: it lies elsewhere and cannot be fetched. */
  readonly href: string | undefined;
}

/** A file of a message, with its size and a way to download it. */
export const fileCard = ({ name, size, href }: ShownFile, { model, t }: Context): TemplateResult =>
  html`<div class="file">
    ${fileIcon()}
    <div class="file-text">
      ${href === undefined ? html`<span>${name}</span>` : html`<a href=${href} download=${name}>${name}</a>`}
      ${size === undefined ? nothing : html`<small>${sizeText(size, model.locale)}</small>`}
    </div>
    ${
      href === undefined
        ? nothing
        : html`<a class="icon-button" href=${href} download=${name} aria-label=${t('message.download', { name })}
            >${downloadIcon()}</a
          >`
    }
  </div>`;
