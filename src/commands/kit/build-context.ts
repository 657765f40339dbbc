import { InteractionType } from 'discord-api-types/v10';
import { z } from 'zod';
import { guildId, guildSpace, personalSpace, requestId, roleId, userId, type RoleId, type UserId } from '../../domain/ids.js';
import type { Logger } from '../../domain/ports.js';
import { snowflakeTime } from '../../domain/snowflake.js';
import { FALLBACK_LOCALE } from '../../i18n/messages.js';
import type { Translators } from '../../i18n/translators.js';
import type { Context } from './context.js';
import type { Incoming } from './interaction.js';
import { readChannel, type ChannelFacts } from './payload/channel.js';
import { DEFAULT_FILE_LIMIT } from './payload/files.js';
import { readInstallation, type Installation } from './payload/installation.js';
import { readNamedMember, type NamedMember } from './payload/members.js';
import { snowflake } from './payload/snowflake.js';
import { readTarget, type Target } from './payload/targets.js';

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

const roleIds = z.array(snowflake).max(1_000);
/** Discord's own are 32 characters, which an emoji may be several units of. */
const displayName = z.string().trim().min(1).max(64);
const fileLimit = z.int().positive();
const NO_ROLES: ReadonlySet<RoleId> = new Set();

/** Undefined when the payload names nobody: Discord always does. */
export const buildContext = (incoming: Incoming, translators: Translators, log: Logger): Context | undefined => {
  const who = incoming.member?.user.id ?? incoming.user?.id;
  return who === undefined ? undefined : new InteractionContext(incoming, who, translators, log);
};

/** A class: there is one for each click, and an object with a getter takes as long to make as all the rest of it. */
class InteractionContext implements Context {
  readonly id;
  readonly occurredAt;
  readonly space;
  readonly user;
  readonly guild;
  readonly place;
  readonly source;
  readonly message;
  readonly t;
  readonly tPublic;
  readonly #incoming: Incoming;
  readonly #shared: Logger;
  #own: Logger | undefined;
  #roles: ReadonlySet<RoleId> | undefined;

  constructor(incoming: Incoming, who: string, translators: Translators, log: Logger) {
    const { id, guild_id: guild, member } = incoming;
    const installed = guild !== undefined && member !== undefined && inInstalledGuild(incoming);
    const guildLocale = incoming.guild_locale ?? FALLBACK_LOCALE;
    const locale = incoming.locale ?? guildLocale;
    this.id = requestId(id);
    this.occurredAt = snowflakeTime(id);
    this.space = installed ? guildSpace(guild) : personalSpace(who);
    this.user = userId(who);
    this.guild = installed ? { id: guildId(guild), permissions: BigInt(member.permissions), locale: guildLocale } : null;
    this.place = placeOf(incoming);
    this.source = sourceOf(incoming);
    this.message = 'message' in incoming ? (incoming.message ?? null) : null;
    this.t = translators.for(locale);
    this.tPublic = translators.for(installed ? guildLocale : locale);
    this.#incoming = incoming;
    this.#shared = log;
  }

  /** Roles that cannot be read are none: nobody is let in by them. */
  get memberRoles(): ReadonlySet<RoleId> {
    return (this.#roles ??=
      this.guild === null ? NO_ROLES : new Set((roleIds.safeParse(this.#incoming.member?.roles).data ?? []).map(roleId)));
  }

  get displayName(): string | null {
    const { member } = this.#incoming;
    if (this.guild === null || member === undefined) return null;
    for (const name of [member.nick, member.user.global_name, member.user.username]) {
      const read = displayName.safeParse(name).data;
      if (read !== undefined) return read;
    }
    return null;
  }

  get channel(): ChannelFacts | null {
    return readChannel(this.#incoming.channel, this.#incoming.app_permissions);
  }

  get installation(): Installation {
    return readInstallation(this.#incoming.authorizing_integration_owners);
  }

  get fileSizeLimit(): number {
    return fileLimit.safeParse(this.#incoming.attachment_size_limit).data ?? DEFAULT_FILE_LIMIT;
  }

  get target(): Target | null {
    return this.#incoming.type === InteractionType.ApplicationCommand ? readTarget(this.#incoming.data) : null;
  }

  namedMember(user: UserId): NamedMember | null {
    return this.guild === null ? null : readNamedMember(this.#incoming.data.resolved, user);
  }

  /** Made when something is logged: most clicks have nothing to say, and a logger of one's own costs more than many a handler. */
  get log(): Logger {
    return (this.#own ??= this.#shared.child({ interaction: this.id }));
  }
}
