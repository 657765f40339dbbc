import { html, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { channelsOf } from '../core/places.js';
import { roleColor, memberGroups, memberOf, rolesOf, displayName, initials } from '../discord/people.js';
import { pageLocales } from '../i18n/translate.js';
import { avatar } from './avatar.js';
import type { Context } from './context.js';
import { chevronIcon, crownIcon, hashIcon, menuIcon, messageIcon, peopleIcon } from './icons.js';

/** Permission bit "Manage Guild". */
const MANAGE_GUILD = 1n << 5n;

export function rail({ model, session, t }: Context): TemplateResult {
  const { place, state, unread } = model;
  const unreadIn = (channels: readonly { id: string }[]) => channels.some(({ id }) => unread.includes(id));
  const place_ = (here: boolean, news: boolean, label: string, face: unknown, open: () => void) =>
    html`<li class=${here ? 'here' : news ? 'news' : ''}>
      <button
        type="button"
        class="rail-button"
        title=${label}
        aria-label=${label}
        aria-current=${here ? 'true' : nothing}
        @click=${open}
      >
        ${face}
      </button>
    </li>`;
  return html`<nav class="rail" aria-label=${t('rail.label')}>
    <ul>
      ${place_(place.guild === undefined, unreadIn(state?.directMessages ?? []), t('rail.dm'), messageIcon(), () =>
        session.open({ guild: undefined, channel: state?.directMessages[0]?.id }),
      )}
      <li class="rail-line" role="presentation"></li>
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

export function sidebar(context: Context): TemplateResult {
  const { model, session, t, guild } = context;
  const { place, state, unread } = model;
  const channels = state ? channelsOf(state, place) : [];
  return html`<div class="sidebar">
    <div class="sidebar-head"><h1>${guild?.name ?? t('channels.dm')}</h1></div>
    <nav class="channels" aria-label=${t('channels.label')}>
      <h2>${t(guild ? 'channels.text' : 'channels.dm')}</h2>
      <ul>
        ${channels.map((channel) => {
          const here = channel.id === place.channel;
          const news = !here && unread.includes(channel.id);
          const bot = state?.bot.user;
          return html`<li>
            <button
              type="button"
              class="channel ${here ? 'here' : ''} ${news ? 'news' : ''}"
              aria-current=${here ? 'page' : nothing}
              @click=${() => session.open({ guild: place.guild, channel: channel.id })}
            >
              ${guild || !bot ? hashIcon() : avatar(bot, displayName(bot), 24, state.bot.online)}
              <span>${guild || !bot ? channel.name : displayName(bot)}</span>${
                news ? html`<span class="sr">(${t('channels.unread')})</span>` : nothing
              }
            </button>
          </li>`;
        })}
      </ul>
    </nav>
    ${botBadge(context)} ${personPanel(context)}
  </div>`;
}

export function header({ model, session, t, guild }: Context): TemplateResult {
  const channel = model.state && channelsOf(model.state, model.place).find(({ id }) => id === model.place.channel);
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
    ${guild ? hashIcon() : nothing}
    <h2>${guild || !bot ? channel?.name : displayName(bot)}</h2>
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
              return html`<li class="member ${online ? '' : 'offline'}" data-user=${member.user.id}>
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
