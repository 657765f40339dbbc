import type { SpaceId, UserId } from '../../domain/ids.js';
import type { Documents, DocumentsOf } from '../documents-api.js';
import { createKindCache, type KindCache, type KindCacheOptions } from './kind-cache.js';
import type { DocumentIds, DocumentKind, Scope } from './document-kind.js';
import { noShelf, type Shelf } from './shelf.js';
import type { DocumentStore, Place } from './port.js';

export interface CachedDocuments extends Documents {
  /** Another process stored this version. */
  changed(place: Place, version: number): void;
  /** The ledger tells of this version, perhaps before this process has heard of it. */
  told(place: Place, version: number): void;
  /** Everything of the space is gone (`user` null), or everything of one member of it. */
  erased(space: SpaceId, user: UserId | null): void;
  /** Changes of other processes may have been missed. */
  suspect(): void;
}

/** The documents of a kind begin with something else than the defaults of its fields. */
export interface Beginning {
  readonly kind: DocumentKind;
  readonly initial: (id: DocumentIds[Scope]) => object;
}

/** @param initial the fields of a document that was never stored */
export const beginningOf = <Value extends object>(
  kind: DocumentKind<'space', Value>,
  initial: (space: SpaceId) => Value,
): Beginning => ({
  kind,
  initial: (id) => {
    if (typeof id !== 'string') throw new TypeError(`${kind.name} is a document of a space`);
    return initial(id);
  },
});

export interface DocumentsOptions extends Omit<KindCacheOptions<Scope, object>, 'kind' | 'initial' | 'shelf' | 'store'> {
  readonly store: DocumentStore;
  readonly kinds: readonly DocumentKind[];
  readonly beginnings?: readonly Beginning[];
  readonly shelf?: Shelf;
}

/**
 * Every document of every declared kind; `max` documents of each are held.
 * @throws TypeError when two kinds have one name, or one ending on the shelf
 */
export const createDocuments = ({ kinds, beginnings = [], shelf = noShelf, ...options }: DocumentsOptions): CachedDocuments => {
  const caches = new Map<string, { readonly kind: DocumentKind; readonly cache: KindCache<Scope, object> }>();
  const endings = new Set<string>();
  for (const kind of kinds) {
    if (caches.has(kind.name)) throw new TypeError(`two kinds of documents are called ${kind.name}`);
    if (kind.shelf !== null && endings.has(kind.shelf)) throw new TypeError(`two kinds of documents end with .${kind.shelf}`);
    if (kind.shelf !== null) endings.add(kind.shelf);
    const beginning = beginnings.find((one) => one.kind === kind);
    const defaults = (): object => kind.read({}).data ?? {};
    const initial = beginning?.initial ?? defaults;
    caches.set(kind.name, { kind, cache: createKindCache({ ...options, kind, initial, shelf }) });
  }
  const all = [...caches.values()].map(({ cache }) => cache);
  return {
    of: <S extends Scope, Value extends object>(kind: DocumentKind<S, Value>): DocumentsOf<DocumentIds[S], Value> => {
      const found = caches.get(kind.name);
      if (found?.kind !== kind) throw new TypeError(`${kind.name} is not a declared kind of document`);
      // It was made of this very kind.
      return found.cache as unknown as DocumentsOf<DocumentIds[S], Value>;
    },
    members: ({ name }, space) => options.store.members(name, space),
    // A kind that only a newer process knows is nobody's here.
    changed: (place, version) => caches.get(place.kind)?.cache.changed(place, version),
    told: (place, version) => caches.get(place.kind)?.cache.told(place, version),
    erased: (space, user) => {
      for (const cache of all) cache.erased(space, user);
      shelf.forget([{ space, user }]);
    },
    suspect: () => {
      for (const cache of all) cache.suspect();
    },
  };
};
