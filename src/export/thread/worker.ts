import { parentPort } from 'node:worker_threads';
import { stepBack } from '../../threads/priority.js';
import { fileSink } from '../file-sink.js';
import { openReport } from '../make-report.js';
import { WRITERS } from '../writers.js';
import type { Answer, Order } from './messages.js';

// People wait for an export, but those who click go before them.
stepBack(10);

/** Between two words about how far it is, ms: each is a message to a thread that has clicks to answer. */
const TELL_EVERY_MS = 100;

/** The thread that writes exports, one after the other. It is ended when one is cancelled, so nothing here asks about that. */
const write = async ({ n, report: spooled, format, output }: Order): Promise<Answer> => {
  const writer = await WRITERS[format]();
  const sink = fileSink(output);
  try {
    const report = openReport(spooled);
    try {
      let told = performance.now();
      await writer.write(report, sink, (rows) => {
        if (performance.now() - told < TELL_EVERY_MS) return;
        told = performance.now();
        tell({ n, kind: 'rows', rows });
      });
    } finally {
      report.close();
    }
    return { n, kind: 'done', size: sink.finish() };
  } finally {
    sink.close();
  }
};

const tell = (answer: Answer): void => parentPort?.postMessage(answer);

const answer = async (order: Order): Promise<Answer> => {
  try {
    return await write(order);
  } catch (error) {
    return { n: order.n, kind: 'failed', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
};

let before: Promise<unknown> = Promise.resolve();
parentPort?.on('message', (order: Order) => {
  before = before.then(async () => tell(await answer(order)));
});
