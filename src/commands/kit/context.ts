import type { GuildId, RequestId, RoleId, SpaceId, UserId } from '../../domain/ids.js';
import type { Logger } from '../../domain/ports.js';
import type { Translator } from '../../i18n/translator.js';
import type { ChannelFacts } from './payload/channel.js';
import type { Installation } from './payload/installation.js';
import type { NamedMember } from './payload/members.js';
import type { Target } from './payload/targets.js';

/** The parts of one of our own messages that a component may read back. */
export interface SourceMessage {
  readonly id: string;
  /** Message flags as bits, e.g. 64: only one person sees it. */
  readonly flags: number;
  readonly embeds: readonly {
    readonly description?: string | undefined;
    readonly fields?: readonly { readonly name: string; readonly value: string }[] | undefined;
  }[];
}

/** What a handler knows about the interaction it answers. Built once by the dispatcher from the parsed payload. */
export interface Context {
  /** The interaction id: request id of the change, and on every log line. */
  readonly id: RequestId;
  /** Moment of the interaction (from its snowflake), ms. */
  readonly occurredAt: number;
  readonly space: SpaceId;
  readonly user: UserId;
  /** Null in direct messages and user installs. `permissions`: the member's computed permission bits in this channel. */
  readonly guild: { readonly id: GuildId; readonly permissions: bigint; readonly locale: string } | null;
  /** Roles of the member in the guild; none where `guild` is null. */
  readonly memberRoles: ReadonlySet<RoleId>;
  /** What the server calls the member; null where `guild` is null, or Discord does not say. */
  readonly displayName: string | null;
  /** Where the reply is read: a guild's channel, the direct message with the bot, or anywhere else (user install). */
  readonly place: 'guild' | 'direct-message' | 'elsewhere';
  /** Where it was used; null when Discord does not say. */
  readonly channel: ChannelFacts | null;
  readonly installation: Installation;
  /** The largest file that may be uploaded here, bytes. */
  readonly fileSizeLimit: number;
  /** `command`, `button`, `select`, `modal`, `autocomplete`; for the ledger. */
  readonly source: string;
  /** The message that a button, select or modal belongs to, as Discord keeps it (so it can carry our own text back to us); else null. */
  readonly message: SourceMessage | null;
  /** What a context-menu command was used on; null for everything else. */
  readonly target: Target | null;
  /** A member of the guild that an option, a menu or a form of this interaction names; null for anybody else. */
  namedMember(user: UserId): NamedMember | null;
  /** Of the member, for private replies. */
  readonly t: Translator;
  /** Of the guild (or the person in their own space), for public replies. */
  readonly tPublic: Translator;
  readonly log: Logger;
}
