import { parentPort } from 'node:worker_threads';
import type { DaySeries } from '../forecast/series.js';
import { stepBack } from '../../threads/priority.js';
import { chooseBackend } from './backend.js';
import { Order, type Message } from './messages.js';
import { train } from './train.js';

/** The thread that trains: it is started for one training (`trainer.ts`), gathers the days of the members, answers, and ends. */
const say = (message: Message): void => {
  parentPort?.postMessage(message);
};

// Nobody waits for a training.
stepBack(19);
const series: DaySeries[] = [];

const trainAll = async ({ untils, seed }: Extract<Order, { readonly kind: 'train' }>): Promise<void> => {
  const backend = await chooseBackend((text) => {
    say({ kind: 'warning', text });
  });
  say({ kind: 'backend', backend });
  for (const until of untils) say({ kind: 'network', network: await train({ series, until, seed }) });
  say({ kind: 'done' });
};

// What it rejects with ends the thread, and `trainer.ts` hears of it.
parentPort?.on('message', (raw) => {
  const order = Order.parse(raw);
  if (order.kind === 'days') series.push(...order.series);
  else void trainAll(order);
});
