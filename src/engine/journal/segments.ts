import { join } from 'node:path';
import type { Logger } from '../../domain/ports.js';
import { writeAll, type JournalFile, type JournalFs } from './fs.js';

/** One file of the journal and what is known of its changes. */
export interface Segment {
  readonly path: string;
  readonly file: JournalFile;
  /** Where the next frame goes; everything before it is on the disk, or was given up. */
  offset: number;
  /** When its newest change was journaled, ms. */
  newestAt: number;
  /** When its oldest one was; null when it has none. */
  oldestAt: number | null;
  /** How many of its changes are not settled. */
  unsettled: number;
  /** Changes settled as refused or aborted: never offered again. */
  readonly dropped: Set<number>;
}

export interface SegmentsOptions {
  readonly fs: JournalFs;
  readonly dir: string;
  /** Bytes of one segment. */
  readonly size: number;
  readonly log: Logger;
}

const SPARE = 'spare';
const ZEROS = Buffer.alloc(1 << 18);

/**
 * The segments of one process, oldest first; the last one is written to. A segment is allocated whole, in zeros, and so is a spare one
 * in reserve: a full disk shows while there is still a whole segment of room, and not in the middle of an append.
 */
export class Segments {
  private readonly options: SegmentsOptions;
  private readonly all: Segment[] = [];
  private spare: JournalFile | null = null;
  /** The one allocation or rotation under way. */
  private preparing: Promise<void> | null = null;
  private counter = 0;

  constructor(options: SegmentsOptions) {
    this.options = options;
  }

  get list(): readonly Segment[] {
    return this.all;
  }

  /** The segment that takes `bytes` more, after a rotation when the last one is full. Rejects when the disk has no room for a new one. */
  async withRoom(bytes: number): Promise<Segment> {
    if (bytes > this.options.size) throw new RangeError(`a batch of ${bytes} bytes does not fit into a segment`);
    const last = this.all.at(-1);
    return last && last.offset + bytes <= this.options.size ? last : this.rotate();
  }

  /** Begins a new segment: after a failed write the old one is not to be trusted with more. */
  async rotate(): Promise<Segment> {
    while (this.preparing) await this.preparing;
    const rotating = this.rotateAlone();
    this.preparing = rotating.then(ignore, ignore).then(() => {
      this.preparing = null;
    });
    return rotating;
  }

  /** Whoever asks for a spare meanwhile waits: two allocations would pull the one file of that name from under each other. */
  private async rotateAlone(): Promise<Segment> {
    const { fs, dir } = this.options;
    const file = this.spare ?? (await this.allocate(SPARE));
    this.spare = null;
    const path = join(dir, `${String(++this.counter).padStart(8, '0')}.seg`);
    try {
      await fs.rename(join(dir, SPARE), path);
      await fs.syncDir(dir);
    } catch (error) {
      await this.discard(file);
      throw error;
    }
    const segment: Segment = { path, file, offset: 0, newestAt: 0, oldestAt: null, unsettled: 0, dropped: new Set() };
    this.all.push(segment);
    return segment;
  }

  /**
   * Allocates the spare segment if there is none, unless a rotation is under way: the next call does then. A failure is not one yet: the
   * present segment still has room.
   */
  reserve(): Promise<void> {
    if (this.spare) return Promise.resolve();
    this.preparing ??= this.allocate(SPARE).then(
      (file) => {
        this.spare = file;
        this.preparing = null;
      },
      (error: unknown) => {
        this.preparing = null;
        this.options.log.warn(
          { err: error },
          'no room for a spare journal segment: the journal fails when the present one is full',
        );
      },
    );
    return this.preparing;
  }

  /** Begins a new segment when the present one holds changes from before `before`, ms: only then can they be deleted some day. */
  async turnOver(before: number): Promise<void> {
    const oldest = this.all.at(-1)?.oldestAt ?? null;
    if (oldest !== null && oldest < before) await this.rotate();
  }

  /** Deletes the oldest segments as long as all their changes are settled and came before `before`, ms. Never the last one. */
  async retire(before: number): Promise<void> {
    for (let first = this.all[0]; first && this.all.length > 1; first = this.all[0]) {
      if (first.unsettled > 0 || first.newestAt >= before) return;
      await this.options.fs.remove(first.path);
      this.all.shift();
      await first.file.close();
    }
  }

  async close(): Promise<void> {
    await this.preparing;
    await Promise.allSettled([...this.all.map((segment) => segment.file.close()), this.spare?.close()]);
    this.spare = null;
  }

  /** A new file of zeros, on the disk. An older one of that name is of a failed attempt. */
  private async allocate(name: string): Promise<JournalFile> {
    const { fs, dir, size } = this.options;
    const path = join(dir, name);
    await fs.remove(path);
    const file = await fs.create(path);
    try {
      for (let done = 0; done < size; done += ZEROS.byteLength) {
        await writeAll(file, ZEROS.subarray(0, Math.min(ZEROS.byteLength, size - done)), done);
      }
      await file.datasync();
      return file;
    } catch (error) {
      await this.discard(file);
      throw error;
    }
  }

  private async discard(file: JournalFile): Promise<void> {
    await Promise.allSettled([file.close(), this.options.fs.remove(join(this.options.dir, SPARE))]);
  }
}

const ignore = (): void => undefined;
