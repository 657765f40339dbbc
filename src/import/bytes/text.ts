import type { Encoding } from '../api.js';
import { FileRefused } from '../refused.js';

export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
  readonly hasByteOrderMark: boolean;
}

/** Bytes that are looked at where the encoding has to be found out by them. */
const LOOKED_AT = 4_096;

/**
 * The text of bytes: by their byte order mark, else as UTF-16 where every other byte is 0 (as text of our part of the world has it), else as UTF-8,
 * and as windows-1252 where they are no UTF-8.
 * @throws FileRefused IMPORT_FILE_DAMAGED where they are no text at all
 */
export const decode = (bytes: Uint8Array, said: Encoding | null): DecodedText => {
  const marked = markOf(bytes);
  const encoding = said ?? marked ?? guessed(bytes);
  const text = textOf(bytes, encoding, said !== null);
  if (text === null) return decodedAs(bytes, 'windows-1252');
  return { text: checked(text), encoding, hasByteOrderMark: marked === encoding };
};

const decodedAs = (bytes: Uint8Array, encoding: Encoding): DecodedText => ({
  text: checked(new TextDecoder(encoding).decode(bytes)),
  encoding,
  hasByteOrderMark: false,
});

const markOf = (bytes: Uint8Array): Encoding | null => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
};

const guessed = (bytes: Uint8Array): Encoding => {
  const length = Math.min(bytes.length, LOOKED_AT);
  let [even, odd] = [0, 0];
  for (let at = 0; at < length; at += 1) {
    if (bytes[at] !== 0) continue;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  const half = length / 2;
  if (odd > half * 0.6 && even < half * 0.1) return 'utf-16le';
  return even > half * 0.6 && odd < half * 0.1 ? 'utf-16be' : 'utf-8';
};

/** Null: it is not in this encoding, and nobody has said that it were. */
const textOf = (bytes: Uint8Array, encoding: Encoding, isSaid: boolean): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: encoding === 'utf-8' && !isSaid }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
};

/** A picture or a program is no text: it has control characters that no text has. */
const checked = (text: string): string => {
  const head = text.slice(0, LOOKED_AT);
  let odd = 0;
  for (let at = 0; at < head.length; at += 1) {
    const code = head.charCodeAt(at);
    if (code < 9 || (code > 13 && code < 32 && code !== 27)) odd += 1;
  }
  if (odd > 0 && odd >= head.length / 100) throw new FileRefused('IMPORT_FILE_DAMAGED');
  return text;
};
