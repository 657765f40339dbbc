import { createPrivateKey, createPublicKey, sign } from 'node:crypto';

/** A DER SubjectPublicKeyInfo of Ed25519 ends with the 32 bytes of the key. */
const KEY_BYTES = 32;

/** The public key of a PEM private key, hexadecimal as the developer portal shows it. */
export const verifyKeyOf = (privateKey: string): string =>
  createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).subarray(-KEY_BYTES).toString('hex');

/** Signs `timestamp + body`, hexadecimal. */
export const signBody = (privateKey: string, timestamp: string, body: string): string =>
  sign(null, Buffer.from(timestamp + body), createPrivateKey(privateKey)).toString('hex');
