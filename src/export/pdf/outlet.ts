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
/** Text that is kept before it becomes bytes: one long piece takes much less time than many short ones. */
const TEXT_KEPT = 1 << 13;

export const createOutlet = (sink: Sink): Outlet => {
  let full: Uint8Array[] = [];
  let block = Buffer.allocUnsafe(BLOCK);
  let used = 0;
  let text = '';
  const begin = (): void => {
    full.push(block.subarray(0, used));
    block = Buffer.allocUnsafe(BLOCK);
    used = 0;
  };
  const putText = (): void => {
    const kept = text;
    text = '';
    for (let at = 0; at < kept.length;) {
      const some = kept.length - at <= BLOCK - used ? kept.slice(at) : kept.slice(at, at + BLOCK - used);
      used += block.write(some, used, 'latin1');
      at += some.length;
      if (used === BLOCK) begin();
    }
  };
  const drain = async (): Promise<void> => {
    const blocks = full;
    full = [];
    for (const each of blocks) await sink.write(each);
  };
  return {
    take(bytes) {
      putText();
      for (let at = 0; at < bytes.length;) {
        const some = bytes.subarray(at, at + BLOCK - used);
        block.set(some, used);
        used += some.length;
        at += some.length;
        if (used === BLOCK) begin();
      }
    },
    takeText(more) {
      text += more;
      if (text.length >= TEXT_KEPT) putText();
    },
    drain,
    async finish() {
      putText();
      full.push(block.subarray(0, used));
      await drain();
    },
  };
};
