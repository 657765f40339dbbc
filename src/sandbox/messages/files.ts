import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A file of a multipart request. */
export interface Upload {
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Buffer;
  /** From the field's name: `files[0]` -> "0"; null when it has no number. */
  readonly index: string | null;
}

export const safeFilename = (name: string): string => name.replace(/[^\w.-]+/gu, '_').replace(/^\.+/u, '_') || 'file';

/** Keeps what was attached: under a folder, or in memory when there is none. */
export class FileStore {
  readonly #folder: string | null;
  readonly #memory = new Map<string, Buffer>();

  constructor(folder: string | null) {
    this.#folder = folder;
  }

  /** `channelId` and `attachmentId` are ids, `filename` is safe: no path can leave the folder. */
  async put(channelId: string, attachmentId: string, filename: string, bytes: Buffer): Promise<void> {
    if (this.#folder === null) {
      this.#memory.set(`${channelId}/${attachmentId}/${filename}`, bytes);
      return;
    }
    const folder = join(this.#folder, channelId, attachmentId);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, filename), bytes);
  }

  /** undefined when there is no such file. */
  async get(channelId: string, attachmentId: string, filename: string): Promise<Buffer | undefined> {
    if (!/^\d+$/u.test(channelId) || !/^\d+$/u.test(attachmentId) || filename !== safeFilename(filename)) return undefined;
    if (this.#folder === null) return this.#memory.get(`${channelId}/${attachmentId}/${filename}`);
    return readFile(join(this.#folder, channelId, attachmentId, filename)).catch(() => undefined);
  }

  async clear(): Promise<void> {
    this.#memory.clear();
    if (this.#folder !== null) await rm(this.#folder, { recursive: true, force: true });
  }
}

const PNG_SIGNATURE = '89504e470d0a1a0a';

/** Width and height in pixels of a PNG; empty for anything else. */
export const imageSize = (bytes: Buffer): { width?: number; height?: number } =>
  bytes.length >= 24 && bytes.subarray(0, 8).toString('hex') === PNG_SIGNATURE
    ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
    : {};
