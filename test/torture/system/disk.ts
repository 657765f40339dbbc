import { execFile } from 'node:child_process';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const CHUNK = Buffer.alloc(64 << 10);

/** A small file system of its own for a DATA_DIR, so that it can be full or read-only while everything else goes on. */
export class Disk {
  readonly dir: string;
  /** Nothing can be mounted here: it is a plain directory, and its faults are not available. */
  readonly real: boolean;

  private constructor(dir: string, real: boolean) {
    this.dir = dir;
    this.real = real;
  }

  /** @param megabytes its size; null for a plain directory */
  static async create(megabytes: number | null): Promise<Disk> {
    const dir = await mkdtemp(path.join(tmpdir(), 'punchcard-torture-'));
    if (megabytes === null) return new Disk(dir, false);
    const mounted = await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, 'tmpfs', dir]).then(
      () => true,
      () => false,
    );
    return new Disk(dir, mounted);
  }

  /** Nothing fits any more. */
  async fill(): Promise<void> {
    const file = await open(this.#ballast, 'w');
    try {
      for (let size = CHUNK.byteLength; size > 0;) {
        try {
          const { bytesWritten } = await file.write(CHUNK, 0, size);
          if (bytesWritten === 0) size = 0;
        } catch {
          // Also the last bytes are taken.
          size = Math.floor(size / 16);
        }
      }
    } finally {
      await file.close();
    }
  }
  free(): Promise<void> {
    return rm(this.#ballast, { force: true });
  }

  /** Only while nobody has a file open in it. */
  async readOnly(on: boolean): Promise<void> {
    await run('mount', ['-o', `remount,${on ? 'ro' : 'rw'}`, this.dir]);
  }

  async remove(): Promise<void> {
    if (this.real) await run('umount', [this.dir]);
    await rm(this.dir, { recursive: true, force: true });
  }

  get #ballast(): string {
    return path.join(this.dir, 'ballast');
  }
}
