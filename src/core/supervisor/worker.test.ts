import { EventEmitter } from 'node:events';
import { beforeEach, expect, it } from 'vitest';
import { RecordingLogger } from '../../../test/support/fakes.js';
import type { ToSupervisor } from './messages.js';
import { connectToSupervisor, readWorkerRole, workerArguments, type Channel, type WorkerLink } from './worker.js';

class FakeChannel extends EventEmitter implements Channel {
  connected = true;
  readonly sent: ToSupervisor[] = [];
  send(message: ToSupervisor): void {
    this.sent.push(message);
  }
}

const ROLE = { name: 'p1', processes: 3, standby: true };

let channel: FakeChannel;
let stops: string[];
let link: WorkerLink;

beforeEach(() => {
  channel = new FakeChannel();
  stops = [];
  link = connectToSupervisor(ROLE, { channel, log: new RecordingLogger(), stop: (reason) => void stops.push(reason) });
});

it('knows its role from its arguments, and that it has none', () => {
  expect(readWorkerRole(workerArguments(ROLE))).toEqual(ROLE);
  expect(readWorkerRole(workerArguments({ ...ROLE, standby: false }))).toEqual({ ...ROLE, standby: false });
  expect(readWorkerRole([])).toBeNull();
});

it('identifies when it is told to, and says so first', async () => {
  const done: number[] = [];
  const both = [2, 3].map((shard) => link.identify(shard, new AbortController().signal).then(() => done.push(shard)));
  expect(channel.sent).toEqual([
    { type: 'wantIdentify', n: 1, shard: 2 },
    { type: 'wantIdentify', n: 2, shard: 3 },
  ]);
  channel.emit('message', { type: 'identify', n: 2 });
  expect(channel.sent.at(-1)).toEqual({ type: 'identifying', n: 2 });
  await both[1];
  expect(done).toEqual([3]);
  channel.emit('message', { type: 'identify', n: 1 });
  await both[0];
});

it('gives its turn up when the shard is closed meanwhile, and does not take it any more', async () => {
  const closing = new AbortController();
  const turn = link.identify(0, closing.signal);
  closing.abort();
  await expect(turn).rejects.toThrow();
  expect(channel.sent.at(-1)).toEqual({ type: 'noIdentify', n: 1 });
  channel.emit('message', { type: 'identify', n: 1 });
  expect(channel.sent).toHaveLength(2);
});

it('does what it is asked: takes over, registers, tells how it is', async () => {
  const did: string[] = [];
  channel.emit('message', { type: 'report', n: 1 });
  await Promise.resolve();
  expect(channel.sent).toEqual([{ type: 'report', n: 1, report: null }]);
  link.answerWith({
    takeOver: () => did.push('takeOver'),
    register: () => Promise.reject(new Error('refused')),
    report: () => Promise.reject(new Error('broken')),
  });
  channel.emit('message', { type: 'takeOver' });
  expect(did).toEqual(['takeOver']);
  channel.emit('message', { type: 'register' });
  channel.emit('message', { type: 'report', n: 2 });
  await new Promise((resolve) => setImmediate(resolve));
  expect(channel.sent.slice(1)).toEqual([{ type: 'tookOver' }, { type: 'registered' }, { type: 'report', n: 2, report: null }]);
});

it('ends when it is told to, or when nobody is left to tell it anything', () => {
  channel.emit('message', { type: 'stop' });
  expect(stops).toHaveLength(1);
  channel.connected = false;
  channel.emit('disconnect');
  expect(stops).toHaveLength(2);
  link.ready(null);
  expect(channel.sent).toEqual([]);
});

it('ends when the supervisor was gone before it could be listened to', () => {
  channel.connected = false;
  connectToSupervisor(ROLE, { channel, log: new RecordingLogger(), stop: (reason) => void stops.push(reason) });
  expect(stops).toHaveLength(1);
});

it('is not disturbed by what another version says', () => {
  for (const message of [null, 'x', { type: 'dance' }, { type: 'identify' }]) channel.emit('message', message);
  expect([channel.sent, stops]).toEqual([[], []]);
});
