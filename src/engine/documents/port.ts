import type { SpaceId, UserId } from '../../domain/ids.js';
import type { DocumentIds, DocumentKind, Scope } from './document-kind.js';

/** Where a document lies. A member's has a space and a user, a space's only a space, the installation's neither. */
export interface Place {
  readonly kind: string;
  readonly space: SpaceId | null;
  readonly user: UserId | null;
}

export const placeOf = <S extends Scope>({ name, scope }: DocumentKind<S>, id: DocumentIds[S]): Place => {
  if (id === null) return { kind: name, space: null, user: null };
  if (typeof id === 'string') return { kind: name, space: id, user: null };
  const { space, user } = id;
  if (scope !== 'member') throw new TypeError(`${name} is not a document of a member`);
  return { kind: name, space, user };
};

/** For messages to people: `configuration of g1`. */
export const placeName = ({ kind, space, user }: Place): string =>
  space === null ? kind : `${kind} of ${space}${user === null ? '' : `/${user}`}`;

/** Names and values of a row of the ledger's stream, in turn. */
export type LedgerFields = readonly (string | Buffer)[];

export interface DocumentWrite {
  /** Of the change: a second one with the same name is not applied again. Null is never the same. */
  readonly request: string | null;
  /** Version of what stands now; 0 for nothing. */
  readonly expectedVersion: number;
  /** `<version>:<JSON>` */
  readonly value: Buffer;
  readonly version: number;
  /** Null when the change leaves none. */
  readonly row: LedgerFields | null;
}

export interface DocumentOutcome {
  /** `replay`: the request was applied before. `conflict`: another version stands. */
  readonly kind: 'ok' | 'replay' | 'conflict';
  /** What stands now; null when nothing does. */
  readonly value: Buffer | null;
}

/** What the documents stand on. All reject with `StoreUnavailable`. */
export interface DocumentStore {
  read(place: Place): Promise<Buffer | null>;
  /** Compares, stores, appends to the ledger and tells other processes in one step. */
  write(place: Place, change: DocumentWrite): Promise<DocumentOutcome>;
  /** Members of a space of whom a document of this kind is stored, each once, in no order. */
  members(kind: string, space: SpaceId): AsyncIterable<UserId>;
}
