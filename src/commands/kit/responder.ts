import type {
  APIInteraction,
  APIInteractionResponse,
  RESTPatchAPIWebhookWithTokenMessageJSONBody,
  RESTPostAPIWebhookWithTokenJSONBody,
} from 'discord-api-types/v10';

export interface Attachment {
  readonly name: string;
  readonly data: Uint8Array;
  readonly contentType?: string;
}

/** Another process, to which Discord delivered the same interaction, was first: it says everything that there is to say. */
export class AnsweredElsewhere extends Error {
  override readonly name = 'AnsweredElsewhere';

  constructor() {
    super('another process has answered');
  }
}

/** How a dispatcher answers; implemented once per transport in src/discord. Each rejects when Discord refuses. */
export interface Responder {
  /** The one acknowledgement, within 3 s of the interaction. @throws AnsweredElsewhere */
  respond(response: APIInteractionResponse, files?: readonly Attachment[]): Promise<void>;
  /** Edits the original response (also fills a deferred one), within 15 min. */
  editOriginal(body: RESTPatchAPIWebhookWithTokenMessageJSONBody, files?: readonly Attachment[]): Promise<void>;
  followUp(body: RESTPostAPIWebhookWithTokenJSONBody, files?: readonly Attachment[]): Promise<void>;
}

/** The one entrance of all interactions, whatever the transport. Never rejects. */
export type Dispatch = (interaction: APIInteraction, responder: Responder) => Promise<void>;
