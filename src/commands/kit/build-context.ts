import { InteractionType } from 'discord-api-types/v10';
import { guildId, guildSpace, personalSpace, requestId, userId } from '../../domain/ids.js';
import type { Logger } from '../../domain/ports.js';
import { snowflakeTime } from '../../domain/snowflake.js';
import { FALLBACK_LOCALE } from '../../i18n/messages.js';
import type { Translators } from '../../i18n/translators.js';
import type { Context } from './context.js';
import type { Incoming } from './interaction.js';

/** Component type, and interaction context, as Discord numbers them. */
const BUTTON = 2;
const PRIVATE_CHANNEL = 2;

/**
 * Where the guild has the bot; a user install (integration type 1) used in a guild that has not is that person's own space. Who says
 * nothing of the installation means the guild.
 */
const userInstallOnly = (owners: Incoming['authorizing_integration_owners']): boolean =>
  owners !== undefined && '1' in owners && !('0' in owners);

const inInstalledGuild = ({ guild_id, member, authorizing_integration_owners: owners }: Incoming): boolean =>
  guild_id !== undefined && member !== undefined && !userInstallOnly(owners);

const sourceOf = (incoming: Incoming): string => {
  switch (incoming.type) {
    case InteractionType.ApplicationCommand:
      return 'command';
    case InteractionType.ApplicationCommandAutocomplete:
      return 'autocomplete';
    case InteractionType.MessageComponent:
      return incoming.data.component_type === BUTTON ? 'button' : 'select';
    case InteractionType.ModalSubmit:
      return 'modal';
  }
};

const placeOf = (incoming: Incoming): Context['place'] => {
  if (incoming.guild_id !== undefined) return 'guild';
  return incoming.context === PRIVATE_CHANNEL ? 'elsewhere' : 'direct-message';
};

/** Undefined when the payload names nobody: Discord always does. */
export const buildContext = (incoming: Incoming, translators: Translators, log: Logger): Context | undefined => {
  const who = incoming.member?.user.id ?? incoming.user?.id;
  if (who === undefined) return undefined;
  const { guild_id: guild, member } = incoming;
  const installed = guild !== undefined && member !== undefined && inInstalledGuild(incoming);
  const locale = incoming.locale ?? incoming.guild_locale ?? FALLBACK_LOCALE;
  const guildLocale = incoming.guild_locale ?? FALLBACK_LOCALE;
  // Most clicks have nothing to say, and a logger of one's own costs more than many a handler.
  let own: Logger | undefined;
  return {
    id: requestId(incoming.id),
    occurredAt: snowflakeTime(incoming.id),
    space: installed ? guildSpace(guild) : personalSpace(who),
    user: userId(who),
    guild: installed ? { id: guildId(guild), permissions: BigInt(member.permissions), locale: guildLocale } : null,
    place: placeOf(incoming),
    source: sourceOf(incoming),
    message: 'message' in incoming ? (incoming.message ?? null) : null,
    t: translators.for(locale),
    tPublic: translators.for(installed ? guildLocale : locale),
    get log() {
      return (own ??= log.child({ interaction: incoming.id }));
    },
  };
};
