import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export const KEY_BYTES = 32;

/** 64 hex digits, or 32 bytes in base64 or base64url; null for anything else. */
export const parseSecretKey = (text: string): Buffer | null => {
  const trimmed = text.trim();
  if (/^[\da-f]{64}$/i.test(trimmed)) return Buffer.from(trimmed, 'hex');
  if (!/^[\w+/-]{43}=?$/.test(trimmed)) return null;
  const key = Buffer.from(trimmed, 'base64url');
  return key.length === KEY_BYTES ? key : null;
};

export const secretKeyFile = (dataDir: string): string => join(dataDir, 'secret.key');

/** The key in the file; null when there is no file. Rejects when what is in it is no key: nothing may be sealed that nobody opens again. */
export const readKeyFile = async (path: string): Promise<Buffer | null> => {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const key = parseSecretKey(text);
  if (key === null) throw new Error(`${path} holds no key of 32 bytes; put the right one back, or take the file away`);
  return key;
};

/** Makes the file with a key of its own, for its owner alone; of two processes that do so at once the first one's counts. */
export const makeKeyFile = async (path: string): Promise<Buffer> => {
  await mkdir(dirname(path), { recursive: true });
  const key = randomBytes(KEY_BYTES);
  // Under its name it is whole from the first moment on, and there after a crash: what is sealed with it is about to be stored.
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${key.toString('hex')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, path);
    return key;
  } catch (error) {
    const theirs = await readKeyFile(path);
    if (theirs === null) throw error;
    return theirs;
  } finally {
    await unlink(draft);
  }
};
