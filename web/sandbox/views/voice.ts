import { html, nothing } from 'lit';
import { voiceChannels } from '../core/places.js';
import { displayName } from '../discord/people.js';
import { avatar } from './avatar.js';
import type { Context } from './context.js';
import { voiceIcon } from './icons.js';

/** The voice channels of the open guild with those who are in them; a click joins, another one leaves. */
export function voiceList({ guild, model, session, t }: Context) {
  const channels = guild ? voiceChannels(guild) : [];
  if (!guild || channels.length === 0) return nothing;
  const { state } = model;
  return html`<h3>${t('voice.channels')}</h3>
    <ul class="voice">
      ${channels.map((channel) => {
        const there = guild.voice.filter((one) => one.channel === channel.id);
        const isHere = there.some(({ user }) => user === state?.me.id);
        const name = channel.name ?? '';
        return html`<li>
          <button
            type="button"
            class="channel ${isHere ? 'here' : ''}"
            aria-pressed=${isHere}
            title=${t(isHere ? 'voice.leave' : 'voice.join', { channel: name })}
            @click=${() => session.talk(channel.id)}
          >
            ${voiceIcon()} <span>${name}${channel.id === guild.afkChannel ? ` (${t('voice.afk')})` : ''}</span>
          </button>
          ${
            there.length === 0
              ? nothing
              : html`<ul class="talking" aria-label=${t('voice.people', { channel: name })}>
                  ${there.map(({ user }) => {
                    const member = guild.members.find((one) => one.user.id === user);
                    if (!member) return nothing;
                    const shown = displayName(member.user, member);
                    return html`<li>${avatar(member.user, shown, 20, true)} <span>${shown}</span></li>`;
                  })}
                </ul>`
          }
        </li>`;
      })}
    </ul>`;
}
