import type { APIMessage, APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import type { SandboxState } from '../../../src/sandbox/protocol.js';
import type { PageLocale } from '../i18n/translate.js';

/** Where the reader looks. `guild` undefined: direct messages. */
export interface Place {
  readonly guild: string | undefined;
  readonly channel: string | undefined;
}

export interface ShownMessage {
  readonly message: APIMessage;
  readonly ephemeral: boolean;
}

/** An interaction of this page that has no answer yet, or got none. */
export interface Pending {
  readonly kind: 'command' | 'component' | 'modal';
  readonly channel: string;
  /** What was used: the command with its path, or the component's custom id. */
  readonly name: string;
  readonly message?: string;
  /** undefined while waiting. */
  readonly failed?: string;
}

export interface OpenModal {
  readonly interactionId: string;
  readonly modal: APIModalInteractionResponseCallbackData;
  readonly channel: string;
  readonly message?: string;
  readonly sending: boolean;
  readonly failed?: string;
}

export interface Suggestions {
  readonly nonce: string;
  readonly state: 'loading' | 'ready' | 'failed';
  readonly choices: readonly { readonly name: string; readonly value: string | number }[];
}

/** What is being done to the world as a whole, or came of it. */
export type WorldWork =
  | { readonly kind: 'clock' | 'sample' | 'reset'; readonly state: 'busy' }
  | { readonly state: 'failed'; readonly reason: string }
  | { readonly state: 'done'; readonly members: number; readonly entries: number };

/** All that the page shows. Plain, frozen in style: every change makes a new one. */
export interface Model {
  readonly locale: PageLocale;
  readonly as: string | undefined;
  readonly place: Place;
  readonly link: 'connecting' | 'open' | 'lost';
  readonly state: SandboxState | undefined;
  /** By channel id, oldest first. */
  readonly messages: Readonly<Record<string, readonly ShownMessage[]>>;
  /** By nonce. */
  readonly pending: Readonly<Record<string, Pending>>;
  readonly modal: OpenModal | undefined;
  readonly suggestions: Suggestions | undefined;
  /** undefined: nothing that the reader would like to hear of. */
  readonly work: WorldWork | undefined;
  readonly unread: readonly string[];
  readonly dismissed: readonly string[];
  readonly membersShown: boolean;
  readonly channelsShown: boolean;
}

export const emptyModel = (locale: PageLocale, as: string | undefined, place: Place): Model => ({
  locale,
  as,
  place,
  link: 'connecting',
  state: undefined,
  messages: {},
  pending: {},
  modal: undefined,
  suggestions: undefined,
  work: undefined,
  unread: [],
  dismissed: [],
  membersShown: true,
  channelsShown: false,
});
