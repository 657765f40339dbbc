import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, Transform, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { UnreadableFile } from './row.js';

/** Unpacked; a file of bad will could unpack to anything. */
export const UNPACKED_MAX = 512 << 20;

/** The text of a file as a stream of UTF-8, unpacked where it is gzipped, whatever its name says. @throws UnreadableFile, also in the stream */
export const textOf = async (file: string, most = UNPACKED_MAX): Promise<Readable> => {
  const head = Buffer.alloc(2);
  try {
    const handle = await open(file);
    try {
      await handle.read(head, 0, 2, 0);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw new UnreadableFile(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const isPacked = head[0] === 0x1f && head[1] === 0x8b;
  const limit = limited(most);
  // Whoever reads hears of errors by the last stream; the others are closed with it.
  const heard = (): void => undefined;
  if (!isPacked) return pipeline(createReadStream(file), limit, heard).setEncoding('utf8');
  const unpacked = createGunzip();
  unpacked.on('error', (error) => limit.destroy(new UnreadableFile(`${file} is a damaged gzip file: ${error.message}`)));
  return pipeline(createReadStream(file), unpacked, limit, heard).setEncoding('utf8');
};

const limited = (most: number): Transform => {
  let bytes = 0;
  return new Transform({
    transform: (chunk: Buffer, _, done) => {
      bytes += chunk.length;
      if (bytes > most) done(new UnreadableFile(`unpacked, it is larger than ${most >> 20} MB`));
      else done(null, chunk);
    },
  });
};

/** All of it. */
export const wholeText = async (file: string): Promise<string> => {
  let text = '';
  for await (const chunk of await textOf(file)) text += String(chunk);
  return text;
};

/** @throws UnreadableFile where it is no JSON */
export const jsonIn = (text: string, what: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UnreadableFile(`this is no ${what}: ${error instanceof Error ? error.message : String(error)}`);
  }
};
