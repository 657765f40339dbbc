import { Readable } from 'node:stream';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { RecordingLogger } from '../../../test/support/fakes.js';
import { freePort } from '../../../test/support/redis.js';
import { registerHandingOn } from './hand-on.js';

let behind: FastifyInstance[];
let urls: string[];
let front: FastifyInstance;
let address: string;

const start = async (name: string): Promise<string> => {
  const app = Fastify({ bodyLimit: 8 << 20 });
  app.get('/api/v1/me', (request, reply) =>
    reply
      .header('etag', '"1"')
      .send({ name, from: request.headers['x-forwarded-for'], token: request.headers.authorization ?? null }),
  );
  app.post('/update', (request, reply) => reply.code(201).send({ name, length: JSON.stringify(request.body).length }));
  app.get('/api/stream', (_request, reply) =>
    reply.type('text/csv').send(Readable.from(['a'.repeat(1 << 20), 'b'.repeat(1 << 20)])),
  );
  behind.push(app);
  return app.listen({ host: '127.0.0.1', port: 0 });
};

beforeEach(async () => {
  behind = [];
  urls = [];
  front = Fastify();
  front.get('/own', () => 'ours');
  await registerHandingOn(front, { urls: () => urls, log: new RecordingLogger() });
  address = await front.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(async () => {
  await Promise.all([front, ...behind].map((app) => app.close()));
});

const get = async (path: string, headers: Record<string, string> = {}) => fetch(`${address}${path}`, { headers });

it('hands on requests, answers and streams, and says from where they come whatever they say themselves', async () => {
  urls = [await start('p0')];
  const me = await get('/api/v1/me', { authorization: 'Bearer x', 'x-forwarded-for': '1.2.3.4' });
  expect(await me.json()).toEqual({ name: 'p0', from: '127.0.0.1', token: 'Bearer x' });
  expect(me.headers.get('etag')).toBe('"1"');
  expect((await (await get('/api/stream')).text()).length).toBe(2 << 20);
  const body = JSON.stringify([{ description: 'x'.repeat(3 << 20) }]);
  const posted = await fetch(`${address}/update`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  expect([posted.status, await posted.json()]).toEqual([201, { name: 'p0', length: body.length }]);
  expect(await (await get('/own')).text()).toBe('ours');
});

it('brings the same caller to the same process, and different ones to all', async () => {
  urls = [await start('p0'), await start('p1')];
  const nameFor = async (token: string) =>
    ((await (await get('/api/v1/me', { authorization: token })).json()) as { name: string }).name;
  const names = new Set<string>();
  for (let caller = 0; caller < 20; caller += 1) {
    const name = await nameFor(`Bearer ${caller}`);
    expect(await nameFor(`Bearer ${caller}`)).toBe(name);
    names.add(name);
  }
  expect(names.size).toBe(2);
});

it('goes to another process when one cannot be reached, and says so when there is none', async () => {
  urls = [`http://127.0.0.1:${await freePort()}`, await start('p1')];
  for (let caller = 0; caller < 8; caller += 1) {
    const body = JSON.stringify([caller]);
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${caller}` };
    expect((await fetch(`${address}/update`, { method: 'POST', body, headers })).status).toBe(201);
  }
  urls = [];
  const none = await get('/api/v1/me');
  expect(none.status).toBe(503);
  expect(none.headers.get('content-type')).toBe('application/problem+json');
});
