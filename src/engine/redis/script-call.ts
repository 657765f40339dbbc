import { Command } from 'ioredis';

/** Several Buffers are one argument, joined. */
export type ScriptArg = string | number | Buffer | readonly Buffer[];

/**
 * EVAL or EVALSHA as it goes over the wire, put together in one piece. ioredis measures and copies each argument by itself, and a batch of commits
 * has dozens of them, a fold of the boards thousands.
 */
export class ScriptCall extends Command {
  readonly #wire: Buffer;

  /** @param script its hash for EVALSHA, its source for EVAL */
  constructor(name: 'EVAL' | 'EVALSHA', script: string, keys: readonly string[], args: readonly ScriptArg[]) {
    // The first key says where it goes in a cluster; nothing else is looked at.
    super(name, [script, '1', keys[0] ?? ''], { replyEncoding: null });
    this.#wire = wire([name, script, keys.length, ...keys, ...args]);
  }

  override toWritable(): Buffer {
    return this.#wire;
  }
}

/** A command in the protocol of Redis: an array of bulk strings. */
const wire = (parts: readonly ScriptArg[]): Buffer => {
  const plain = pieces(parts, lengthOf);
  // Right when all of it is plain text, which nearly everything is: looked at once, not for each.
  return joined(
    plain.every((piece) => typeof piece !== 'string' || Buffer.byteLength(piece) === piece.length)
      ? plain
      : pieces(parts, bytesOf),
  );
};

const lengthOf = ({ length }: string): number => length;
const bytesOf = (text: string): number => Buffer.byteLength(text);

/** @param sizeOf the bytes of a text */
const pieces = (parts: readonly ScriptArg[], sizeOf: (text: string) => number): readonly (string | Buffer)[] => {
  const found: (string | Buffer)[] = [];
  let text = `*${parts.length}\r\n`;
  for (const part of parts) {
    if (typeof part === 'string') text += `$${sizeOf(part)}\r\n${part}\r\n`;
    else if (typeof part === 'number') text += `$${String(part).length}\r\n${part}\r\n`;
    else {
      const bytes = Buffer.isBuffer(part) ? [part] : part;
      found.push(`${text}$${bytes.reduce((sum, { length }) => sum + length, 0)}\r\n`, ...bytes);
      text = '\r\n';
    }
  }
  found.push(text);
  return found;
};

/** Bytes of one piece of memory; commands lie in it one after the other, and it lives as long as any of them. */
const SLAB = 256 << 10;
let slab = Buffer.allocUnsafeSlow(SLAB);
let used = 0;

const joined = (all: readonly (string | Buffer)[]): Buffer => {
  let size = 0;
  for (const piece of all) size += typeof piece === 'string' ? Buffer.byteLength(piece) : piece.length;
  if (used + size > slab.length) {
    slab = Buffer.allocUnsafeSlow(Math.max(SLAB, size));
    used = 0;
  }
  const from = used;
  for (const piece of all) used += typeof piece === 'string' ? slab.write(piece, used) : piece.copy(slab, used);
  return slab.subarray(from, used);
};
