import { constants } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { platform } from 'node:process';

/** An open segment. Every method rejects with the system's error (`code` ENOSPC, EROFS, EIO, ...). */
export interface JournalFile {
  /** Bytes written; may be fewer than asked for. */
  write(data: Uint8Array, position: number): Promise<number>;
  /** Resolves when the data is on the disk. */
  datasync(): Promise<void>;
  close(): Promise<void>;
}

/** The little of a file system that the journal needs, so that tests can make every part of it fail. */
export interface JournalFs {
  /** With its parents; fine when it exists. */
  makeDir(path: string): Promise<void>;
  /** Names in a directory, sorted; empty when there is none. */
  list(path: string): Promise<readonly string[]>;
  /** A new file; EEXIST when there is one. */
  create(path: string): Promise<JournalFile>;
  read(path: string): Promise<Buffer>;
  rename(from: string, to: string): Promise<void>;
  /** A file or a whole directory; fine when it is gone. */
  remove(path: string): Promise<void>;
  /** Makes created, renamed and removed names durable. */
  syncDir(path: string): Promise<void>;
  /** Sets the time of the last change, ms; ENOENT when the file is gone. */
  touch(path: string, at: number): Promise<void>;
  /** Time of the last change, ms; null when there is no such file. */
  touchedAt(path: string): Promise<number | null>;
}

const missing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

const orWhenMissing = async <T>(work: Promise<T>, otherwise: T): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    if (missing(error)) return otherwise;
    throw error;
  }
};

/**
 * Every write is on the disk when it returns, as if fdatasync came with it: one trip to the thread pool and back for a batch instead of two.
 * Not on Windows, where there is no such flag.
 */
const DSYNC = platform === 'win32' ? 0 : constants.O_DSYNC;

export const nodeFs: JournalFs = {
  makeDir: async (path) => {
    await mkdir(path, { recursive: true, mode: 0o700 });
  },
  list: async (path) => (await orWhenMissing(readdir(path), [])).sort(),
  create: async (path) => {
    const flags = constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY | DSYNC;
    const file = await open(path, flags, 0o600);
    return {
      write: async (data, position) => (await file.write(data, 0, data.byteLength, position)).bytesWritten,
      datasync: () => (DSYNC === 0 ? file.datasync() : Promise.resolve()),
      close: () => file.close(),
    };
  },
  read: (path) => readFile(path),
  rename: (from, to) => rename(from, to),
  remove: (path) => rm(path, { recursive: true, force: true }),
  syncDir: async (path) => {
    const dir = await open(path, 'r');
    try {
      await dir.sync();
    } finally {
      await dir.close();
    }
  },
  touch: (path, at) => utimes(path, at / 1000, at / 1000),
  touchedAt: async (path) => {
    const found = await orWhenMissing(stat(path), null);
    return found === null ? null : found.mtimeMs;
  },
};

/** Writes all of `data`, however little the system takes at a time. */
export const writeAll = async (file: JournalFile, data: Uint8Array, position: number): Promise<void> => {
  for (let done = 0; done < data.byteLength;) {
    const written = await file.write(data.subarray(done), position + done);
    if (written <= 0) throw new Error('the disk took nothing of a write');
    done += written;
  }
};

/** A new file with these bytes, on the disk when it resolves. */
export const writeDurably = async (fs: JournalFs, dir: string, name: string, data: Uint8Array): Promise<void> => {
  const file = await fs.create(join(dir, name));
  try {
    await writeAll(file, data, 0);
    await file.datasync();
  } finally {
    await file.close();
  }
  await fs.syncDir(dir);
};
