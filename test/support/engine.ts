import { guildSpace, requestId, userId, categoryId, type SpaceId } from '../../src/domain/ids.js';
import type { MemberState } from '../../src/domain/session.js';
import { ok } from '../../src/domain/result.js';
import type { Clock } from '../../src/domain/ports.js';
import { settingsWith } from '../../src/domain/settings.js';
import type { SpaceConfig } from '../../src/domain/space.js';
import type { Request, Unapplied } from '../../src/engine/api.js';
import { createEngine, type Engine } from '../../src/engine/index.js';
import type { Owner, Processes } from '../../src/engine/journal/owner.js';
import type { UnappliedSink } from '../../src/engine/parts.js';
import type { Spaces } from '../../src/engine/spaces.js';
import { FakeClock } from './fake-clock.js';
import { FakeIds, FakeRandom, RecordingLogger } from './fakes.js';
import { MemoryDocumentStore, memoryDocuments } from './memory-documents.js';
import { MemoryFs } from './memory-fs.js';
import { MemoryStore, memoryBackend, memoryRollCall, type MemoryBackend } from './memory-store.js';

export const SPACE = guildSpace('1000');
export const ANN = userId('1');
export const BEN = userId('2');
export const CODING = categoryId('coding');

/** Settings that never change, of every space. */
export const fixedSpaces = (
  timeZone: string | (() => string) = 'Europe/Berlin',
  removedAt: (space: SpaceId) => number | null = () => null,
  cached = false,
): Spaces => {
  const of = (space: SpaceId): SpaceConfig => ({
    version: 1,
    settings: {
      ...settingsWith({ timeZone: typeof timeZone === 'string' ? timeZone : timeZone() }),
      removedAt: removedAt(space),
    },
    categories: [],
    grants: {},
    suspensions: [],
  });
  return {
    get: (space) => Promise.resolve(of(space)),
    loaded: (space) => (cached ? of(space) : undefined),
    update: (space) => Promise.resolve(ok(of(space))),
  };
};

/** Processes of a test: those that were not killed live. */
export class FakeProcesses implements Processes {
  readonly self: Owner;
  private readonly dead: Set<number>;

  constructor(pid: number, dead: Set<number>) {
    this.self = { pid, started: String(pid), host: 'here', boot: 'now', namespace: 'one' };
    this.dead = dead;
  }

  alive(owner: Owner): boolean {
    return !this.dead.has(owner.pid);
  }
}

/** Everything that outlives a process: Redis, the disk, the clock; and what members were told. */
export class World {
  readonly clock = new FakeClock();
  readonly ids = new FakeIds();
  readonly log = new RecordingLogger();
  readonly random: FakeRandom;
  readonly backend: MemoryBackend;
  readonly dead = new Set<number>();
  readonly notices: Unapplied[] = [];
  fs: MemoryFs;
  /** Of every space. */
  timeZone = 'Europe/Berlin';
  readonly spaces: Spaces;
  private pids = 0;
  /** Do processes hold in memory what they have seen of members and settings? */
  private readonly cached: boolean;

  constructor({ seed = 1, cached = true }: { readonly seed?: number; readonly cached?: boolean } = {}) {
    this.cached = cached;
    this.spaces = fixedSpaces(() => this.timeZone, undefined, cached);
    this.random = new FakeRandom(seed);
    this.fs = new MemoryFs(() => this.clock.now());
    this.backend = memoryBackend(() => this.clock.now());
  }

