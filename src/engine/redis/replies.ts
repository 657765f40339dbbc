import { CorruptData } from '../codec/blob.js';

/** Parsers of raw replies; Redis answers bulk strings as Buffers here. All throw `CorruptData` on another shape. */

export const bytes = (reply: unknown): Buffer => (Buffer.isBuffer(reply) ? reply : wrong(reply, 'a string'));
export const bytesOrNull = (reply: unknown): Buffer | null => (reply === null ? null : bytes(reply));
export const text = (reply: unknown): string => (typeof reply === 'string' ? reply : bytes(reply).toString());
export const list = (reply: unknown): readonly unknown[] => (Array.isArray(reply) ? reply : wrong(reply, 'a list'));

/** A whole number, as an integer reply or as text. */
export const integer = (reply: unknown): number => {
  const value = typeof reply === 'number' ? reply : Number(text(reply));
  return Number.isSafeInteger(value) ? value : wrong(reply, 'a whole number');
};

/** `[a, 1, b, 2]` as pairs. */
export function* pairs(reply: unknown): Generator<readonly [Buffer, Buffer]> {
  const cells = list(reply);
  for (let at = 0; at < cells.length; at += 2) yield [bytes(cells[at]), bytes(cells[at + 1])];
}

const wrong = (reply: unknown, wanted: string): never => {
  throw new CorruptData(`a reply of Redis is not ${wanted} but ${typeof reply}`);
};
