import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addCategory } from '../../src/domain/category-rules.js';
import { categoryId, requestId, type SpaceId, type UserId } from '../../src/domain/ids.js';
import { ok } from '../../src/domain/result.js';
import type { Session } from '../../src/domain/session.js';
import type { SpaceConfig } from '../../src/domain/space.js';
import type { Lease } from '../../src/engine/lease/lease.js';
import { spacesOn } from '../../src/engine/spaces/on-documents.js';
import type { Answers, DraftKey, ImportDraft, ImportRights } from '../../src/import/api.js';
import { createImports, type ImportsDeps, type OwnImports } from '../../src/import/index.js';
import type { Answer, Order } from '../../src/import/thread/messages.js';
import { readFile } from '../../src/import/thread/read-file.js';
import type { ReadingThread } from '../../src/import/thread/reading-thread.js';
import type { Numbered } from '../../src/threads/thread-work.js';
import { realClock } from './chain.js';
import { ANN, SPACE, value, World, type Proc } from './engine.js';
import { MemoryDocumentStore, memoryDocuments } from './memory-documents.js';

/** What the thread does, without one. */
export const readingHere = (): ReadingThread => {
  let hear: (answer: Numbered<Answer>) => void = () => undefined;
  return {
    postMessage: (order: Numbered<Order>) => void setImmediate(() => hear({ n: order.n, ...readFile(order) })),
    on(event: string, listener: unknown) {
      if (event === 'message') hear = listener as typeof hear;
    },
    unref: () => undefined,
    terminate: () => Promise.resolve(),
  };
};

/** Nobody else wants it. */
export const ownLease = (): Lease => ({
  held: true,
  confirm: () => Promise.resolve(true),
  onTaken: () => () => undefined,
  start: () => undefined,
  close: () => Promise.resolve(),
});

export const ALL_RIGHTS: ImportRights = { others: true, categories: true, refusal: () => null };

/** Imports of a process on a memory store, with the folder that they keep on the disk. */
export class ImportsHarness {
  readonly world = new World();
  readonly kept = new MemoryDocumentStore();
  readonly documents = memoryDocuments(this.kept);
  readonly spaces = spacesOn(this.documents);
  dir = '';
  proc!: Proc;
  imports!: OwnImports;
  private requests = 0;

  async start(overrides: Partial<ImportsDeps> = {}): Promise<this> {
    if (this.dir === '') this.dir = await mkdtemp(join(tmpdir(), 'imports-'));
    this.proc = await this.world.started({ spaces: this.spaces });
    this.imports = this.create(overrides);
    return this;
  }

  create(overrides: Partial<ImportsDeps> = {}): OwnImports {
    const { world, spaces, documents } = this;
    return createImports({
      store: this.proc.store,
      corrections: this.proc.engine.tracker,
      ...{ spaces, documents, lease: ownLease, clock: world.clock, machineClock: realClock, ids: world.ids, log: world.log },
      ...{ dir: this.dir, startThread: readingHere },
      ...overrides,
    });
  }

  async close(): Promise<void> {
    await this.imports.close();
    await rm(this.dir, { recursive: true, force: true });
  }

  request(source = 'command') {
    return { requestId: requestId(`ask-${String((this.requests += 1))}`), at: this.world.clock.now(), source };
  }

  async configure(change: (config: SpaceConfig) => SpaceConfig, space: SpaceId = SPACE): Promise<void> {
    const by = {
      actor: ANN,
      requestId: requestId(`set-${String((this.requests += 1))}`),
      at: this.world.clock.now(),
      event: 'set',
    };
    value(await this.spaces.update(space, by, (config) => ok(change(config))));
  }

  async category(name: string, space: SpaceId = SPACE): Promise<void> {
    await this.configure((config) => value(addCategory(config, categoryId(name.toLowerCase()), { name })), space);
  }

  /** Opens a file and answers what is said of it. */
  async draft(
    text: string | Uint8Array,
    answers: Partial<Answers> = {},
    { by = ANN, member = by, space = SPACE }: { by?: UserId; member?: UserId; space?: SpaceId } = {},
  ): Promise<ImportDraft> {
    const bytes = typeof text === 'string' ? Buffer.from(text) : text;
    const draft = value(await this.imports.open({ space, by, member, name: 'a file', bytes, format: null }));
    return value(await this.imports.answer(draft, answers));
  }

  /** All four steps; the run as it ended. */
  async run(draft: DraftKey, rights: ImportRights = ALL_RIGHTS) {
    const begun = value(await this.imports.begin(draft, rights, this.request()));
    return value(await this.imports.settled(begun));
  }

  async undo(key: DraftKey) {
    value(await this.imports.undo(key, this.request()));
    return value(await this.imports.settled(key));
  }

  entries(user: UserId = ANN, space: SpaceId = SPACE): Promise<readonly Session[]> {
    return this.proc.store.entries(space, user, -Infinity, Infinity);
  }
}
