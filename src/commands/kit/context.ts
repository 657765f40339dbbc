import type { GuildId, RequestId, SpaceId, UserId } from '../../domain/ids.js';
import type { Logger } from '../../domain/ports.js';
import type { Translator } from '../../i18n/translator.js';

/** The parts of one of our own messages that a component may read back. */
export interface SourceMessage {
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
  /** Where the reply is read: a guild's channel, the direct message with the bot, or anywhere else (user install). */
  readonly place: 'guild' | 'direct-message' | 'elsewhere';
  /** `command`, `button`, `select`, `modal`, `autocomplete`; for the ledger. */
  readonly source: string;
  /** The message that a button, select or modal belongs to, as Discord keeps it (so it can carry our own text back to us); else null. */
  readonly message: SourceMessage | null;
  /** Of the member, for private replies. */
  readonly t: Translator;
  /** Of the guild (or the person in their own space), for public replies. */
  readonly tPublic: Translator;
  readonly log: Logger;
}
