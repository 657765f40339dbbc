import { parentPort, workerData } from 'node:worker_threads';
import type { Numbered } from '../../threads/thread-work.js';
import { forecastOf } from '../forecast/forecast.js';
import { networkCandidate } from '../network/network.js';
import { createNetworkStore } from '../training/store.js';
import type { Answer, Order, Setup } from './messages.js';
import { stepBack } from '../../threads/priority.js';

/** The thread that makes forecasts. It answers each order with one answer, in order. People wait for it, so it goes before the thread that trains. */
stepBack(5);
const { directory } = workerData as Setup;

const answer = async ({ n, space, trustedAfter, input }: Numbered<Order>): Promise<Numbered<Answer>> => {
  const warnings: string[] = [];
  const warn = (fields: Readonly<Record<string, unknown>>, text: string): void =>
    void warnings.push(`${text}: ${String(fields['file'])}`);
  try {
    // Read each time: another process may have trained, or erased, in between.
    const stored = trustedAfter === null ? [] : await createNetworkStore(directory, { warn }).read(space, trustedAfter);
    const network = stored.length === 0 ? {} : { network: networkCandidate(stored.map((each) => each.network)) };
    return { n, warnings, answer: forecastOf({ ...input, ...network }) };
  } catch (error) {
    return { n, warnings, reason: error instanceof Error ? error.message : String(error) };
  }
};

let before: Promise<unknown> = Promise.resolve();
parentPort?.on('message', (order: Numbered<Order>) => {
  before = before.then(async () => parentPort?.postMessage(await answer(order)));
});