  /** A process: an engine with a store of its own on the shared backend, and a disk of its own when `fs` is one. Not started. */
  process(options: ProcessOptions = {}): Proc {
    const pid = ++this.pids;
    const store = new MemoryStore(this.backend, this.cached);
    const engine = createEngine({
      store,
      link: store.link,
      spaces: options.spaces ?? this.spaces,
      documents: memoryDocuments(new MemoryDocumentStore()),
      rollCallStore: memoryRollCall(this.backend, store.link),
      onHeard: (listener) => store.onHeard(listener),
      notices: options.notices ?? { put: (unapplied) => Promise.resolve(void this.notices.push(unapplied)) },
      journalDir: '/journal',
      fs: options.fs ?? this.fs,
      processes: new FakeProcesses(pid, this.dead),
      clock: this.clock,
      momentClock: options.momentClock ?? this.clock,
      ids: this.ids,
      log: this.log,
      metrics: { count: () => undefined, gauge: () => undefined, observe: () => undefined },
      segmentBytes: options.segmentBytes ?? 64 << 10,
      ...(options.keepMs === undefined ? {} : { keepMs: options.keepMs }),
    });
    return { pid, engine, store };
  }

  async started(options: Parameters<World['process']>[0] = {}): Promise<Proc> {
    const proc = this.process(options);
    await proc.engine.start();
    return proc;
  }

  /** The process is gone without a word; of what was not synced, `kept` (0..1) is on the disk. With it go all others: one disk, one power cord. */
  crash(kept = 0, ...processes: readonly Proc[]): void {
    for (const { pid, store } of processes) {
      this.dead.add(pid);
      store.link.set(false);
      store.close();
    }
    this.fs = this.fs.crash(kept);
  }

  private requests = 0;
  readonly request = (fields: Partial<Request> = {}): Request => {
    return {
      space: SPACE,
      user: ANN,
      requestId: requestId(`r${String(++this.requests)}`),
      at: this.clock.now(),
      source: 'command',
      ...fields,
    };
  };

  in(fields: Partial<Request> = {}) {
    return { ...this.request(fields), category: CODING, note: null };
  }

  /** The state as Redis has it. */
  stored(user = ANN, space = SPACE): MemberState | undefined {
    return this.backend.spaces.get(space)?.states.get(user);
  }

  /** Events of the ledger in order. */
  ledger(user = ANN, space = SPACE): readonly string[] {
    return (this.backend.spaces.get(space)?.ledger ?? []).filter((row) => row.user === user).map((row) => row.event);
  }
}

interface ProcessOptions {
  readonly keepMs?: number;
  readonly segmentBytes?: number;
  /** A disk of its own. */
  readonly fs?: MemoryFs;
  readonly momentClock?: Clock;
  /** Settings that never change unless given. */
  readonly spaces?: Spaces;
  /** Where changes go that could not be applied; `world.notices` unless given. */
  readonly notices?: UnappliedSink;
}

export interface Proc {
  readonly pid: number;
  readonly engine: Engine;
  readonly store: MemoryStore;
}

/** Lets everything that is ready run, until `done` holds. Fails after many turns. */
export const until = async (done: () => boolean, what = 'the condition'): Promise<void> => {
  for (let turn = 0; turn < 2_000; turn += 1) {
    if (done()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error(`${what} did not come true`);
};

/** The value of a result that has to be one. */
export const value = <T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown },
): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
};

/** The code of a refusal, or null. */
export const refusal = (
  result: { readonly ok: true } | { readonly ok: false; readonly error: { readonly code: string } },
): string | null => (result.ok ? null : result.error.code);

/** Sum of the entries' effective time and sum of the day buckets of a member, ms: they must be the same. */
export const sums = (backend: MemoryBackend, user = ANN, space = SPACE): { entries: number; days: number; count: number } => {
  const data = backend.spaces.get(space);
  const sessions = [...(data?.entries.get(user)?.values() ?? [])];
  const paused = (pauses: readonly { start: number; end: number }[]): number =>
    pauses.reduce((sum, { start, end }) => sum + end - start, 0);
  const entries = sessions.reduce(
    (sum, { startedAt, endedAt, pauses }) => sum + Math.max(0, endedAt! - startedAt - paused(pauses)),
    0,
  );
  let days = 0;
  for (const categories of data?.days.get(user)?.values() ?? []) for (const ms of categories.values()) days += ms;
  return { entries, days, count: sessions.length };
};
