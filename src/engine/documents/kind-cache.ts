import { LRUCache } from 'lru-cache';
import { domainError } from '../../domain/errors.js';
import type { SpaceId, UserId } from '../../domain/ids.js';
import { err, ok } from '../../domain/result.js';
import { SingleFlight } from '../cache/single-flight.js';
import { CorruptData } from '../codec/blob.js';
import type { DocumentsOf } from '../documents-api.js';
import { memberKey } from '../members/member-key.js';
import { LaneFull, StoreUnavailable } from '../store.js';
import { decodeDocument, encodeDocument } from './document-codec.js';
import type { Document, DocumentIds, DocumentKind, Scope } from './document-kind.js';
import { documentRow } from './ledger-row.js';
import { shelfFile, type Shelf } from './shelf.js';
import { placeName, placeOf, type DocumentStore, type Place } from './port.js';

/** The documents of one kind, and what the process hears of them. */
export interface KindCache<S extends Scope, Value extends object> extends DocumentsOf<DocumentIds[S], Value> {
  /** Another process stored this version. */
  changed(place: Place, version: number): void;
  /** The ledger tells of this version: what is older is not held any longer. */
  told(place: Place, version: number): void;
  /** Everything of the space is gone, or everything of one member of it. */
  erased(space: SpaceId, user: UserId | null): void;
  /** Changes of other processes may have been missed. */
  suspect(): void;
}

export interface KindCacheOptions<S extends Scope, Value extends object> {
  readonly kind: DocumentKind<S, Value>;
  readonly store: Pick<DocumentStore, 'read' | 'write'>;
  /** Puts a write on the `normal` lane, in the order that the name gives. */
  readonly enqueue: <T>(order: string, task: () => Promise<T>) => Promise<T>;
  /** What a document is before anything was stored. */
  readonly initial: (id: DocumentIds[S]) => Value;
  readonly trusted: () => boolean;
  /** Documents held. */
  readonly max: number;
  /** Asked when Redis is away and nothing is held. */
  readonly shelf: Shelf;
}

interface Held<Value extends object> {
  readonly document: Document<Value>;
  readonly place: Place;
  readonly generation: number;
}

const ATTEMPTS = 3;
/** A generation that no entry of the present one has. */
const NEVER = -1;

/** Names a document among those of its kind. */
const keyOf = (id: DocumentIds[Scope]): string => (typeof id === 'string' ? id : id === null ? '' : memberKey(id.space, id.user));
const keyAt = ({ space, user }: Place): string => (space === null ? '' : user === null ? space : memberKey(space, user));

/**
 * The documents of one kind, read through L1 and written by compare-and-set. While Redis is away, L1 answers with what it has, and after a
 * restart what was kept on the shelf.
 */
