import {
  DiscordEmbed,
  DiscordEmbedFooter,
  DiscordMention,
  DiscordQuote,
  DiscordSpoiler,
  DiscordTime,
} from '@skyra/discord-components-core';
import '@skyra/discord-components-core/discord-action-row.js';
import '@skyra/discord-components-core/discord-attachments.js';
import '@skyra/discord-components-core/discord-embed-description.js';
import '@skyra/discord-components-core/discord-embed-field.js';
import '@skyra/discord-components-core/discord-embed-fields.js';
import { css } from 'lit';

/** The components wear Discord's colours of some years ago; these are today's, at contrasts that everyone can read. */
DiscordEmbed.elementStyles.push(css`
  :host {
    color: var(--text);
    max-width: 520px;
    margin: 4px 0 2px;
  }
  :host .discord-embed-root {
    flex: 1 1 auto;
  }
  :host .discord-embed-wrapper {
    background: var(--embed);
    border: 1px solid var(--line);
    border-left: 0;
    width: fit-content;
    max-width: 100%;
    justify-self: stretch;
  }
  :host .discord-embed-wrapper .discord-embed-grid {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    padding: 4px 16px 14px 12px;
  }
  :host(.with-thumbnail) .discord-embed-wrapper .discord-embed-grid {
    grid-template-columns: minmax(0, 1fr) min-content;
  }
`);
DiscordEmbedFooter.elementStyles.push(css`
  :host {
    color: var(--muted);
    grid-column: 1 / -1;
  }
`);
DiscordMention.elementStyles.push(css`
  :host {
    cursor: default;
    color: #c9cdfb;
    transition: none;
  }
`);
DiscordQuote.elementStyles.push(css`
  .discord-quote-divider {
    flex: none;
    background: #65676e;
  }
  blockquote {
    min-width: 0;
  }
`);
DiscordSpoiler.elementStyles.push(css`
  :host(:not([activated])) {
    background: #4e5058;
  }
  :host(:not([activated])) ::slotted(*) {
    visibility: hidden;
  }
`);
DiscordTime.elementStyles.push(css`
  :host {
    background: #ffffff14;
    white-space: normal;
    -webkit-box-decoration-break: clone;
    box-decoration-break: clone;
  }
`);
