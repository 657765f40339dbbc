import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { BackupDamaged, BackupRefused } from './refusals.js';

/** What the operator has: 32 bytes, or a passphrase. Never logged, never part of an error. */
export interface KeyMaterial {
  readonly kind: 'bytes' | 'passphrase';
  readonly value: Buffer;
}

const base64 = (bytes: number) =>
  z
    .base64()
    .transform((text) => Buffer.from(text, 'base64'))
    .refine((value) => value.length === bytes);

/** How the file's key comes from the operator's; part of the header, in the clear. */
export const encryptionHeader = z.object({
  cipher: z.literal('aes-256-gcm'),
  /** Null when the operator's key has 32 bytes. The bounds keep a forged header from taking all memory. */
  scrypt: z
    .object({
      cost: z
        .int()
        .min(1_024)
        .max(1 << 20),
      blockSize: z.int().min(1).max(16),
      parallelization: z.int().min(1).max(4),
      salt: base64(32),
    })
    .nullable(),
  /** Makes the key of each file its own, so that nonces can be counted from 0. */
  salt: base64(32),
  /** Tells a wrong key from a damaged file. */
  check: base64(16),
});
export type EncryptionHeader = z.output<typeof encryptionHeader>;

const PASSPHRASE_MIN = 12;

/**
 * 64 hex digits or the base64 of 32 bytes are a key; anything else is a passphrase.
 * @throws BackupRefused when it is too short to protect anything
 */
export const parseKey = (text: string): KeyMaterial => {
  const trimmed = text.trim();
  if (/^[\da-f]{64}$/i.test(trimmed)) return { kind: 'bytes', value: Buffer.from(trimmed, 'hex') };
  if (/^[\w+/-]{43}=?$/.test(trimmed)) {
    const value = Buffer.from(trimmed, 'base64');
    if (value.length === 32) return { kind: 'bytes', value };
  }
  if (trimmed.length < PASSPHRASE_MIN)
    throw new BackupRefused(
      `the backup key must be 32 bytes (64 hex digits or base64) or a passphrase of at least ${PASSPHRASE_MIN} characters`,
    );
  return { kind: 'passphrase', value: Buffer.from(trimmed, 'utf8') };
};

/** 128 MiB and a few tenths of a second for a passphrase. */
const COST = 1 << 17;

/** A header for a new file, and the key that goes with it. @param cost of a passphrase; the default unless a test says otherwise */
export const newFileKey = async (
  material: KeyMaterial,
  cost = COST,
): Promise<{ readonly header: EncryptionHeader; readonly key: Buffer }> => {
  const slow = material.kind === 'passphrase' ? { cost, blockSize: 8, parallelization: 1, salt: randomBytes(32) } : null;
  const salt = randomBytes(32);
  const { key, check } = await derive(material, slow, salt);
  return { header: { cipher: 'aes-256-gcm', scrypt: slow, salt, check }, key };
};

/** @throws BackupRefused when the key is another */
export const fileKey = async (material: KeyMaterial, header: EncryptionHeader): Promise<Buffer> => {
  const wrong = new BackupRefused('the backup key is not the one that the file was made with');
  if ((material.kind === 'passphrase') !== (header.scrypt !== null)) throw wrong;
  const { key, check } = await derive(material, header.scrypt, header.salt);
  if (!timingSafeEqual(check, header.check)) throw wrong;
  return key;
};

const derive = async ({ value }: KeyMaterial, slow: EncryptionHeader['scrypt'], salt: Buffer) => {
  const master = slow === null ? value : await stretched(value, slow);
  const expand = (purpose: string, length: number) =>
    Buffer.from(hkdfSync('sha256', master, salt, `punchcard backup 1 ${purpose}`, length));
  return { key: expand('key', 32), check: expand('check', 16) };
};

const stretched = (value: Buffer, { cost, blockSize, parallelization, salt }: NonNullable<EncryptionHeader['scrypt']>) =>
  new Promise<Buffer>((resolve, reject) => {
    const maxmem = 256 * cost * blockSize;
    scrypt(value, salt, 32, { cost, blockSize, parallelization, maxmem }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });

const TAG = 16;

/**
 * The STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizar 2015): the nonce of a chunk is its number and whether it is the last, so that
 * chunks that are missing, moved or doubled, and a file that was cut off, do not open. `bound` is what every chunk belongs to (the header).
 */
export const streamCipher = (
  key: Buffer,
  bound: Buffer,
): {
  readonly seal: (number: number, last: boolean, plain: Buffer) => Buffer;
  readonly open: (number: number, last: boolean, sealed: Buffer) => Buffer;
} => {
  const nonce = (number: number, last: boolean): Buffer => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt32BE(number, 7);
    bytes[11] = last ? 1 : 0;
    return bytes;
  };
  return {
    seal: (number, last, plain) => {
      const cipher = createCipheriv('aes-256-gcm', key, nonce(number, last)).setAAD(bound);
      return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    open: (number, last, sealed) => {
      if (sealed.length < TAG) throw new BackupDamaged(`chunk ${number} is too short`);
      const end = sealed.length - TAG;
      const decipher = createDecipheriv('aes-256-gcm', key, nonce(number, last), { authTagLength: TAG }).setAAD(bound);
      decipher.setAuthTag(sealed.subarray(end));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()]);
      } catch {
        throw new BackupDamaged(`chunk ${number} does not open`);
      }
    },
  };
};
