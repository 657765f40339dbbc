import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANN, BEN, CODING, SPACE, until, World, type Proc } from '../../../test/support/engine.js';
import { MemoryFs } from '../../../test/support/memory-fs.js';
import type { DomainError } from '../../domain/errors.js';
import type { BeforeAndAfter, EntryFields } from '../../domain/commands.js';
import { midnightsOf } from '../../domain/counting.js';
import { splitByDay } from '../../domain/day-split.js';
import { categoryId, sessionId, type RequestId, type SessionId, type UserId } from '../../domain/ids.js';
import { verifyMember } from '../../domain/verify-member.js';
import type { Session } from '../../domain/session.js';
import type { Result } from '../../domain/result.js';
import type { Recorded, Request } from '../api.js';
import { seedFrom } from '../../../test/support/seed.js';

const CLOCK = ['clockIn', 'switch', 'clockOut', 'pause', 'resume', 'setNote'] as const;
const CORRECTIONS = [
  'adjust',
  'confirm',
  'reopen',
  'addEntry',
  'editEntry',
  'deleteEntry',
  'importEntries',
  'recount',
  'confirmUnchanged',
  'endAt',
  'undo',
  'undo',
] as const;

/** What may happen; `who` and `which` are taken modulo what there is. */
const step = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      type: fc.constant('ask' as const),
      command: fc.constantFrom(...CLOCK, ...CLOCK, ...CORRECTIONS),
      user: fc.constantFrom(ANN, BEN),
      /** Which session or change a correction is about. */
      subject: fc.nat(9),
      which: fc.nat(1),
      times: fc.constantFrom(1, 1, 1, 2),
      wait: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('link' as const), which: fc.nat(1), up: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('lose' as const), which: fc.nat(1), how: fc.constantFrom('reply', 'commit') }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('crash' as const),
      kept: fc.double({ min: 0, max: 1, noNaN: true }),
      which: fc.nat(1),
      away: fc.integer({ min: 0, max: 20_000 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('rollback' as const), back: fc.integer({ min: 1, max: 4 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('disk' as const),
      fault: fc.constantFrom('datasync', 'write', 'heal', 'heal'),
      which: fc.nat(1),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('clock' as const), by: fc.constantFrom(-3_600_000, 3_600_000) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('zone' as const), zone: fc.constantFrom('Europe/Berlin', 'UTC') }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('advance' as const), ms: fc.integer({ min: 1, max: 8_000 }) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface Acknowledged {
  readonly user: UserId;
  readonly requestId: RequestId;
  readonly durability: Recorded['durability'];
  readonly isCorrection: boolean;
}

/** How many processes there are, and whether each has a disk of its own. Those that share one die together. */
interface Shape {
  readonly size: number;
  readonly ownDisks: boolean;
}

class Story {
  readonly world: World;
  readonly acknowledged: Acknowledged[] = [];
  /** Members of whom something was assumed: what came after rests on it, and may be refused in the end. */
  readonly guessed = new Set<UserId>();
  /** Members of whom Redis may have something that no journal has; once it loses that, what another process put on top of it does not fit. */
  readonly uncertain = new Set<UserId>();
  /** A refusal is told first and written down then: with a disk that fails in between, and a crash, it is decided once more. */
  diskFailed = false;
  private readonly open: Promise<void>[] = [];
  private readonly snapshots: ReturnType<Story['snapshot']>[] = [];
  private procs: Proc[] = [];
  private disks: MemoryFs[];
  /** Disks whose process is gone, and when it is started again, ms of the monotonic clock. */
  private readonly gone = new Map<number, number>();
  private readonly shape: Shape;

  get ownDisks(): boolean {
    return this.shape.ownDisks;
  }

  constructor(shape: Shape, cached: boolean) {
    this.world = new World({ cached });
    this.shape = shape;
    const disk = (): MemoryFs => new MemoryFs(() => this.world.clock.now());
    this.disks = shape.ownDisks ? Array.from({ length: shape.size }, disk) : [disk()];
  }

  async begin(): Promise<void> {
    this.procs = await Promise.all(Array.from({ length: this.shape.size }, (_, place) => this.start(place)));
  }

  async play(now: Step): Promise<void> {
    await this.startAgain();
    const place = 'which' in now ? now.which % this.shape.size : 0;
    const proc = this.procs[place]!;
    switch (now.type) {
      case 'ask':
        await this.ask(this.gone.has(place) ? this.procs[1 - place]! : proc, now);
        break;
      case 'link':
        proc.store.link.set(now.up);
        break;
      case 'lose':
        if (now.how === 'reply') proc.store.loseReplies(1);
        else proc.store.dropCommits(1);
        break;
      case 'crash':
        if (this.shape.ownDisks) this.crashOne(place, now);
        else await this.crash(now.kept);
        break;
      case 'rollback':
        this.rollback(now.back);
        break;
      case 'disk':
        this.diskFailed ||= now.fault !== 'heal';
        if (now.fault === 'heal') this.disk(place).heal();
        else this.disk(place).fail(now.fault, 'EIO', 2);
        break;
      case 'clock':
        this.world.clock.set(this.world.clock.now() + now.by);
        break;
      case 'zone':
        this.world.timeZone = now.zone;
        break;
      case 'advance':
        await this.world.clock.advanceAsync(now.ms);
    }
  }

  /** Everything is well again, and has time. */
  async end(): Promise<void> {
    for (const disk of this.disks) disk.heal();
    await this.startAgain(Infinity);
    for (const { store } of this.procs) {
      store.loseReplies(0);
      store.dropCommits(0);
      store.link.set(true);
    }
    await this.settleDown();
    // Once more from the disk alone.
    await this.crash(0);
    await this.settleDown();
  }

  private async settleDown(): Promise<void> {
    const done = (): boolean => this.procs.every(({ engine }) => engine.journalHealth().pending === 0);
    for (let second = 0; second < 90; second += 1) await this.world.clock.advanceAsync(1_000);
    await this.passTime(Promise.all(this.open).then(() => undefined));
    await until(done, 'everything settled');
  }

  private async ask(proc: Proc, { command, user, subject, times, wait }: Extract<Step, { type: 'ask' }>): Promise<void> {
    const request = this.world.request({ user });
    const isGone = (): boolean => this.world.dead.has(proc.pid);
    const about = this.subject(user, subject);
    const once = async (): Promise<void> => {
      const result = await perform(proc.engine.tracker, command, request, about);
      // It may be in Redis, and this process does not know the member any more.
      if (!result.ok && result.error.code === 'COMMIT_UNCERTAIN') for (const set of [this.guessed, this.uncertain]) set.add(user);
      // Nor does anybody when it was gone before it could say so.
      if (isGone()) this.guessed.add(user);
      // Nobody hears the answer of a process that is gone.
      if (!result.ok || isGone()) return;
      if (result.value.assumed) this.guessed.add(user);
      const isCorrection = CORRECTIONS.some((one) => one === command);
      this.acknowledged.push({ user, requestId: request.requestId, durability: result.value.durability, isCorrection });
      this.snapshots.push(this.snapshot());
    };
    const asked = Promise.all(Array.from({ length: times }, once)).then(() => undefined);
    if (wait) await this.passTime(asked);
    else this.open.push(asked);
  }

  /** A session that Redis tells of, and the rows of a change; both may be long gone. */
  private subject(user: UserId, which: number): Subject {
    const rows = (this.world.backend.spaces.get(SPACE)?.ledger ?? []).filter((row) => row.user === user);
    const ids = [...new Set(rows.flatMap(({ before, after }) => (after ?? before)?.id ?? []))];
    const requests = [...new Set(rows.map((row) => row.requestId))];
    const request = requests.at(-1 - (which % Math.max(1, requests.length)));
    return {
      session: ids.at(-1 - (which % Math.max(1, ids.length))) ?? sessionId('none'),
      changes: rows.filter((row) => row.requestId === request),
      entry: rows.at(-1 - (which % Math.max(1, rows.length)))?.after ?? null,
    };
  }

  /** Some answers come only after a while. */
  private async passTime(asked: Promise<void>): Promise<void> {
    const answered = new AbortController();
    void asked.finally(() => answered.abort()).catch(() => undefined);
    for (let turn = 0; !answered.signal.aborted; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      if (turn > 50) await this.world.clock.advanceAsync(100);
      if (turn > 1_000) throw new Error('no answer');
    }
    await asked;
  }

  /** The power goes everywhere. */
  private async crash(kept: number): Promise<void> {
    for (const proc of this.procs) this.kill(proc);
    this.disks = this.disks.map((disk) => disk.crash(kept));
    await this.begin();
  }

  /** Of two with disks of their own one is gone for a while. */
  private crashOne(place: number, { kept, away }: Extract<Step, { type: 'crash' }>): void {
    if (this.gone.size > 0) return;
    this.kill(this.procs[place]!);
    // Nobody hears its answers.
    this.procs[place] = this.procs[1 - place]!;
    this.disks[place] = this.disk(place).crash(kept);
    this.gone.set(place, this.world.clock.monotonic() + away);
  }

  private async startAgain(now = this.world.clock.monotonic()): Promise<void> {
    for (const [place, at] of this.gone) {
      if (at > now) continue;
      this.gone.delete(place);
      this.procs[place] = await this.start(place);
    }
  }

  private start(place: number): Promise<Proc> {
    return this.world.started({ fs: this.disk(place) });
  }

  private kill({ pid, store }: Proc): void {
    this.world.dead.add(pid);
    store.link.set(false);
    store.close();
  }

  private disk(place: number): MemoryFs {
    return this.disks[place % this.disks.length]!;
  }

  /** Redis comes back with an older state: it had not synced its last changes. */
  private rollback(back: number): void {
    for (const { store } of this.procs) store.link.set(false);
    const older = this.snapshots.at(-1 - back);
    // Two on one disk are another story: what one of them does while the other looks is in the same journal.
    if (older && (this.shape.size === 1 || this.shape.ownDisks)) {
      this.world.backend.spaces.clear();
      this.world.backend.server = `after ${String(this.snapshots.length)} ${this.world.ids.next()}`;
      for (const [space, data] of structuredClone(older)) this.world.backend.spaces.set(space, data);
      // What is lost never comes back: the next loss leaves a beginning of the history from here on.
      this.snapshots.splice(this.snapshots.length - back);
    }
    for (const { store } of this.procs) store.link.set(true);
  }

  private snapshot() {
    return structuredClone(this.world.backend.spaces);
  }
}

interface Subject {
  readonly session: SessionId;
  readonly changes: readonly BeforeAndAfter[];
  /** An entry as it is, or as it was once. */
  readonly entry: Session | null;
}

const perform = (
  tracker: Proc['engine']['tracker'],
  command: Extract<Step, { type: 'ask' }>['command'],
  request: Request,
  { session, changes, entry: known }: Subject,
): Promise<Result<Recorded<Session | null>, DomainError>> => {
  const { at } = request;
  // Half an hour before a midnight of both zones or of one.
  const entry = (hour: number): EntryFields => {
    const startedAt = Math.floor(at / 86_400_000) * 86_400_000 + hour * 3_600_000 - 1_800_000;
    return { category: CODING, note: null, startedAt, endedAt: startedAt + 3_600_000, pauses: [], overrideMs: null };
  };
  switch (command) {
    case 'clockIn':
      return tracker.clockIn({ ...request, category: CODING, note: null });
    case 'switch':
      return tracker.switch({ ...request, category: categoryId(at % 2 === 0 ? 'other' : 'third'), note: null });
    case 'setNote':
      return tracker.setNote({ ...request, note: request.requestId });
    case 'adjust':
      return tracker.adjust({ ...request, session, effectiveMs: at % 7_200_000 });
    case 'confirm':
    case 'reopen':
    case 'deleteEntry':
      return tracker[command]({ ...request, session });
    case 'addEntry':
      return tracker.addEntry({ ...request, entry: entry(0), apart: at % 2 === 0 });
    case 'editEntry':
      return tracker.editEntry({ ...request, session, patch: { ...entry(-1), category: categoryId('other') } });
    case 'importEntries':
      return tracker.importEntries({ ...request, entries: [entry(-24), entry(-25), entry(-22)] });
    case 'recount':
      return tracker.recount({ ...request, sessions: [session] });
    case 'confirmUnchanged':
      return known === null
        ? tracker.confirm({ ...request, session })
        : tracker[command]({ ...request, entry: known, actor: null });
    case 'endAt':
      return tracker.endAt({ ...request, session, endedAt: at % 2 === 0 ? null : at - (at % 2_000), reason: 'forced' });
    case 'undo':
      return tracker.undo({ ...request, changes });
    case 'clockOut':
    case 'pause':
    case 'resume':
      return tracker[command](request);
  }
};

/** What ended and is there, by the rows of the ledger. */
const entriesIn = (rows: readonly { readonly before: Session | null; readonly after: Session | null }[]): readonly Session[] => {
  const sessions = new Map<string, Session>();
  for (const { before, after } of rows) {
    if (before !== null) sessions.delete(before.id);
    if (after !== null) sessions.set(after.id, after);
  }
  return [...sessions.values()].filter(({ endedAt }) => endedAt !== null);
};

/** `day category` -> ms, as a count from the entries. */
const bucketsOf = (entries: readonly Session[]): ReadonlyMap<string, number> => {
  const buckets = new Map<string, number>();
  for (const session of entries)
    for (const [day, ms] of splitByDay(session, session.counting!)) {
      const key = `${day} ${session.category}`;
      buckets.set(key, (buckets.get(key) ?? 0) + ms);
    }
  return buckets;
};

const byId = (a: Session, b: Session): number => (a.id < b.id ? -1 : 1);

const check = (story: Story, alone: boolean): void => {
  const { world, acknowledged, guessed } = story;
  const rows = world.backend.spaces.get(SPACE)?.ledger ?? [];
  for (const user of [ANN, BEN]) {
    const own = rows.filter((row) => row.user === user);
    const versions = new Map(own.map(({ requestId, version }) => [requestId, version]));
    // Nothing twice: every request made one version, and every version is there.
    expect(new Set(own.map(({ version }) => version)).size).toBe(versions.size);
    expect(world.stored(user)?.version ?? 0).toBe(versions.size);
    expect(own.map(({ requestId, event }) => `${requestId} ${event}`)).toHaveLength(
      new Set(own.map((row) => JSON.stringify(row))).size,
    );
    // Day buckets are what the entries say, and the entries and the active session are what the ledger says.
    const data = world.backend.spaces.get(SPACE);
    const entries = [...(data?.entries.get(user)?.values() ?? [])];
    const days = [...(data?.days.get(user) ?? [])].flatMap(([day, sums]) =>
      [...sums].map(([category, ms]) => [`${day} ${category}`, ms] as const),
    );
    expect(new Map(days.sort())).toEqual(new Map([...bucketsOf(entries)].filter(([, ms]) => ms !== 0).sort()));
    const ordered = own.toSorted((a, b) => a.version - b.version);
    expect(entries.toSorted(byId)).toEqual(entriesIn(ordered).toSorted(byId));
    // The same by the function that `/admin verify` asks. What nobody has any more leaves gaps in the ledger.
    const stored = {
      active: world.stored(user)?.active ?? null,
      entries,
      days: data?.days.get(user) ?? new Map(),
      changes: ordered,
    };
    const found = verifyMember(stored, midnightsOf('UTC')).filter(({ kind }) => kind !== 'gap');
    expect(found).toEqual([]);
    // Nothing acknowledged lost.
    for (const { requestId, durability, isCorrection } of acknowledged.filter((each) => each.user === user)) {
      const told = world.notices.some((notice) => notice.requestId === requestId);
      // A correction of what no journal has and Redis has lost does not fit any more, also when it was this process that made both.
      const rests = durability === 'stored' && (story.ownDisks || isCorrection) && story.uncertain.has(user);
      const mayBeRefused = rests || (durability === 'journaled' && (!alone || guessed.has(user)));
      if (!mayBeRefused) expect(told, `${requestId} was refused later`).toBe(false);
      expect(versions.has(requestId) || told, `${requestId} (${durability}) is lost`).toBe(true);
    }
    if (story.diskFailed) continue;
    for (const notice of world.notices) expect(versions.has(notice.requestId), 'told, and applied').toBe(false);
  }
};

const run = async (steps: readonly Step[], shape: Shape, cached: boolean): Promise<void> => {
  const story = new Story(shape, cached);
  await story.begin();
  for (const now of steps) await story.play(now);
  await story.end();
  check(story, shape.size === 1);
};

/** The journal fails before it has written down that r2 is stored, and r3 rests on it. */
const settlementLost: Step[] = [
  { type: 'ask', command: 'clockIn', user: BEN, subject: 0, which: 0, times: 1, wait: true },
  { type: 'ask', command: 'clockIn', user: ANN, subject: 0, which: 0, times: 1, wait: true },
  { type: 'disk', fault: 'datasync', which: 0 },
  { type: 'advance', ms: 2_000 },
  { type: 'ask', command: 'pause', user: ANN, subject: 0, which: 0, times: 1, wait: false },
  { type: 'ask', command: 'setNote', user: ANN, subject: 0, which: 0, times: 1, wait: true },
  { type: 'rollback', back: 3 },
  { type: 'link', which: 0, up: false },
  { type: 'crash', kept: 0, which: 0, away: 0 },
];

describe('whatever happens, nothing acknowledged is lost and nothing counts twice', () => {
  const steps = fc.array(step, { minLength: 5, maxLength: 40, size: 'max' });
  const seed = seedFrom('PUNCHCARD_TEST_SEED');
  const runs = Number(process.env['PUNCHCARD_TEST_RUNS'] ?? 60);
  const timeout = Math.max(120_000, runs * 500);

  it(
    'in one process, with a Redis that may lose its last changes',
    async () => {
      await fc.assert(
        fc.asyncProperty(steps, fc.boolean(), (story, cached) => run(story, { size: 1, ownDisks: false }, cached)),
        {
          numRuns: runs,
          seed,
          examples: [
            [settlementLost, true],
            [settlementLost, false],
          ],
        },
      );
    },
    timeout,
  );

  it(
    'in two processes on one Redis',
    async () => {
      await fc.assert(
        fc.asyncProperty(steps, fc.boolean(), (story, cached) => run(story, { size: 2, ownDisks: false }, cached)),
        { numRuns: runs, seed },
      );
    },
    timeout,
  );

  it(
    'in two processes with disks of their own, of which one dies at a time, and a Redis that may lose its last changes',
    async () => {
      await fc.assert(
        fc.asyncProperty(steps, fc.boolean(), (story, cached) => run(story, { size: 2, ownDisks: true }, cached)),
        { numRuns: runs, seed },
      );
    },
    timeout,
  );
});
