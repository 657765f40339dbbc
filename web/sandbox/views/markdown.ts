import { html, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { roleColor } from '../discord/people.js';
import type { Node } from '../markdown/ast.js';
import { parseMarkdown } from '../markdown/parse.js';
import type { Context } from './context.js';

type Children = readonly Node[];

function reveal(event: Event) {
  const spoiler = event.currentTarget;
  if (!(spoiler instanceof HTMLElement) || spoiler.hasAttribute('activated')) return;
  if (event instanceof KeyboardEvent && event.key !== 'Enter' && event.key !== ' ') return;
  event.preventDefault();
  spoiler.setAttribute('activated', '');
  for (const name of ['role', 'tabindex', 'aria-label']) spoiler.removeAttribute(name);
}

const mention = (name: string, color = '#c9cdfb') => html`<discord-mention type="role" color=${color}>${name}</discord-mention>`;

function role(id: string, { guild, t }: Context): TemplateResult {
  const found = guild?.roles.find((each) => each.id === id);
  return mention(found?.name.replace(/^@/, '') ?? t('message.unknownRole'), found && roleColor(found));
}

function channel(id: string, { guild, t }: Context): TemplateResult {
  const name = guild?.channels.find((each) => each.id === id)?.name;
  return html`<discord-mention type="channel">${name ?? t('message.unknownChannel')}</discord-mention>`;
}

function one(node: Node, context: Context): TemplateResult | string {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'br':
      return html`<br />`;
    case 'bold':
      return html`<strong>${many(node.children, context)}</strong>`;
    case 'italic':
      return html`<em>${many(node.children, context)}</em>`;
    case 'underline':
      return html`<u>${many(node.children, context)}</u>`;
    case 'strike':
      return html`<s>${many(node.children, context)}</s>`;
    case 'spoiler':
      return html`<discord-spoiler
        role="button"
        tabindex="0"
        aria-label=${context.t('message.spoiler')}
        @click=${reveal}
        @keydown=${reveal}
        ><span>${many(node.children, context)}</span></discord-spoiler
      >`;
    case 'quote':
      return html`<discord-quote><div>${many(node.children, context)}</div></discord-quote>`;
    case 'subtext':
      return html`<small class="subtext">${many(node.children, context)}</small>`;
    case 'heading':
      // One level for all: what somebody writes must not break the order of the page's own headings.
      return html`<span class="heading h${node.level}" role="heading" aria-level="3">${many(node.children, context)}</span>`;
    case 'list': {
      const items = node.items.map((item) => html`<li>${many(item, context)}</li>`);
      return node.ordered
        ? html`<ol start=${node.start}>
            ${items}
          </ol>`
        : html`<ul>
            ${items}
          </ul>`;
    }
    case 'code':
      return html`<code>${node.text}</code>`;
    case 'pre':
      return html`<pre><code>${node.text}</code></pre>`;
    case 'link':
      return html`<a href=${node.href} target="_blank" rel="noopener noreferrer">${many(node.children, context)}</a>`;
    case 'user':
      return html`<discord-mention type="user"
        >${context.nameOfId(node.id) ?? context.t('message.unknownUser')}</discord-mention
      >`;
    case 'role':
      return role(node.id, context);
    case 'channel':
      return channel(node.id, context);
    case 'everyone':
      return mention(node.name);
    case 'command':
      return html`<discord-mention type="slash">${node.name}</discord-mention>`;
    case 'emoji':
      return html`<span class="emoji">:${node.name}:</span>`;
    case 'time':
      return html`<pc-time .at=${node.at} .look=${node.style} .locale=${context.model.locale}></pc-time>`;
  }
}

const many = (nodes: Children, context: Context) => nodes.map((node) => one(node, context));

/** Discord's markdown as elements; text only ever becomes text nodes. A changed source is drawn anew, so that a spoiler closes again. */
export const markdown = (source: string, context: Context): unknown =>
  keyed(source, html`${many(parseMarkdown(source), context)}`);
