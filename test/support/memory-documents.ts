import { defaultConfig } from '../../src/domain/defaults.js';
import { splitVersion } from '../../src/engine/codec/versioned.js';
import { createDocuments, type CachedDocuments } from '../../src/engine/documents/cached-documents.js';
import { DOCUMENT_KINDS } from '../../src/engine/documents/kinds/index.js';
import {
  placeName,
  type DocumentOutcome,
  type DocumentStore,
  type DocumentWrite,
  type Place,
} from '../../src/engine/documents/port.js';
import { ledgerCodec } from '../../src/engine/ledger/row-codec.js';
import { configurationsBegin } from '../../src/engine/spaces/on-documents.js';
import { userId, type SpaceId, type UserId } from '../../src/domain/ids.js';
import { StoreUnavailable } from '../../src/engine/store.js';

type ReadableRecord = Exclude<ReturnType<ReturnType<typeof ledgerCodec.parse>['records']>[number], { kind: 'unknown' }>;

/** Documents in memory: compare-and-set by version, each request once, as the script in Redis does it. */
export class MemoryDocumentStore implements DocumentStore {
  /** Every call rejects, as while Redis is away. */
  offline = false;
  /** Events of the writes that were taken, in order, as the ledger's rows tell them. */
  readonly events: string[] = [];
  /** The records of these rows. */
  readonly records: ReadableRecord[] = [];
  readonly #values = new Map<string, Buffer>();
  readonly #requests = new Set<string>();

  read(place: Place): Promise<Buffer | null> {
    if (this.offline) return Promise.reject(new StoreUnavailable('redis is away', { maybeApplied: false }));
    return Promise.resolve(this.#values.get(placeName(place)) ?? null);
  }

  async *members(kind: string, space: SpaceId): AsyncIterable<UserId> {
    if (this.offline) throw new StoreUnavailable('redis is away', { maybeApplied: false });
    const before = `${placeName({ kind, space, user: null })}/`;
    for (const name of [...this.#values.keys()]) if (name.startsWith(before)) yield userId(name.slice(before.length));
    await Promise.resolve();
  }

  /** Takes away every document of a member. */
  forgetMember(space: SpaceId, user: UserId): void {
    for (const name of [...this.#values.keys()]) if (name.endsWith(` of ${space}/${user}`)) this.#values.delete(name);
  }

  async write(place: Place, { request, expectedVersion, value, row }: DocumentWrite): Promise<DocumentOutcome> {
    await this.read(place);
    // Looked up and set in one step, as in the script: another write may have come while this one was under way.
    const stands = this.#values.get(placeName(place)) ?? null;
    const name = `${placeName(place)} ${request ?? ''}`;
    if (request !== null && this.#requests.has(name)) return { kind: 'replay', value: stands };
    const version = stands === null ? 0 : splitVersion(stands, place.kind).version;
    if (version !== expectedVersion) return { kind: 'conflict', value: stands };
    this.#requests.add(name);
    this.#values.set(placeName(place), value);
    const cells = row === null ? [] : row.map((cell) => Buffer.from(cell));
    for (const record of ledgerCodec.parse('0-0', cells).records()) {
      if (record.kind === 'unknown') continue;
      this.events.push(record.event);
      this.records.push(record);
    }
    return { kind: 'ok', value };
  }
}

/** The engine's own documents over such a store; a space that has nothing stored is English and in UTC. */
export const memoryDocuments = (store: MemoryDocumentStore): CachedDocuments =>
  createDocuments({
    kinds: DOCUMENT_KINDS,
    beginnings: [configurationsBegin((space) => defaultConfig(space, { locale: 'en', timeZone: 'UTC' }))],
    store,
    enqueue: (_order, task) => task(),
    trusted: () => !store.offline,
    max: 100,
  });
