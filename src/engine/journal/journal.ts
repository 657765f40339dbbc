import type { SpaceId } from '../../domain/ids.js';
import type { Cancel, Clock, Ids, Logger, Metrics } from '../../domain/ports.js';
import { LOCK_BEAT_MS } from './directory.js';
import type { RowWriter } from '../fast/row-writer.js';
import { Batches, deferred, type Batch, type JournalWaiter, type Unsettled } from './batches.js';
import { encodeFrame, writeFrame } from './frame.js';
import type { Commit } from '../store.js';
import { writeAll, type JournalFs } from './fs.js';
import { JournalFailed, type JournalHealth } from './health.js';
import { Numbering, type NewChange } from './numbering.js';
import { OwnDirectory } from './own-directory.js';
import type { Processes } from './owner.js';
import { readSegment } from './read-segment.js';
import { encodeRecord, writeChange, writeSettled, type ChangeRecord, type Settlement } from './record.js';
import { Segments, type Segment } from './segments.js';

export interface JournalOptions {
  readonly fs: JournalFs;
  /** Holds a directory for every process. */
  readonly root: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly processes: Processes;
  /** Bytes of one segment; 4 MiB when left out. */
  readonly segmentBytes?: number;
  /** How long a change is kept after it is settled, ms: what Redis may lose in a crash or a failover is offered again from here. 10 minutes. */
  readonly keepMs?: number;
}

const SEGMENT_BYTES = 4 << 20;
export const KEEP_MS = 600_000;
const PROBE_MS = 1_000;
const HOUSEKEEPING_MS = 30_000;
/** How long a settlement may wait for an append that takes it along. */
const IDLE_FLUSH_MS = 1_000;
/** One write; a batch is smaller than any segment. */
const BATCH_BYTES = 512 << 10;

/**
 * Append-only records on the local disk. Appends that come while an fdatasync runs share the next one. After an error the journal is
 * `failed`: it refuses everything and tries for a new segment once a second; what was half written then is settled as aborted first,
 * since its caller was told that it is not recorded.
 */
export class Journal {
  private readonly options: JournalOptions;
  private readonly keepMs: number;
  private readonly size: number;
  private segments: Segments | null = null;
  private readonly home: OwnDirectory;
  private readonly numbering: Numbering;
  private state: 'ok' | 'failed' | 'closed' = 'failed';
  private readonly batches: Batches;
  private pumping: Promise<void> | null = null;
  private opening: Promise<void> | null = null;
  /** Settled as applied and not yet written down: goes along with the next batch. */
  private applied: number[] = [];
  private flushApplied = false;
  /** Perhaps on the disk although the append was refused, or dropped while nothing could be written. */
  private toAbort: number[] = [];
  /** On the disk, by `seq`. */
  private readonly pending = new Map<number, Unsettled>();
  private timers: Cancel[] = [];
  private recovered: () => void = () => undefined;
  private idle: Cancel | null = null;

  /** Refuses everything until it is opened. */
  constructor(options: JournalOptions) {
    this.options = options;
    this.keepMs = options.keepMs ?? KEEP_MS;
    this.size = options.segmentBytes ?? SEGMENT_BYTES;
    this.home = new OwnDirectory(options);
    this.numbering = new Numbering(options.clock);
    this.batches = new Batches(Math.min(BATCH_BYTES, this.size / 4));
  }

  /** The journal's own time, ms, which nobody sets; see Numbering. */
  now(): number {
    return this.numbering.now();
  }

  /** Resolves also when the disk refuses: the journal is `failed` then and goes on trying. */
  async open(): Promise<void> {
    await this.openSegment();
    const { clock } = this.options;
    this.timers.push(
      clock.every(PROBE_MS, () => void this.probe()),
      clock.every(LOCK_BEAT_MS, () => void this.beat()),
      clock.every(HOUSEKEEPING_MS, () => void this.housekeep()),
    );
  }

  /** `listener` is called in the moment in which a journal that was failed takes changes again. */
  onRecovered(listener: () => void): void {
    this.recovered = listener;
  }

  /** The name of our own directory; empty until there is one. */
  get id(): string {
    return this.home.name;
  }

  get ok(): boolean {
    return this.state === 'ok';
  }

  get health(): JournalHealth {
    const oldest = this.pending.values().next().value;
    const segments = this.segments?.list.length ?? 0;
    return {
      state: this.ok ? 'ok' : 'failed',
      pending: this.pending.size,
      lagMs: oldest ? Math.max(0, this.now() - oldest.at) : 0,
      bytes: segments * this.size,
      segments,
    };
  }

