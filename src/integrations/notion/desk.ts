import type { Actor } from '../../actions/actor.js';
import type { DomainError } from '../../domain/errors.js';
import type { SpaceId } from '../../domain/ids.js';
import type { NotionConnection, NotionMode, NotionTable } from '../../domain/notion.js';
import type { Result } from '../../domain/result.js';
import type { NotionState } from '../../engine/notion-states.js';
import type { Translator } from '../../i18n/translator.js';
import type { CommentPiece, NotionPerson } from './api/api.js';
import type { RefusedEdit } from './inbound/refused.js';
import type { Waiting } from './sync/part.js';
import type { WebhookSetup } from './webhook/webhook.js';

/** A page at Notion that was shared with a connection. */
export interface NotionPlace {
  readonly id: string;
  /** '' when it has none. */
  readonly title: string;
}

export interface NotionConnected {
  /** '' when Notion does not say. */
  readonly workspace: string;
  readonly places: readonly NotionPlace[];
  /** The tables of an earlier connection to the same are used on. */
  readonly isSetUp: boolean;
}

export interface PlannedTable {
  readonly table: NotionTable;
  /** As it is called there, or would be. */
  readonly title: string;
  /** It is there already, and is used. */
  readonly isThere: boolean;
}

/** What a set-up would do. */
export interface SetupPlan {
  readonly place: NotionPlace;
  readonly mode: NotionMode;
  readonly tables: readonly PlannedTable[];
}

export interface NotionStatus {
  /** Without the token, sealed or not. */
  readonly connection: Omit<NotionConnection, 'token'>;
  readonly isConnected: boolean;
  readonly isSetUp: boolean;
  readonly state: NotionState;
  /** What has not reached Notion; nothing while it is not connected. */
  readonly waiting: Waiting;
  /** What was changed at Notion last and could not be taken. */
  readonly refused: RefusedEdit | null;
}

/**
 * What people may ask for about Notion, through whichever door; who may is for the door to ask (`manageSettings` in a server, everybody in their own space). What
 * Notion refuses are errors `NOTION_*`. Rejects with StoreUnavailable.
 */
export interface NotionDesk {
  /** Tries the token at Notion, and keeps it sealed. What the same connection had set up goes on. */
  connect(actor: Actor, token: string): Promise<Result<NotionConnected, DomainError>>;
  /** The pages that were shared, those in no table. */
  places(space: SpaceId): Promise<Result<readonly NotionPlace[], DomainError>>;
  /** Looks what is there, and changes nothing. */
  plan(space: SpaceId, pageId: string, mode: NotionMode, t: Translator): Promise<Result<SetupPlan, DomainError>>;
  /** Makes what is missing of the tables, and begins to keep them. Done twice it comes to the same as once. */
  setUp(actor: Actor, pageId: string, mode: NotionMode, t: Translator): Promise<Result<SetupPlan, DomainError>>;
  status(space: SpaceId): Promise<NotionStatus>;
  pause(actor: Actor, paused: boolean): Promise<Result<void, DomainError>>;
  /** Forgets the token; pages and what is known of them stay. */
  disconnect(actor: Actor): Promise<Result<void, DomainError>>;
  /** Everything is looked at now, categories as a whole. Does not wait for it. */
  refresh(actor: Actor): Promise<Result<void, DomainError>>;
  /** Where Notion may signal what changed, and what it wants confirmed. NOTION_NOT_CONNECTED. */
  webhook(space: SpaceId): Promise<Result<WebhookSetup, DomainError>>;
  /** Says something on a page, mentioning people of the workspace by their ids there. Somebody waits for it, or it is tried again by the caller. */
  comment(space: SpaceId, pageId: string, pieces: readonly CommentPiece[]): Promise<Result<void, DomainError>>;
  /** Whom a comment may mention. */
  people(space: SpaceId): Promise<Result<readonly NotionPerson[], DomainError>>;
  /** Pages with these words in their title. */
  pagesCalled(space: SpaceId, words: string): Promise<Result<readonly NotionPlace[], DomainError>>;
}
