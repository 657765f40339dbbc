import { readFileSync } from 'node:fs';
import util, { TextDecoder } from 'node:util';

/**
 * The variables of an env file, for the few that set-up looks at before anything is built. The program itself reads the file again and says what
 * is wrong with it (src/core/env-file.ts).
 * @param {string} file
 * @returns {Readonly<Record<string, string | undefined>>} none when it cannot be read
 */
export function readEnvFile(file) {
  try {
    return util.parseEnv(decode(readFileSync(file)));
  } catch {
    return {};
  }
}

/** By its byte-order mark, which the decoders take away. @param {Uint8Array} bytes */
const decode = (bytes) => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes);
};
