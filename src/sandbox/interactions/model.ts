import type {
  APIMessage,
  APIMessageInteractionMetadata,
  APIModalInteractionResponseCallbackData,
  APIUser,
} from 'discord-api-types/v10';
import type { SandboxEvent } from '../protocol.js';
import type { Channel, Guild, MessageRecord, User } from '../world/model.js';

/** Types as Discord numbers them: 2 command, 3 component, 4 autocomplete, 5 modal submit. */
export type InteractionKind = 2 | 3 | 4 | 5;

/** Which command was used, and what its menu was opened on. */
export interface CommandUse {
  /** With group and subcommand. */
  readonly name: string;
  readonly targetUser?: APIUser;
  readonly targetMessage?: APIMessage;
}

/** One interaction from the click to the end of its token. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly kind: InteractionKind;
  readonly user: User;
  readonly guild: Guild | null;
  readonly channel: Channel;
  /** For the metadata of the message that answers a command. */
  readonly command: CommandUse | null;
  /** Returned to the page in what follows from it. */
  readonly nonce: string;
  /** ms since the epoch. */
  readonly createdAt: number;
  /** The message whose component was used (also through a modal). */
  readonly source: MessageRecord | null;
  /** Of a submit: the custom id of the modal. */
  readonly modal: string | null;
  readonly metadata: APIMessageInteractionMetadata;
  status: 'pending' | 'acknowledged' | 'failed';
  /** What `@original` means. */
  original: MessageRecord | null;
}

/** A modal that somebody has before them. */
export interface OpenModal {
  readonly modal: APIModalInteractionResponseCallbackData;
  readonly opener: Interaction;
}

export type InteractionListener = (userId: string, event: SandboxEvent) => void;

/** Bytes that one file may have: 10 MiB, as in a guild without boosts. */
export const ATTACHMENT_SIZE_LIMIT = 10 * 1024 * 1024;
/** The app did not answer within 3 s. */
export const ACKNOWLEDGE_MS = 3000;
/** A token edits and follows up for 15 minutes. */
export const TOKEN_MS = 15 * 60_000;

/** What a person cannot do; told to the page as 4xx. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;

  constructor(message: string, status = 400) {
    super(message);
    this.status = status;
  }
}