  /**
   * Gives the change its number; `durable` resolves when it is on the disk and rejects with JournalFailed when that is not certain. It may be
   * left alone for a while: nobody hears of a rejection who does not ask.
   */
  append(change: NewChange): { readonly record: ChangeRecord; readonly durable: Promise<void> } {
    const record = this.numbering.recordOf(change, change.commit);
    return { record, durable: this.addChange(record)?.durable ?? this.refuse() };
  }

  /** As `append`, without a promise: what every click pays. */
  take(change: Omit<NewChange, 'commit'>, commit: Commit, waiter: JournalWaiter): ChangeRecord {
    const record = this.numbering.recordOf(change, commit);
    const batch = this.addChange(record);
    if (batch !== null) batch.waiters.push(waiter);
    else this.refuse().catch((error: unknown) => waiter.unjournaled(error));
    return record;
  }

  private addChange(record: ChangeRecord): Batch | null {
    const batch = this.add(record, writeChange);
    batch?.changes.push({ seq: record.seq, at: record.journaledAt, segment: null });
    return batch;
  }

  /**
   * A change needs no more care. `applied` resolves at once and is written with the next batch (losing it only means that the change is
   * offered to the store again); the others resolve when they are on the disk, or, while the journal is failed, noted for its recovery.
   */
  async settle(seq: number, outcome: Settlement): Promise<void> {
    if (outcome === 'applied') {
      this.applies(seq);
      return;
    }
    this.unpend(seq)?.dropped.add(seq);
    if (this.state === 'failed') {
      this.toAbort.push(seq);
      return;
    }
    const batch = this.add({ seqs: [seq], outcome }, writeSettled);
    batch?.settles.push(seq);
    await batch?.durable.catch(ignoreFailed);
  }

  /** `settle` as applied, at once. */
  applies(seq: number): void {
    this.unpend(seq);
    this.applied.push(seq);
    this.idle ??= this.options.clock.after(IDLE_FLUSH_MS, () => void this.flushSettled());
  }

  /** Where it lies. */
  private unpend(seq: number): Segment | null {
    const segment = this.pending.get(seq)?.segment ?? null;
    if (segment === null) return null;
    this.pending.delete(seq);
    segment.unsettled -= 1;
    return segment;
  }

  /** What was journaled before this is not kept for a Redis that loses it, ms of the journal's time. */
  get keptSince(): number {
    return this.now() - this.keepMs;
  }

  /** Changes of this process, of these spaces, that the store had confirmed and that are not older than the keep time, oldest first. */
  async recent(wanted: (space: SpaceId) => boolean = () => true): Promise<readonly ChangeRecord[]> {
    const since = this.keptSince;
    const found: ChangeRecord[] = [];
    for (const segment of this.segments?.list.slice() ?? []) {
      if (segment.newestAt < since) continue;
      const { changes } = await readSegment(this.options, segment.path, { limit: segment.offset, wanted });
      for (const record of changes) {
        const counts = record.journaledAt >= since && !segment.dropped.has(record.seq) && !this.pending.has(record.seq);
        if (counts) found.push(record);
      }
    }
    return found;
  }

  /** Writes what waits, gives the directory free, and refuses everything from now on. */
  async close(): Promise<void> {
    for (const cancel of this.timers) cancel();
    this.idle?.();
    if (this.ok) await this.flushSettled();
    this.state = 'closed';
    await this.opening;
    await this.segments?.close();
    await this.home.release();
  }

  /** Adds a frame to what is written next; null when nothing is taken. */
  private add<Content>(content: Content, write: (writer: RowWriter, content: Content) => void): Batch | null {
    if (this.state !== 'ok') return null;
    const batch = this.batches.open();
    writeFrame(batch.frames, content, write);
    void this.pump();
    return batch;
  }

  private refuse(): Promise<void> {
    const { durable, reject } = deferred();
    reject(new JournalFailed(`the journal is ${this.state}`));
    return durable;
  }

  private flushSettled(): Promise<void> {
    this.flushApplied = true;
    return this.pump();
  }

  private pump(): Promise<void> {
    this.pumping ??= this.flushAll();
    return this.pumping;
  }

