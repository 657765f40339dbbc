import { html, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import type { APIChannel, APIThreadChannel } from 'discord-api-types/v10';
import { channelsOf, isArchived, isLocked, openChannel, threadsOf } from '../core/places.js';
import { roleColor, memberGroups, memberOf, rolesOf, displayName } from '../discord/people.js';
import { initials } from '../../kit/people.js';
import { pageLocales } from '../i18n/translate.js';
import { moreButton } from '../menu/more.js';
import { onRightClick } from '../menu/open.js';
import { avatar } from './avatar.js';
import type { Context } from './context.js';
import {
  archiveIcon,
  chevronIcon,
  crownIcon,
  hashIcon,
  linkIcon,
  lockIcon,
  menuIcon,
  messageIcon,
  peopleIcon,
  threadIcon,
} from './icons.js';
import { voiceList } from './voice.js';

/** Permission bit "Manage Guild". */
const MANAGE_GUILD = 1n << 5n;

export function rail({ model, session, t }: Context): TemplateResult {
  const { place, state, unread } = model;
  const unreadIn = (channels: readonly { id: string }[]) => channels.some(({ id }) => unread.includes(id));
  const place_ = (here: boolean, news: boolean, label: string, face: unknown, open: () => void) =>
    html`<li class="rail-place ${here ? 'here' : news ? 'news' : ''}">
      <button type="button" class="rail-button" title=${label} aria-current=${here ? 'true' : nothing} @click=${open}>
        <span aria-hidden="true">${face}</span><span class="sr">${label}</span>
      </button>
    </li>`;
  return html`<nav class="rail" aria-label=${t('rail.label')}>
    <ul>
      ${place_(place.guild === undefined, unreadIn(state?.directMessages ?? []), t('rail.dm'), messageIcon(), () =>
        session.open({ guild: undefined, channel: state?.directMessages[0]?.id }),
      )}
      ${(state?.guilds ?? []).map((guild) =>
        place_(guild.id === place.guild, unreadIn(guild.channels), guild.name, initials(guild.name), () =>
          session.open({ guild: guild.id, channel: undefined }),
        ),
      )}
    </ul>
  </nav>`;
}

function botBadge({ model, guild, t }: Context) {
  const bot = model.state?.bot;
  if (!bot) return nothing;
  const name = displayName(bot.user);
  const absent = guild !== undefined && !guild.bot;
  const key = absent ? 'bot.absent' : bot.online ? 'bot.online' : 'bot.offline';
  return html`<div class="bot-badge ${bot.online && !absent ? 'on' : 'off'}" role="status"><i></i>${t(key, { name })}</div>`;
}

/** The way to the web page that the bot serves, as the person who is chosen here; in a tab of its own, since this one stays where it is. */
function pageLink({ model: { state }, t, nameOf }: Context) {
  if (state?.hasPage !== true) return nothing;
  return html`<a class="page-link" href="/oauth2/open?as=${state.me.id}" target="_blank" rel="noopener">
    ${linkIcon()}<span>${t('people.openPage', { name: nameOf(state.me) })}</span>
  </a>`;
}

function personPanel({ model, session, t, guild, nameOf }: Context) {
  const { state } = model;
  if (!state) return nothing;
  const may = BigInt(guild?.permissions ?? '0');
  const note =
    guild?.ownerId === state.me.id
      ? t('people.owner')
      : (may & MANAGE_GUILD) !== 0n
        ? t('people.manager')
        : `@${state.me.username}`;
  return html`<div class="person">
    ${avatar(state.me, nameOf(state.me), 32, true)}
    <label class="person-name"
      ><span class="sr">${t('people.switch')}</span>
      <select
        class="person-select"
        @change=${(event: Event) => event.target instanceof HTMLSelectElement && session.actAs(event.target.value)}
      >
        ${state.people.map((person) => html`<option value=${person.id} ?selected=${person.id === state.me.id}>${nameOf(person)}</option>`)}
      </select>
      <small>${note}</small>
    </label>
    <div class="locales" role="group" aria-label=${t('locale.label')}>
      ${pageLocales.map(
        (locale) =>
          html`<button type="button" lang=${locale} aria-pressed=${locale === model.locale} @click=${() => session.speak(locale)}>
            ${locale.toUpperCase()}
          </button>`,
      )}
    </div>
  </div>`;
}

/** A channel or a thread in the list, with what it has below it. */
function channelItem(channel: APIChannel, face: unknown, name: unknown, below: unknown, { model, session, t }: Context) {
  const { place, unread } = model;
  const here = channel.id === place.channel;
  const news = !here && unread.includes(channel.id);
  return html`<li>
    <button
      type="button"
      class="channel ${here ? 'here' : ''} ${news ? 'news' : ''}"
      aria-current=${here ? 'page' : nothing}
      @click=${() => session.open({ guild: place.guild, channel: channel.id })}
    >
      ${face} <span>${name}</span>${news ? html`<span class="sr">(${t('channels.unread')})</span>` : nothing}
    </button>
    ${below}
  </li>`;
}

/** Whether a thread is closed, as a sign with its word. */
const threadMarks = (thread: APIThreadChannel, t: Context['t']) =>
  html`${
    isLocked(thread)
      ? html`<span class="thread-mark" title=${t('channels.locked')}
          >${lockIcon()}<span class="sr">(${t('channels.locked')})</span></span
        >`
      : nothing
  }${
    isArchived(thread)
      ? html`<span class="thread-mark" title=${t('channels.archived')}
          >${archiveIcon()}<span class="sr">(${t('channels.archived')})</span></span
        >`
      : nothing
  }`;

function threadList(parent: string, context: Context) {
  const threads = context.guild ? threadsOf(context.guild, parent) : [];
  if (threads.length === 0) return nothing;
  return html`<ul class="threads" aria-label=${context.t('channels.threads')}>
    ${threads.map((thread) => {
      const name = html`${thread.name}${threadMarks(thread, context.t)}`;
      return channelItem(thread, threadIcon(), name, nothing, context);
    })}
  </ul>`;
}

export function sidebar(context: Context): TemplateResult {
  const { model, t, guild } = context;
  const { place, state } = model;
  const channels = state ? channelsOf(state, place) : [];
  const bot = state?.bot.user;
  return html`<aside class="sidebar" aria-label=${t('channels.sidebar')}>
    <div class="sidebar-head"><h2>${guild?.name ?? t('channels.dm')}</h2></div>
    <nav class="channels" aria-label=${t('channels.label')}>
      <h3>${t(guild ? 'channels.text' : 'channels.dm')}</h3>
      <ul>
        ${channels.map((channel) =>
          guild || !bot
            ? channelItem(channel, hashIcon(), channel.name, threadList(channel.id, context), context)
            : channelItem(channel, avatar(bot, displayName(bot), 24, state.bot.online), displayName(bot), nothing, context),
        )}
      </ul>
      ${voiceList(context)}
    </nav>
    ${botBadge(context)} <pc-world .context=${context}></pc-world> ${pageLink(context)} ${personPanel(context)}
  </aside>`;
}

export function header({ model, session, t, guild }: Context): TemplateResult {
  const channel = model.state && openChannel(model.state, model.place);
  const thread = channel && 'thread_metadata' in channel ? channel : undefined;
  const bot = model.state?.bot.user;
  const topic = channel && 'topic' in channel ? channel.topic : undefined;
  return html`<header class="bar">
    <button
      type="button"
      class="icon-button menu"
      aria-label=${t(model.channelsShown ? 'channels.close' : 'channels.open')}
      aria-expanded=${model.channelsShown}
      @click=${() => session.toggle('channelsShown')}
    >
      ${menuIcon()}
    </button>
    ${thread ? threadIcon(20) : guild ? hashIcon() : nothing}
    <h1>${guild || !bot ? channel?.name : displayName(bot)}</h1>
    ${thread ? html`<span class="thread-state">${threadMarks(thread, t)}</span>` : nothing}
    ${topic ? html`<p class="topic">${topic}</p>` : nothing}
    <span class="grow"></span>
    ${
      guild
        ? html`<button
            type="button"
            class="icon-button members-toggle"
            aria-label=${t('members.toggle')}
            aria-pressed=${model.membersShown}
            @click=${() => session.toggle('membersShown')}
          >
            ${peopleIcon()}
          </button>`
        : nothing
    }
  </header>`;
}

export function members(context: Context): TemplateResult | typeof nothing {
  const { model, guild, t, session, colorOf } = context;
  if (!guild || !model.state || !model.membersShown) return nothing;
  const { bot } = model.state;
  const groups = memberGroups(guild, (user) => user.id !== bot.user.id || bot.online);
  return html`<aside class="members" aria-label=${t('members.label')}>
    ${groups.map(
      ({ role, online, members: list }) =>
        html`<section>
          <h2>${role?.name ?? t(online ? 'members.online' : 'members.offline')} — ${list.length}</h2>
          <ul>
            ${list.map((member) => {
              const name = displayName(member.user, member);
              const color = colorOf(member.user.id);
              const target = { kind: 'user', id: member.user.id } as const;
              return html`<li
                class="member ${online ? '' : 'offline'}"
                data-user=${member.user.id}
                @contextmenu=${onRightClick(target, name)}
              >
                ${avatar(member.user, name, 32, online)}
                <div class="member-text">
                  <div class="member-name">
                    <span class="who" style=${styleMap(color === undefined ? {} : { color })}>${name}</span>${
                      member.user.bot === true ? html`<span class="app-tag">${t('message.app')}</span>` : nothing
                    }${member.user.id === guild.ownerId ? html`<span class="crown" title=${t('people.owner')}>${crownIcon()}</span>` : nothing}
                  </div>
                  <div class="chips">
                    ${rolesOf(guild, memberOf(guild, member.user.id) ?? member).map(
                      (each) =>
                        html`<span class="chip" style=${styleMap({ '--role': roleColor(each) ?? '#b5bac1' })}
                          ><i></i>${each.name}</span
                        >`,
                    )}
                  </div>
                </div>
                ${moreButton(target, name, context)}
              </li>`;
            })}
          </ul>
        </section>`,
    )}
    <button type="button" class="members-close" @click=${() => session.toggle('membersShown')}>
      ${t('members.toggle')} ${chevronIcon(16)}
    </button>
  </aside>`;
}
