import type { APIApplicationCommandOptionChoice, APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import type { DomainError } from '../../domain/errors.js';
import type { AnyView } from '../../views/message.js';
import type { Attachment } from './responder.js';

/** A reply that has been given and goes on: whoever holds it may change it for as long as Discord takes edits, 15 minutes after the interaction. */
export interface OpenReply {
  /** The reply to a command, or the message that a click has changed, says this from now on, with these files and no others. Rejects when Discord refuses it. */
  edit(view: AnyView, files?: readonly Attachment[]): Promise<void>;
  /** A further message below it, seen by those who see the reply. Rejects when Discord refuses it. */
  add(view: AnyView, files?: readonly Attachment[]): Promise<void>;
}

/** Is handed the reply once it was given; null when it could not be given, or when another process answered: then there is nothing to go on with. */
export type GoOn = (reply: OpenReply | null) => void;

/** What a handler returns; the dispatcher makes of it what Discord needs in the state that the interaction is in. */
export type Reply =
  /** A message of its own: the answer to a command, or a private answer to a click, to which `goOn` can only add. */
  | { readonly kind: 'message'; readonly view: AnyView; readonly files?: readonly Attachment[]; readonly goOn?: GoOn }
  /**
   * The message that the click came from becomes this one, with these files and no others if there are `files`; `also` follows as a private message.
   * `goOn` may change that message further.
   */
  | {
      readonly kind: 'update';
      readonly view: AnyView;
      readonly also?: DomainError;
      readonly files?: readonly Attachment[];
      readonly goOn?: GoOn;
    }
  /** Only of handlers that did no I/O: a modal cannot follow a defer. */
  | { readonly kind: 'modal'; readonly modal: APIModalInteractionResponseCallbackData }
  | { readonly kind: 'failure'; readonly error: DomainError };

export const message = (view: AnyView, files?: readonly Attachment[]): Reply =>
  files === undefined ? { kind: 'message', view } : { kind: 'message', view, files };
/** An answer that is not all yet: it is changed as the work goes, or more follows. */
export const ongoing = (view: AnyView, files: readonly Attachment[], goOn: GoOn): Reply => ({
  kind: 'message',
  view,
  files,
  goOn,
});
/** `files`: those that the message had are gone then, also with an empty list. */
export const update = (view: AnyView, files?: readonly Attachment[]): Reply =>
  files === undefined ? { kind: 'update', view } : { kind: 'update', view, files };
/** The message that was clicked becomes this, which is not all yet: it is changed as the work goes. */
export const updating = (view: AnyView, goOn: GoOn): Reply => ({ kind: 'update', view, goOn });
/** Explains why nothing was done, and shows in place of the old message what is so now. */
export const refreshed = (view: AnyView, error: DomainError): Reply => ({ kind: 'update', view, also: error });
export const modal = (data: APIModalInteractionResponseCallbackData): Reply => ({ kind: 'modal', modal: data });
export const failure = (error: DomainError): Reply => ({ kind: 'failure', error });

export type Choice = APIApplicationCommandOptionChoice<string>;