export const createKindCache = <S extends Scope, Value extends object>({
  kind,
  store,
  enqueue,
  initial,
  trusted,
  max,
  shelf,
}: KindCacheOptions<S, Value>): KindCache<S, Value> => {
  type Id = DocumentIds[S];
  const l1 = new LRUCache<string, Held<Value>>({ max });
  const flights = new SingleFlight<Document<Value>>();
  /** Versions that other processes told of, before which nothing is kept: their message may overtake an answer of ours. */
  const floors = new LRUCache<string, number>({ max });
  let generation = 0;

  const keep = (place: Place, document: Document<Value>): void => {
    const key = keyAt(place);
    if (document.version < (floors.get(key) ?? 0)) return;
    l1.set(key, { document, place, generation });
    if (kind.shelf !== null && document.version > 0)
      shelf.put(shelfFile(place, kind.shelf), document.version, () => encodeDocument(document));
  };
  const decode = (id: Id, place: Place, value: Buffer | null): Document<Value> =>
    value === null ? { ...initial(id), version: 0 } : decodeDocument(kind, value, placeName(place));
  const read = (id: Id): Promise<Document<Value>> => {
    const place = placeOf(kind, id);
    return flights.run(
      keyOf(id),
      async () => decode(id, place, await store.read(place)),
      (document) => keep(place, document),
    );
  };

  const loaded = (id: Id): Document<Value> | undefined => {
    const held = l1.get(keyOf(id));
    return held?.generation === generation && trusted() ? held.document : undefined;
  };
  const get = async (id: Id): Promise<Document<Value>> => {
    const held = l1.get(keyOf(id));
    if (held?.generation === generation && trusted()) return held.document;
    try {
      return await read(id);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      const known = held?.document ?? (await fromShelf(id));
      if (known === undefined) throw error;
      return known;
    }
  };
  /** Held from then on, but never as fresh. */
  const fromShelf = async (id: Id): Promise<Document<Value> | undefined> => {
    if (kind.shelf === null) return undefined;
    const place = placeOf(kind, id);
    const value = await shelf.read(shelfFile(place, kind.shelf));
    if (value === null) return undefined;
    try {
      const document = decodeDocument(kind, value, placeName(place));
      if (!l1.has(keyOf(id))) l1.set(keyOf(id), { document, place, generation: NEVER });
      return document;
    } catch (error) {
      if (error instanceof CorruptData) return undefined;
      throw error;
    }
  };

  const update: KindCache<S, Value>['update'] = async (id, by, change) => {
    const [key, place] = [keyOf(id), placeOf(kind, id)];
    try {
      let document = await read(id);
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const decided = change(document);
        if (!decided.ok) return decided;
        if (decided.value === document && document.version > 0) return ok(document);
        const expectedVersion = document.version;
        const version = expectedVersion + 1;
        // On top of what stands: a field that only a newer process knows is kept, also when `change` built the document anew.
        const value = encodeDocument({ ...document, ...decided.value, version });
        const before = expectedVersion === 0 ? null : encodeDocument(document);
        const row = documentRow(place, { ...by, before, after: value, concealed: kind.concealed });
        const request = `${kind.name} ${by.requestId}`;
        const outcome = await enqueue(`${kind.name}:${key}`, () =>
          store.write(place, { request, expectedVersion, value, version, row }),
        );
        flights.detach(key);
        document = decode(id, place, outcome.value);
        keep(place, document);
        if (outcome.kind !== 'conflict') return ok(document);
      }
      return err(domainError('TOO_MANY_CONFLICTS'));
    } catch (error) {
      if (error instanceof StoreUnavailable) {
        // It may have been stored: what is here is not known to be fresh, but still an answer while Redis is away.
        const held = l1.peek(key);
        if (held !== undefined && error.maybeApplied) l1.set(key, { ...held, generation: NEVER });
        return err(domainError(error.maybeApplied ? 'COMMIT_UNCERTAIN' : 'STORE_UNAVAILABLE'));
      }
      if (error instanceof LaneFull) return err(domainError('OVERLOADED'));
      throw error;
    }
  };

  const changed = (place: Place, version: number): void => {
    const key = keyAt(place);
    flights.detach(key);
    floors.set(key, version);
    if ((l1.peek(key)?.document.version ?? version) < version) l1.delete(key);
  };
  const forget = (key: string): void => {
    flights.abandon(key);
    floors.delete(key);
    l1.delete(key);
  };
  /** Versions begin again from 0, and which documents of members there were is not known by name. */
  const forgetMembers = (space: SpaceId): void => {
    flights.abandonAll();
    floors.clear();
    for (const [key, { place }] of l1.entries()) if (place.space === space) l1.delete(key);
  };

  return {
    get,
    loaded,
    update,
    changed,
    told: (place, version) => {
      const key = keyAt(place);
      if (version > Math.max(l1.peek(key)?.document.version ?? 0, floors.get(key) ?? 0)) changed(place, version);
    },
    erased: (space, user) => {
      if (kind.scope === 'space' && user === null) forget(space);
      if (kind.scope === 'member' && user === null) forgetMembers(space);
      if (kind.scope === 'member' && user !== null) forget(memberKey(space, user));
    },
    suspect: () => {
      generation += 1;
      flights.abandonAll();
    },
  };
};
