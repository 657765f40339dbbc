import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ADA, createApiHarness, type ApiHarness } from '../../../test/support/api-harness.js';
import { Secret } from '../secret.js';
import { madeUp } from '../dynamodb/seed.js';
import { EXIT } from './exit.js';
import { flatRow } from './row.js';
import { sendRows, ROWS_AT_ONCE } from './send.js';
import { targetOf } from './target.js';

/* The programs against the flat interface as the bot serves it. */

let h: ApiHarness;
let url: string;
beforeAll(async () => {
  h = await createApiHarness();
  await h.app.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(h.app.server.address() as AddressInfo).port}`;
});
afterAll(() => h.app.close());

const sending = {
  fetch: (to: URL, init: RequestInit) => fetch(to, init),
  wait: () => Promise.resolve(),
  random: { next: () => 0 },
};
const send = (rows: Parameters<typeof sendRows>[0], token = h.tokens.ada) =>
  sendRows(rows, targetOf({ url, token }, {}), sending);

it('brings rows once, in several requests, and gets them back as they are', async () => {
  const rows = madeUp(ROWS_AT_ONCE + 20, 1, h.clock.now());
  expect(await send(rows)).toEqual({ added: rows.length, known: 0, differences: [], refused: [] });
  expect(await send(rows)).toEqual({ added: 0, known: rows.length, differences: [], refused: [] });
  const fetched = (await h.call('GET /fetch?period=week')).body;
  expect(rows).toEqual(expect.arrayContaining(fetched as unknown as unknown[]));
});

it('hears of differences and of rows that are not taken, by the row', async () => {
  const hour = 3_600_000;
  const at = h.clock.now() - 900 * 24 * hour;
  const [fine, different, unnamable] = [
    flatRow('Fine', { start: at, end: at + hour }, ''),
    { ...flatRow('Different', { start: at + 2 * hour, end: at + 3 * hour }, ''), duration: 2.5 },
    flatRow('x'.repeat(60), { start: at + 4 * hour, end: at + 5 * hour }, ''),
  ];
  const receipt = await send([fine, unnamable, different]);
  expect(receipt).toMatchObject({ added: 2, known: 0, differences: [{ row: different, stated: 2.5, counted: 1 }] });
  expect(receipt.refused).toMatchObject([{ row: unnamable }]);
});

it('is refused with a token that is unknown, or may only read', async () => {
  const rows = madeUp(1, 2, h.clock.now());
  const reading = await h.tokenOf(ADA, ['own:read']);
  for (const token of ['unknown', reading]) await expect(send(rows, token)).rejects.toMatchObject({ exit: EXIT.refused });
  const nowhere = { url: new URL('http://127.0.0.1:1/'), token: new Secret('x') };
  await expect(sendRows(rows, nowhere, sending)).rejects.toMatchObject({ exit: EXIT.away });
});
