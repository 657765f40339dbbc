import { parentPort } from 'node:worker_threads';
import type { Numbered } from '../threads/thread-work.js';
import type { Drawn, Order } from './messages.js';

/** The drawing thread. It answers each order with one answer, in order. */
const answer = async ({ n, spec }: Numbered<Order>): Promise<Numbered<Drawn>> => {
  try {
    // Loaded with the first order, so that what is wrong with the canvas or a font is an answer too.
    const { draw } = await import('./draw.js');
    return { n, png: await draw(spec) };
  } catch (error) {
    return { n, reason: error instanceof Error ? error.message : String(error) };
  }
};

let before: Promise<unknown> = Promise.resolve();
parentPort?.on('message', (order: Numbered<Order>) => {
  before = before.then(async () => parentPort?.postMessage(await answer(order)));
});
