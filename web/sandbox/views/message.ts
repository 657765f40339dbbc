import type { APIMessage } from 'discord-api-types/v10';
import { MessageFlags, MessageType } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { componentsView, isV2 } from '../components/tree.js';
import type { ShownMessage } from '../core/model.js';
import { worldNow } from '../core/world-time.js';
import { leafName, leavesOf, localName } from '../discord/commands.js';
import en from '../locales/en.json';
import { formatTime } from '../../kit/moment.js';
import { snippetOf } from '../markdown/snippet.js';
import { moreButton } from '../menu/more.js';
import { onRightClick } from '../menu/open.js';
import { attachmentsView } from './attachments.js';
import { avatar } from './avatar.js';
import type { Context } from './context.js';
import { embedView } from './embed.js';
import { eyeIcon, replyIcon } from './icons.js';
import { markdown } from './markdown.js';

/** Messages of one author closer than this share a head. */
const TOGETHER_MS = 7 * 60_000;

const day = (at: number) => new Date(at).toDateString();

function whenText(at: number, { model, t }: Context): string {
  const now = worldNow();
  const time = formatTime(at, 't', model.locale, now);
  if (day(at) === day(now)) return t('message.today', { time });
  if (day(at) === day(now - 86_400_000)) return t('message.yesterday', { time });
  return `${formatTime(at, 'd', model.locale, now)} ${time}`;
}

/** The command that this message answers, if any: who and which. */
function usedOf(message: APIMessage): { readonly user: APIMessage['author']; readonly name: string } | undefined {
  const meta = message.interaction_metadata;
  // Discord sends the name, its documentation does not list it.
  return meta && 'name' in meta && typeof meta.name === 'string' ? { user: meta.user, name: meta.name } : undefined;
}

const isReply = ({ referenced_message: source }: APIMessage): boolean => source !== undefined && source !== null;

/** Private messages stand alone: each has its own foot. */
export const startsGroup = ({ message, ephemeral }: ShownMessage, before: ShownMessage | undefined): boolean =>
  before?.message.author.id !== message.author.id ||
  ephemeral ||
  before.ephemeral ||
  usedOf(message) !== undefined ||
  isReply(message) ||
  Date.parse(message.timestamp) - Date.parse(before.message.timestamp) > TOGETHER_MS;

/** The command as the reader knows it: of a menu without the slash. */
function usedName(message: APIMessage, name: string, { model, guild }: Context): string {
  const commands = guild?.commands ?? model.state?.directCommands ?? [];
  if (message.type === MessageType.ContextMenuCommand) {
    const command = commands.find((each) => each.name === name);
    return command ? localName(command, model.locale) : name;
  }
  const leaf = leavesOf(commands).find((each) => leafName(each, 'en') === name);
  return `/${leaf ? leafName(leaf, model.locale) : name}`;
}

const colored = (user: string, { colorOf }: Context) => {
  const color = colorOf(user);
  return styleMap(color === undefined ? {} : { color });
};

function usedLine(message: APIMessage, context: Context) {
  const used = usedOf(message);
  if (!used) return replyLine(message, context);
  const name = context.nameOf(used.user);
  return html`<div class="used">
    <span class="spine" aria-hidden="true"></span>${avatar(used.user, name, 16)}
    <span class="who" style=${colored(used.user.id, context)}>${name}</span> ${context.t('message.used')}
    <span class="command-name">${usedName(message, used.name, context)}</span>
  </div>`;
}

/** A public answer to a button or a menu says which message it belongs to. */
function replyLine({ referenced_message: source }: APIMessage, context: Context) {
  if (!source) return nothing;
  const name = context.nameOf(source.author);
  return html`<div class="used">
    <span class="spine" aria-hidden="true"></span>${avatar(source.author, name, 16)}
    <span class="who" style=${colored(source.author.id, context)}>${name}</span>
    <span class="reply-text">${snippetOf(source) ?? context.t('message.replySource')}</span>${replyIcon()}
  </div>`;
}

function head({ author, timestamp }: APIMessage, context: Context) {
  const name = context.nameOf(author);
  return html`<div class="message-head">
    <span class="who" style=${colored(author.id, context)} @contextmenu=${onRightClick({ kind: 'user', id: author.id }, name)}
      >${name}</span
    >${author.bot === true ? html`<span class="app-tag">${context.t('message.app')}</span>` : nothing}<time datetime=${timestamp}
      >${whenText(Date.parse(timestamp), context)}</time
    >
  </div>`;
}

/** What the sandbox says beyond the sentence that the page says anyway. */
export const reasonView = (reason: string | undefined): TemplateResult | typeof nothing =>
  reason === undefined || [en['message.failedCommand'], en['message.failedComponent']].includes(reason)
    ? nothing
    : html`<small>${reason}</small>`;

const editedView = (message: APIMessage, t: Context['t']) =>
  message.edited_timestamp === null ? nothing : html`<span class="edited">${t('message.edited')}</span>`;

function foot({ message, ephemeral }: ShownMessage, { model, session, t }: Context) {
  const failures = Object.values(model.pending).filter((each) => each.message === message.id && each.failed !== undefined);
  return html`${failures.map(({ failed }) => html`<div class="failed" role="alert">${t('message.failedComponent')}${reasonView(failed)}</div>`)}
  ${
    ephemeral
      ? html`<div class="ephemeral-note">
          ${eyeIcon()} ${t('message.ephemeral')} ${editedView(message, t)} •
          <button type="button" class="text-button" @click=${() => session.dismiss(message.id)}>${t('message.dismiss')}</button>
        </div>`
      : nothing
  }`;
}

function body({ message, ephemeral }: ShownMessage, context: Context) {
  const { t } = context;
  if (((message.flags ?? 0) & MessageFlags.Loading) !== 0) {
    return html`<div class="content thinking">
      <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span
      >${t('message.thinking', { name: context.nameOf(message.author) })}
    </div>`;
  }
  const edited = ephemeral ? nothing : editedView(message, t);
  if (isV2(message)) return html`${componentsView(message, context)} ${edited}`;
  return html`${message.content === '' ? nothing : html`<div class="content">${markdown(message.content, context)} ${edited}</div>`}
  ${message.embeds.map((embed) => embedView(embed, message, context))} ${attachmentsView(message.attachments, context)}
  ${componentsView(message, context)} ${message.content === '' ? edited : nothing}`;
}

export function messageView(shown: ShownMessage, first: boolean, context: Context): TemplateResult {
  const { message, ephemeral } = shown;
  const mine = message.mentions.some(({ id }) => id === context.model.as);
  const target = { kind: 'message', id: message.id } as const;
  const subject = context.t('menu.message', { name: context.nameOf(message.author) });
  return html`<article
    class="message ${first ? 'first' : ''} ${ephemeral ? 'ephemeral' : ''} ${mine ? 'mentioned' : ''}"
    data-message=${message.id}
    aria-label=${context.nameOf(message.author)}
    @contextmenu=${ephemeral ? nothing : onRightClick(target, subject)}
  >
    ${first ? usedLine(message, context) : nothing} ${first ? avatar(message.author, context.nameOf(message.author)) : nothing}
    <div class="message-body">${first ? head(message, context) : nothing} ${body(shown, context)} ${foot(shown, context)}</div>
    ${ephemeral ? nothing : html`<div class="message-actions">${moreButton(target, subject, context)}</div>`}
  </article>`;
}
