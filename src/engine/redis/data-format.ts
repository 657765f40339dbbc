import { open, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UnusableRedis } from './requirements.js';

/** What a server says of data that a newer one has written, or one of the other family. */
const REFUSED =
  /Can't handle RDB format version|Wrong signature trying to load DB|Bad file format reading the append only file \S+\.base\.rdb/;

/** The header is followed by the name of the writer, among the first of a few such fields. */
const HEADER_BYTES = 256;
const HEADER = /^(REDIS|VALKEY)(\d{3,4})/;
/** Length, name, length, value. */
const WRITER = /(redis|valkey)-ver.(\d+(?:\.\d+)+)/s;

/**
 * Why the server ended over the data in `dir`, when it is their format: nothing is wrong with them, and nothing was changed.
 * @param said the server's last lines
 * @param version of the server; null when it does not say
 * @returns null for every other end
 */
export const unreadableData = async (dir: string, said: string, version: string | null): Promise<UnusableRedis | null> => {
  if (!REFUSED.test(said)) return null;
  const header = await headerOf(dir);
  const [, magic, format] = HEADER.exec(header) ?? [];
  if (magic === undefined) return null;
  const [, family = magic.toLowerCase(), writer] = WRITER.exec(header) ?? [];
  const name = family === 'valkey' ? 'Valkey' : 'Redis';
  const by = writer === undefined ? `a newer ${name}` : `${name} ${writer}`;
  return new UnusableRedis(
    `the data in ${dir} were written by ${by} (RDB version ${Number(format)}), which the server that is installed here ` +
      `(${version ?? 'of an unknown version'}) cannot read; they are untouched: install ${by}${writer === undefined ? '' : ' or newer'} here, ` +
      'or have such a server load them and set REDIS_URL to it',
  );
};

/** The beginning of the file that a start loads first; `''` when there is none. */
const headerOf = async (dir: string): Promise<string> => {
  const folder = join(dir, 'appendonlydir');
  const manifest = await readFile(join(folder, 'appendonly.aof.manifest'), 'utf8').catch(() => '');
  const base = /^file (\S+) seq \d+ type b\b/m.exec(manifest)?.[1];
  try {
    const file = await open(base === undefined ? join(dir, 'dump.rdb') : join(folder, basename(base)));
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
      return buffer.toString('latin1', 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    return '';
  }
};
