import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

export interface AppFile {
  readonly type: string;
  readonly plain: Buffer;
  /** Null where it would save nothing. */
  readonly zipped: Buffer | null;
  /** Its name changes with its content, so browsers may keep it for good. */
  readonly isLasting: boolean;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};
const ZIPPED = new Set(['.html', '.js', '.css', '.svg', '.json', '.webmanifest']);
/** As the build names what it makes: `assets/<name>-<digest>.<kind>`. */
const LASTING = /^assets\/.+-[\w-]{8,}\.\w+$/;

const gzipped = promisify(gzip);

/**
 * The built page, by path below its folder, with `/` between names. It is read once, whole: it is small, and no request can name a file that is not of it.
 * Empty when it was not built.
 */
export const readAppFiles = async (root: string): Promise<ReadonlyMap<string, AppFile>> => {
  const found = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = new Map<string, AppFile>();
  for (const entry of found) {
    const type = TYPES[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const file = join(entry.parentPath, entry.name);
    const path = file
      .slice(root.length + 1)
      .split(sep)
      .join('/');
    const plain = await readFile(file);
    const zipped = ZIPPED.has(extname(entry.name)) ? await gzipped(plain, { level: 9 }) : null;
    files.set(path, { type, plain, zipped, isLasting: LASTING.test(path) });
  }
  return files;
};

/** A short name for this content. */
export const fingerprintOf = (content: string | Buffer): string =>
  createHash('sha256').update(content).digest('base64url').slice(0, 12);
