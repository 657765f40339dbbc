import { pictureProblem, type PictureSpec } from '../domain/picture.js';
import type { Cancel, Clock, Logger, Metrics, Pictures } from '../domain/ports.js';
import { startThread } from '../threads/start.js';
import { createThreadWork, type WorkThread } from '../threads/thread-work.js';
import { keptPictures, keyOf } from './kept.js';
import type { Drawn, Order } from './messages.js';

export type DrawingThread = WorkThread<Order, Drawn>;

export interface PicturesDeps {
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Ours unless told. */
  readonly startThread?: () => DrawingThread;
}

/** A picture that takes longer than this is given up, with its thread, ms: people wait for it. */
export const DRAWN_WITHIN_MS = 8_000;
/** A thread that drew nothing for so long is ended, ms: it holds about 60 MiB. What it drew is forgotten then too. */
export const IDLE_MS = 600_000;
/** Pictures that may wait at the same time; one more is refused. */
export const WAITING_MAX = 20;

/** Draws pictures in a thread of their own, so that no click waits for one. A picture that is asked for again is not drawn again. */
export const createPictures = (deps: PicturesDeps): Pictures & { close(): Promise<void> } => {
  const { clock, log, metrics, startThread: start = ownThread } = deps;
  const limits = { withinMs: DRAWN_WITHIN_MS, idleMs: IDLE_MS, waitingMax: WAITING_MAX };
  const work = createThreadWork<Order, Drawn>({ name: 'pictures', startThread: start, ...limits, clock, log });
  const kept = keptPictures();
  /** Those that are being drawn, so that two who ask at the same time wait for one. */
  const coming = new Map<string, Promise<Uint8Array | null>>();
  let cancelForgetting: Cancel = () => undefined;

  const drawn = async (spec: PictureSpec): Promise<Uint8Array | null> => {
    const began = clock.monotonic();
    const answer = await work.ask({ spec });
    const png = answer !== null && 'png' in answer ? answer.png : null;
    if (answer !== null && 'reason' in answer) log.error({ reason: answer.reason }, 'a picture could not be drawn');
    metrics.count('pictures', { outcome: png === null ? 'failed' : 'drawn' });
    if (png !== null) metrics.observe('picture_ms', clock.monotonic() - began);
    return png;
  };

  const keep = (key: string, png: Uint8Array): void => {
    kept.set(key, png);
    cancelForgetting();
    cancelForgetting = clock.after(IDLE_MS, () => kept.clear());
  };

  return {
    async draw(spec) {
      const problem = pictureProblem(spec);
      if (problem !== null) {
        log.error({ problem }, 'this picture cannot be drawn');
        return null;
      }
      const key = keyOf(spec);
      const before = kept.get(key) ?? coming.get(key);
      if (before !== undefined) {
        metrics.count('pictures', { outcome: 'kept' });
        return before;
      }
      const one = drawn(spec);
      coming.set(key, one);
      const png = await one;
      coming.delete(key);
      if (png !== null) keep(key, png);
      return png;
    },
    async close() {
      cancelForgetting();
      kept.clear();
      await work.close();
    },
  };
};

/** MiB: a picture needs a few, and a mistake in one should not take the memory of the process. */
const LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 };

const ownThread = (): DrawingThread =>
  startThread(new URL('./worker.js', import.meta.url), { name: 'pictures', resourceLimits: LIMITS });
