import type { Sink } from '../report.js';

/** Bytes on their way to a sink, in blocks that are worth a write. */
export interface Outlet {
  take(bytes: Uint8Array): void;
  /** Text of single bytes. */
  takeText(text: string): void;
  /** Writes the blocks that are full, and waits for the sink. */
  readonly drain: () => Promise<void>;
  /** Writes everything. */
  finish(): Promise<void>;
}

const BLOCK = 1 << 16;

export const createOutlet = (sink: Sink): Outlet => {
  let full: Uint8Array[] = [];
  let block = Buffer.allocUnsafe(BLOCK);
  let used = 0;
  const begin = (): void => {
    full.push(block.subarray(0, used));
    block = Buffer.allocUnsafe(BLOCK);
    used = 0;
  };
  const drain = async (): Promise<void> => {
    const blocks = full;
    full = [];
    for (const each of blocks) await sink.write(each);
  };
  return {
    take(bytes) {
      for (let at = 0; at < bytes.length;) {
        const some = bytes.subarray(at, at + BLOCK - used);
        block.set(some, used);
        used += some.length;
        at += some.length;
        if (used === BLOCK) begin();
      }
    },
    takeText(text) {
      for (let at = 0; at < text.length;) {
        const some = text.length - at <= BLOCK - used ? text.slice(at) : text.slice(at, at + BLOCK - used);
        used += block.write(some, used, 'latin1');
        at += some.length;
        if (used === BLOCK) begin();
      }
    },
    drain,
    async finish() {
      full.push(block.subarray(0, used));
      await drain();
    },
  };
};
