import { afterEach, beforeEach, expect, it } from 'vitest';
import { startReceiver, type Receiver } from '../../../test/support/receiver.js';
import type { ResolveName } from './public-names.js';
import { createSender, type Sender } from './sender.js';

let receiver: Receiver;
const senders: Sender[] = [];

beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(async () => {
  for (const sender of senders.splice(0)) await sender.close();
  await receiver.close();
});

const sender = (isPrivateAllowed: boolean, resolve?: ResolveName): Sender => {
  const made = createSender({ isPrivateAllowed, ...(resolve === undefined ? {} : { resolve }) });
  senders.push(made);
  return made;
};
const at = (...addresses: readonly string[]): ResolveName => {
  return () => Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));
};
const named = () => `http://hooks.example:${receiver.port}/hook`;

it('sends the body and its headers, and says what was answered', async () => {
  const sent = await sender(true, at('127.0.0.1')).send(named(), { 'x-one': '1' }, '{"a":1}');
  expect(sent).toEqual({ ok: true, status: 200 });
  expect(receiver.got).toMatchObject([{ body: '{"a":1}', headers: { 'x-one': '1' } }]);
});

it.each([
  [500, { ok: false, answer: '500', isGone: false }],
  [410, { ok: false, answer: '410', isGone: true }],
] as const)('takes %i for a failure', async (status, sent) => {
  receiver.how.answer = () => status;
  expect(await sender(true).send(receiver.url, {}, '{}')).toEqual(sent);
});

it('follows no redirect', async () => {
  receiver.how.answer = () => 302;
  receiver.how.headers = { location: `http://127.0.0.1:${receiver.port}/elsewhere` };
  expect(await sender(true).send(receiver.url, {}, '{}')).toMatchObject({ ok: false, answer: '302' });
  expect(receiver.got).toHaveLength(1);
});

it('says that nobody answers', async () => {
  receiver.how.answer = () => null;
  expect(await sender(true).send(receiver.url, {}, '{}')).toMatchObject({ ok: false, answer: 'unreachable' });
});

it('goes to no address of the own network, however it is written', async () => {
  const { port } = receiver;
  for (const host of ['127.0.0.1', '2130706433', '0x7f.1', '0', '[::1]', '[::ffff:127.0.0.1]', 'localhost'])
    expect(await sender(false).send(`http://${host}:${port}/`, {}, '{}')).toMatchObject({ answer: 'refused' });
  expect(receiver.got).toEqual([]);
});

it('goes to no name that is at such an address, also when it has a public one beside it', async () => {
  for (const resolve of [at('127.0.0.1'), at('93.184.216.34', '127.0.0.1'), at('::ffff:127.0.0.1'), at()])
    expect(await sender(false, resolve).send(named(), {}, '{}')).toMatchObject({ ok: false, answer: 'refused' });
  expect(receiver.got).toEqual([]);
});

it('connects to the very address that was checked: a name that answers otherwise the second time gains nothing', async () => {
  let asked = 0;
  const rebinding: ResolveName = () => {
    asked += 1;
    return Promise.resolve([{ address: asked === 1 ? '10.0.0.1' : '127.0.0.1', family: 4 }]);
  };
  const careful = sender(false, rebinding);
  expect(await careful.send(named(), {}, '{}')).toMatchObject({ answer: 'refused' });
  expect(await careful.send(named(), {}, '{}')).toMatchObject({ answer: 'refused' });
  expect(receiver.got).toEqual([]);
  // With the check switched off it is seen that each connection asks once and goes where that answer says.
  asked = 1;
  expect(await sender(true, rebinding).send(named(), {}, '{}')).toMatchObject({ ok: true });
  expect(asked).toBe(2);
});
