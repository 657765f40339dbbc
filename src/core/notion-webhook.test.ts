import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { guildSpace, type SpaceId } from '../domain/ids.js';
import { registerNotionWebhook } from './notion-webhook.js';

const KEY = 'abcdefghijkl';

it('hands over what came, byte for byte, and says as little as it can', async () => {
  const heard: [SpaceId, string, string, string | undefined][] = [];
  const app = Fastify();
  await registerNotionWebhook(app, {
    isConnected: (space) => Promise.resolve(space === guildSpace('1')),
    receive: (space, key, body, signature) => {
      heard.push([space, key, body.toString(), signature]);
      return Promise.resolve(signature === undefined ? 'refused' : 'taken');
    },
  });
  const post = async (path: string, payload: string, headers: Readonly<Record<string, string>> = {}): Promise<number> =>
    (await app.inject({ method: 'POST', url: path, payload, headers: { 'content-type': 'application/json', ...headers } }))
      .statusCode;
  const odd = '{ "a" : 1 }';
  expect(await post(`/notion/g1/${KEY}`, odd, { 'x-notion-signature': 'sha256=00' })).toBe(200);
  expect(await post(`/notion/g1/${KEY}`, odd)).toBe(401);
  expect(heard).toEqual([
    [guildSpace('1'), KEY, odd, 'sha256=00'],
    [guildSpace('1'), KEY, odd, undefined],
  ]);
  expect(await post(`/notion/g2/${KEY}`, odd)).toBe(404);
  expect(await post(`/notion/nobody/${KEY}`, odd)).toBe(404);
  expect(await post(`/notion/g1/${KEY}`, 'x'.repeat(70_000))).toBe(413);
  expect(heard).toHaveLength(2);
  await app.close();
});
