import type { PictureSpec } from '../domain/picture.js';

/** To the drawing thread, which is always of the same version: nothing has to be parsed. */
export interface Order {
  readonly spec: PictureSpec;
}

/** From it: the bytes of a PNG, or why there are none. */
export type Drawn = { readonly png: Uint8Array } | { readonly reason: string };
