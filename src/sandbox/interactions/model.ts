import type { APIMessageInteractionMetadata, APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import type { SandboxEvent } from '../protocol.js';
import type { Channel, Guild, MessageRecord, User } from '../world/model.js';

/** Types as Discord numbers them: 2 command, 3 component, 4 autocomplete, 5 modal submit. */
export type InteractionKind = 2 | 3 | 4 | 5;

/** One interaction from the click to the end of its token. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly kind: InteractionKind;
  readonly user: User;
  readonly guild: Guild | null;
  readonly channel: Channel;
  /** Of the command, for the message's metadata. */
  readonly commandName: string | null;
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
