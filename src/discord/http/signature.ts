import { createPublicKey, verify, type KeyObject } from 'node:crypto';

/** DER prefix that makes a raw 32-byte Ed25519 key a SubjectPublicKeyInfo (RFC 8410). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
/** A request older or newer than this is refused, so that a recorded one cannot be sent again later. */
const REPLAY_WINDOW_MS = 5 * 60_000;

/** @throws TypeError when `hex` is not the 64 hex digits of an Ed25519 public key */
export const publicKeyOf = (hex: string): KeyObject => {
  if (!/^[0-9a-f]{64}$/i.test(hex)) throw new TypeError('DISCORD_PUBLIC_KEY must be 64 hex digits');
  return createPublicKey({ key: Buffer.concat([SPKI_PREFIX, Buffer.from(hex, 'hex')]), format: 'der', type: 'spki' });
};

export interface SignedRequest {
  /** `X-Signature-Ed25519`: 128 hex digits. */
  readonly signature: unknown;
  /** `X-Signature-Timestamp`: seconds since the epoch. */
  readonly timestamp: unknown;
  readonly body: Uint8Array;
}

/** `untimely`: Discord signed it, but not lately by our clock. `signedAt`: ms. */
export type Verdict =
  { readonly kind: 'genuine' } | { readonly kind: 'forged' } | { readonly kind: 'untimely'; readonly signedAt: number };

const FORGED: Verdict = { kind: 'forged' };
const GENUINE: Verdict = { kind: 'genuine' };

/** Did Discord sign timestamp + raw body, and recently? `now` in ms. Never throws. */
export const judge = (key: KeyObject, { signature, timestamp, body }: SignedRequest, now: number): Verdict => {
  if (typeof signature !== 'string' || !/^[0-9a-f]{128}$/i.test(signature)) return FORGED;
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return FORGED;
  if (!verify(null, Buffer.concat([Buffer.from(timestamp), body]), key, Buffer.from(signature, 'hex'))) return FORGED;
  const signedAt = Number(timestamp) * 1_000;
  return Math.abs(now - signedAt) > REPLAY_WINDOW_MS ? { kind: 'untimely', signedAt } : GENUINE;
};
