import { parentPort } from 'node:worker_threads';
import type { Numbered } from '../../threads/thread-work.js';
import type { Answer, Order } from './messages.js';
import { readFile } from './read-file.js';

/** The thread that reads files, one after the other. */
const answer = (order: Order): Answer => {
  try {
    return readFile(order);
  } catch (error) {
    return { reason: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
};

parentPort?.on('message', (order: Numbered<Order>) => parentPort?.postMessage({ n: order.n, ...answer(order) }));
