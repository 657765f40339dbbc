import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { PictureSpec } from '../domain/picture.js';

/** All pictures that are kept, bytes: some hundred. */
export const KEPT_BYTES = 8 * 1_024 * 1_024;

/** What two specs that look the same have in common. The alt text is not drawn, so it does not count. */
export const keyOf = ({ locale, title, charts }: PictureSpec): string =>
  createHash('sha256')
    .update(JSON.stringify([locale, title, charts]))
    .digest('base64url');

/** The pictures that were asked for last, by what is seen on them: whoever turns a page back waits for none, and data that changed is another picture. */
export const keptPictures = (): LRUCache<string, Uint8Array> =>
  new LRUCache({ maxSize: KEPT_BYTES, sizeCalculation: (png) => Math.max(1, png.byteLength) });
