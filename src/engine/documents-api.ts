import type { DomainError } from '../domain/errors.js';
import type { RequestId, SpaceId, UserId } from '../domain/ids.js';
import type { Result } from '../domain/result.js';
import type { Document, DocumentIds, DocumentKind, Scope } from './documents/document-kind.js';

export type { Document, DocumentKind, Scope } from './documents/document-kind.js';

/** Who changes a document, at which moment (ms), by which request, and what the ledger calls it. */
export interface ChangeOrigin {
  readonly actor: UserId | null;
  readonly requestId: RequestId;
  readonly at: number;
  readonly event: string;
  /** From where, for the ledger: `command` unless told. */
  readonly source?: string;
}

/** The documents of one kind: read through L1, written by compare-and-set on the `normal` lane. */
export interface DocumentsOf<Id, Value extends object> {
  /**
   * What is stored, or the kind's defaults (version 0, not stored). While Redis is away: what is cached or was kept on the shelf, which may be
   * behind. Rejects with `StoreUnavailable` only when there is neither, and with `CorruptData` when what is stored is damaged.
   */
  get(id: Id): Promise<Document<Value>>;
  /** What `get` would resolve with, when it needs no Redis for it and it cannot be behind. */
  loaded(id: Id): Document<Value> | undefined;
  /**
   * Loads, lets `change` decide (pure; called again after a conflict, three times at most), and stores with a ledger row. Returns what is stored
   * then, or `change`'s refusal, `TOO_MANY_CONFLICTS`, `STORE_UNAVAILABLE`, `COMMIT_UNCERTAIN` or `OVERLOADED`. The same request changes one
   * document once, however often it comes. When `change` gives back what it was given, nothing is written, unless that was the default:
   * it is stored as it is.
   */
  update(
    id: Id,
    by: ChangeOrigin,
    change: (document: Document<Value>) => Result<Document<Value>, DomainError>,
  ): Promise<Result<Document<Value>, DomainError>>;
}

/** What is kept of an installation, of spaces and of members besides time. Kinds are declared in documents/kinds. */
export interface Documents {
  /** @throws TypeError when the kind is not declared: it would be in no backup and outlive its erasure */
  of<S extends Scope, Value extends object>(kind: DocumentKind<S, Value>): DocumentsOf<DocumentIds[S], Value>;
  /**
   * Members of a space of whom a document of this kind is stored, each once, in no order: also those who never recorded time. Rejects with
   * `StoreUnavailable` whenever Redis is away.
   */
  members(kind: DocumentKind<'member'>, space: SpaceId): AsyncIterable<UserId>;
}
