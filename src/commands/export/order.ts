import type { DomainError } from '../../domain/errors.js';
import type { ChannelId, SpaceId, UserId } from '../../domain/ids.js';
import type { Result } from '../../domain/result.js';
import type { Translator } from '../../i18n/translator.js';
import type { ExportWhat } from '../../views/export/what.js';
import type { Reply } from '../kit/reply.js';
import type { ProduceOrder } from './produce.js';

/** An export that a member asks for. */
export interface ExportOrder {
  /** Names it in custom ids: letters, digits, `-` and `_`, at most 32. */
  readonly id: string;
  readonly space: SpaceId;
  readonly user: UserId;
  readonly what: ExportWhat;
  readonly t: Translator;
  /** A file may have so many bytes where it is asked for. */
  readonly maxBytes: number;
  /** Until then the reply can be changed, ms. */
  readonly repliesUntil: number;
  /** Where a message can tell that it is there, and who reads there; null: nowhere. */
  readonly channel: { readonly id: ChannelId; readonly t: Translator } | null;
  /** Reads what it needs to begin with, and writes down that it is made. Called when its turn has come. Rejects with `StoreUnavailable`. */
  prepare(): Promise<Result<ProduceOrder, DomainError>>;
}

/** An export that waits, is made, or can be fetched. */
export interface Ticket {
  readonly order: ExportOrder;
  /** Resolves when it is done, has failed or was cancelled. */
  readonly ended: Promise<void>;
  /** `place`: so many go first; 0: it is being made. `until`: it can be fetched until then, ms. Null: nothing is left of it. */
  state(): { readonly place: number } | { readonly until: number } | null;
  /** The reply to whoever asked for it: how far it is, changed as it goes, or the result. To be asked for once. */
  answer(): Promise<Reply>;
  /** The files again, for the member alone. EXPORT_GONE */
  fetch(): Promise<Reply>;
}

/** Exports that members asked for, in this process: while they are made, and until they are fetched. */
export interface ExportDesk {
  /** Begins it, or lets it wait for its turn. EXPORT_QUEUE_FULL, EXPORT_SERVER_QUEUE_FULL, both with `max`; SHUTTING_DOWN. */
  begin(order: ExportOrder): Result<Ticket, DomainError>;
  /** Of this member in this space, oldest first. */
  of(space: SpaceId, user: UserId): readonly Ticket[];
  find(user: UserId, id: string): Ticket | null;
  /**
   * Ends it, if it is one of this member's; what it was. `over`: it ended a moment before. `elsewhere`: another process makes it, and ends it within a second. Null:
   * nobody knows of any.
   */
  cancel(space: SpaceId, user: UserId, id: string): Promise<ExportWhat | 'over' | 'elsewhere' | null>;
  /** Ends all of them; the replies say so. */
  close(): Promise<void>;
}
