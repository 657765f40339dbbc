import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { err, ok } from '../domain/result.js';
import type { SecretBox } from '../domain/ports.js';
import { makeKeyFile, readKeyFile, secretKeyFile } from './secret-key.js';

/** What is sealed: `v1.<id of the key>.<nonce>.<tag and text>`, the last two in base64url. */
const VERSION = 'v1';
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Tells keys apart, and says nothing about the key. */
const idOf = (key: Buffer): string => createHash('sha256').update('punchcard secret key').update(key).digest('hex').slice(0, 12);
const aboutOf = (keyId: string, about: string): Buffer => Buffer.from(`${VERSION}.${keyId}.${about}`);

/**
 * Seals with AES-256-GCM. The key is the operator's, or one that is made in `DATA_DIR` the first time that something is to be sealed; it is read when it is needed, so
 * an installation that keeps no secrets has none.
 * @param given of SECRET_KEY; null: the file
 */
export const createSecretBox = ({ given, dataDir }: { readonly given: Buffer | null; readonly dataDir: string }): SecretBox => {
  const path = secretKeyFile(dataDir);
  let held = given;
  const known = async (): Promise<Buffer | null> => (held ??= await readKeyFile(path));
  return {
    seal: async (secret, about) => {
      const key = (held = (await known()) ?? (await makeKeyFile(path)));
      const keyId = idOf(key);
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(aboutOf(keyId, about));
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      const sealed = Buffer.concat([cipher.getAuthTag(), text]);
      return [VERSION, keyId, nonce.toString('base64url'), sealed.toString('base64url')].join('.');
    },
    open: async (sealed, about) => {
      const [version, keyId = '', nonce = '', rest = '', ...more] = sealed.split('.');
      if (version !== VERSION || more.length > 0) return err('damaged');
      const key = await known();
      if (key === null || idOf(key) !== keyId) return err('other-key');
      const bytes = Buffer.from(rest, 'base64url');
      try {
        const decipher = createDecipheriv(CIPHER, key, Buffer.from(nonce, 'base64url'), { authTagLength: TAG_BYTES });
        decipher.setAAD(aboutOf(keyId, about));
        decipher.setAuthTag(bytes.subarray(0, TAG_BYTES));
        return ok(Buffer.concat([decipher.update(bytes.subarray(TAG_BYTES)), decipher.final()]).toString('utf8'));
      } catch {
        return err('damaged');
      }
    },
  };
};
