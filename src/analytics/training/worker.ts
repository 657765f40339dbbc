import { parentPort, workerData } from 'node:worker_threads';
import { chooseBackend } from './backend.js';
import { Task, type Message } from './messages.js';
import { train } from './train.js';

/** The thread that trains: it is started for a task (`trainer.ts`), answers, and ends. */
const say = (message: Message): void => {
  parentPort?.postMessage(message);
};

const { series, untils, seed } = Task.parse(workerData);
const backend = await chooseBackend((text) => {
  say({ kind: 'warning', text });
});
say({ kind: 'backend', backend });
for (const until of untils) say({ kind: 'network', network: await train({ series, until, seed }) });
say({ kind: 'done' });
