import { createHash } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { crc32, gunzip, gzip } from 'node:zlib';
import { fileKey, streamCipher, type KeyMaterial } from './crypto.js';
import { BackupDamaged, BackupRefused } from './refusals.js';
import { decodeHeader, encodeHeader, MAGIC, type BackupHeader } from './header.js';
import { decodeBackupRecord, encodeBackupRecord, type BackupRecord } from './records.js';

/**
 * The file: the header, chunks `[length u32][crc32 u32][last u8][payload]`, and 32 bytes of SHA-256 over all before. A payload is gzip over
 * records `[length u32][msgpack]`, sealed when there is a key. The CRC says which chunk is damaged, without the key; SHA-256 that nothing is.
 */
const FRAME = 9;
const DIGEST = 32;
/** Bytes of records that make a chunk full; what is held at once is a small multiple of it. */
const CHUNK = 256 << 10;
/** A chunk is never longer, neither in the file nor unpacked; a record neither. */
const CHUNK_MAX = 16 << 20;
const HEADER_MAX = 16 << 10;

const compress = promisify<Buffer, Buffer>((data, done) => gzip(data, (error, out) => done(error, out)));
const unpack = promisify<Buffer, Buffer>((data, done) =>
  gunzip(data, { maxOutputLength: CHUNK_MAX }, (error, out) => done(error, out)),
);

type Cipher = ReturnType<typeof streamCipher>;
const sha256 = (data: Buffer): Buffer => createHash('sha256').update(data).digest();

/**
 * Writes a file of records: under a temporary name, readable for its owner only, and renamed when it is complete and on the disk. An older
 * file of that name is there until then.
 * @param key that goes with `header.encryption`
 */
export const writeContainer = async (
  path: string,
  header: BackupHeader,
  key: Buffer | null,
  records: AsyncIterable<BackupRecord>,
): Promise<{ readonly bytes: number }> => {
  const partial = join(dirname(path), `.${basename(path)}.${header.id}.partial`);
  const file = await open(partial, 'wx', 0o600);
  try {
    const bytes = await writeAll(file, header, key, records);
    await file.sync();
    await file.close();
    await rename(partial, path);
    await syncFolder(dirname(path));
    return { bytes };
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(partial, { force: true });
    throw error;
  }
};

const writeAll = async (
  file: FileHandle,
  header: BackupHeader,
  key: Buffer | null,
  records: AsyncIterable<BackupRecord>,
): Promise<number> => {
  const hash = createHash('sha256');
  const head = encodeHeader(header);
  const cipher = key === null ? null : streamCipher(key, sha256(head));
  let bytes = 0;
  const put = async (data: Buffer): Promise<void> => {
    hash.update(data);
    for (let done = 0; done < data.length;) done += (await file.write(data, done)).bytesWritten;
    bytes += data.length;
  };
  let number = 0;
  const putChunk = async (parts: readonly Buffer[], last: boolean): Promise<void> => {
    const packed = await compress(Buffer.concat(parts));
    const payload = cipher === null ? packed : cipher.seal(number, last, packed);
    number += 1;
    const frame = Buffer.alloc(FRAME);
    frame.writeUInt32LE(payload.length, 0);
    frame[8] = last ? 1 : 0;
    frame.writeUInt32LE(checksum(frame, payload), 4);
    await put(Buffer.concat([frame, payload]));
  };

  await put(head);
  let parts: Buffer[] = [];
  let size = 0;
  for await (const record of records) {
    const payload = encodeBackupRecord(record);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(payload.length, 0);
    parts.push(length, payload);
    size += 4 + payload.length;
    if (size < CHUNK) continue;
    await putChunk(parts, false);
    parts = [];
    size = 0;
  }
  await putChunk(parts, true);
  const digest = hash.copy().digest();
  await put(digest);
  return bytes;
};

const checksum = (frame: Buffer, payload: Buffer): number =>
  crc32(payload, crc32(Buffer.concat([frame.subarray(0, 4), frame.subarray(8, FRAME)])));

const syncFolder = async (dir: string): Promise<void> => {
  const folder = await open(dir, 'r');
  await folder.sync().finally(() => folder.close());
};

export interface OpenContainer {
  readonly header: BackupHeader;
  /** From the first record on, as often as it is asked for. Throws BackupDamaged at the first damage, also behind the last record. */
  readonly records: () => AsyncGenerator<BackupRecord>;
  close(): Promise<void>;
}

/**
 * Opens a file; one file stays the same however it is replaced meanwhile.
 * @throws BackupDamaged; BackupRefused when the key is missing or another, or the format newer
 */
export const openContainer = async (path: string, material: KeyMaterial | null): Promise<OpenContainer> => {
  const file = await open(path, 'r');
  try {
    const start = await readAt(file, 0, HEADER_MAX);
    if (!start.subarray(0, MAGIC.length).equals(MAGIC)) throw new BackupDamaged('it does not begin like one');
    const end = start.indexOf(10, MAGIC.length);
    if (end < 0) throw new BackupDamaged('its header does not end');
    const header = decodeHeader(start.subarray(MAGIC.length, end));
    const head = start.subarray(0, end + 1);
    if (header.encryption !== null && material === null)
      throw new BackupRefused('the file is encrypted: give the key in BACKUP_KEY or with --key-file');
    const key = header.encryption === null || material === null ? null : await fileKey(material, header.encryption);
    const cipher = key === null ? null : streamCipher(key, sha256(head));
    return { header, records: () => readRecords(file, Buffer.from(head), cipher), close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
};

async function* readRecords(file: FileHandle, head: Buffer, cipher: Cipher | null): AsyncGenerator<BackupRecord> {
  const hash = createHash('sha256').update(head);
  let at = head.length;
  for (let number = 0, last = false; !last; number += 1) {
    const frame = await readAt(file, at, FRAME);
    if (frame.length < FRAME) throw new BackupDamaged(`it ends before chunk ${number}`);
    const length = frame.readUInt32LE(0);
    if (length > CHUNK_MAX || (frame[8] ?? 2) > 1) throw new BackupDamaged(`chunk ${number}`);
    const payload = await readAt(file, at + FRAME, length);
    if (payload.length < length) throw new BackupDamaged(`it ends in chunk ${number}`);
    if (checksum(frame, payload) !== frame.readUInt32LE(4)) throw new BackupDamaged(`chunk ${number}`);
    hash.update(frame).update(payload);
    at += FRAME + length;
    last = frame[8] === 1;
    const packed = cipher === null ? payload : cipher.open(number, last, payload);
    const plain = await unpack(packed).catch(() => {
      throw new BackupDamaged(`chunk ${number} does not unpack`);
    });
    if (last) {
      const rest = await readAt(file, at, DIGEST + 1);
      if (rest.length !== DIGEST || !hash.digest().equals(rest)) throw new BackupDamaged('its checksum');
    }
    yield* recordsIn(plain);
  }
}

function* recordsIn(chunk: Buffer): Generator<BackupRecord> {
  for (let at = 0; at < chunk.length;) {
    const length = chunk.length - at < 4 ? Infinity : chunk.readUInt32LE(at);
    if (at + 4 + length > chunk.length) throw new BackupDamaged('a record is cut off');
    yield decodeBackupRecord(chunk.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
}

/** Fewer bytes at the end of the file. */
const readAt = async (file: FileHandle, at: number, length: number): Promise<Buffer> => {
  const buffer = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(buffer, done, length - done, at + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return buffer.subarray(0, done);
};