  private async flushAll(): Promise<void> {
    // What is appended in the same turn goes along.
    await Promise.resolve();
    while (this.state === 'ok' && (this.batches.waiting || (this.flushApplied && this.applied.length > 0))) {
      const batch = this.batches.next();
      try {
        await this.write(batch);
        batch.resolve();
      } catch (error) {
        this.fail(error, batch);
      }
    }
    this.flushApplied = false;
    this.idle?.();
    this.idle = this.applied.length > 0 ? this.options.clock.after(IDLE_FLUSH_MS, () => void this.flushSettled()) : null;
    // In the same step as the look at the queue: what is appended from here on starts anew.
    this.pumping = null;
  }

  private addApplied(frames: RowWriter): void {
    const seqs = this.applied.splice(0, 1_000);
    if (seqs.length > 0) writeFrame(frames, { seqs, outcome: 'applied' }, writeSettled);
  }

  private async write(batch: Batch): Promise<void> {
    const { frames, changes } = batch;
    if (!this.segments) throw new JournalFailed('no segment');
    this.addApplied(frames);
    const data = frames.bytes.subarray(0, frames.at);
    const segment = await this.segments.withRoom(data.byteLength);
    const began = this.options.clock.monotonic();
    await writeAll(segment.file, data, segment.offset);
    await segment.file.datasync();
    segment.offset += data.byteLength;
    for (const change of changes) this.account(change, segment);
    this.batches.reuse(batch);
    this.options.metrics.observe('journal_sync_ms', this.options.clock.monotonic() - began);
    if (segment.offset > this.size / 2) void this.segments.reserve();
  }

  private account(change: Unsettled, segment: Segment): void {
    const { seq, at } = change;
    segment.newestAt = Math.max(segment.newestAt, at);
    segment.oldestAt = Math.min(segment.oldestAt ?? at, at);
    segment.unsettled += 1;
    change.segment = segment;
    this.pending.set(seq, change);
  }

  private fail(error: unknown, batch: Batch | null): void {
    if (this.state === 'closed') return;
    this.state = 'failed';
    this.options.metrics.count('journal_failures');
    this.options.log.error({ err: error }, 'the journal failed: changes are refused until it works again');
    const failed = new JournalFailed('the journal could not write', { cause: error });
    for (const { changes, settles, reject } of [...(batch === null ? [] : [batch]), ...this.batches.drop()]) {
      for (const { seq } of changes) this.toAbort.push(seq);
      for (const seq of settles) this.toAbort.push(seq);
      reject(failed);
    }
  }

  private async probe(): Promise<void> {
    if (this.state !== 'failed' || this.opening || this.pumping) return;
    await this.openSegment();
  }

  private openSegment(): Promise<void> {
    this.opening ??= this.tryOpen().finally(() => {
      this.opening = null;
    });
    return this.opening;
  }

  /** A fresh segment (and directory, if there is none), with the changes that nobody was promised taken back in it. */
  private async tryOpen(): Promise<void> {
    const { fs, log } = this.options;
    try {
      this.segments ??= new Segments({ fs, dir: await this.home.make(), size: this.size, log });
      const again = this.segments.list.length > 0;
      const segment = await this.segments.rotate();
      if (this.toAbort.length > 0) {
        const frame = encodeFrame(encodeRecord({ kind: 'settled', seqs: this.toAbort, outcome: 'aborted' }));
        await writeAll(segment.file, frame, 0);
        await segment.file.datasync();
        segment.offset = frame.byteLength;
        for (const seq of this.toAbort) for (const older of this.segments.list) older.dropped.add(seq);
        this.toAbort = [];
      }
      if (this.state === 'failed') {
        this.state = 'ok';
        this.recovered();
      }
      if (again) log.info({}, 'the journal works again');
      void this.segments.reserve();
    } catch (error) {
      log.error({ err: error }, 'the journal cannot be opened');
    }
  }

  /** Shows that we live. When our directory was taken, by a process that thought us dead, another one is begun. */
  private async beat(): Promise<void> {
    if (this.state === 'closed' || (await this.home.beat(this.options.clock.now())) || !this.ok) return;
    await this.pumping;
    this.fail(new Error('another process took the directory of this journal'), null);
    void this.segments?.close();
    this.segments = null;
    this.home.giveUp();
  }

  private async housekeep(): Promise<void> {
    if (!this.ok || !this.segments) return;
    try {
      await this.segments.reserve();
      const before = this.keptSince;
      await this.segments.turnOver(before);
      await this.segments.retire(before);
    } catch (error) {
      this.options.log.warn({ err: error }, 'the journal could not be tidied up');
    }
  }
}

const ignoreFailed = (error: unknown): void => {
  if (!(error instanceof JournalFailed)) throw error;
};
