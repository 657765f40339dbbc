import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { RecordingLogger } from '../../../test/support/fakes.js';
import { freePort } from '../../../test/support/redis.js';
import { registerProxy } from './proxy.js';

let behind: FastifyInstance[];
let urls: string[];
let front: FastifyInstance;

/** A process that answers with its name, and with what it got. */
const start = async (name: string): Promise<string> => {
  const app = Fastify();
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.post('/interactions', (request, reply) =>
    reply.code(202).send({ name, body: request.body, signature: request.headers['x-signature-ed25519'] ?? null }),
  );
  behind.push(app);
  return app.listen({ host: '127.0.0.1', port: 0 });
};
const post = () =>
  front.inject({
    method: 'POST',
    url: '/interactions',
    headers: { 'content-type': 'application/json', 'x-signature-ed25519': 'abc' },
    payload: '{ "odd":  spaces }',
  });
const nameOf = (answer: { json: () => { name: string } }): string => answer.json().name;

beforeEach(async () => {
  behind = [];
  urls = [];
  front = Fastify();
  await registerProxy(front, { urls: () => urls, log: new RecordingLogger() });
});
afterEach(async () => {
  await Promise.all([front, ...behind].map((app) => app.close()));
});

it('hands on the very bytes with their signature, and the answer back', async () => {
  urls = [await start('p0')];
  const answer = await post();
  expect(answer.statusCode).toBe(202);
  expect(answer.json()).toEqual({ name: 'p0', body: '{ "odd":  spaces }', signature: 'abc' });
});

it('asks the processes in turn', async () => {
  urls = [await start('p0'), await start('p1')];
  const names = [await post(), await post(), await post(), await post()].map(nameOf);
  expect(names.filter((name) => name === 'p0')).toHaveLength(2);
  expect(names[0]).not.toBe(names[1]);
});

it('goes to another one when a process cannot be reached, however many ask at the same time', async () => {
  urls = [`http://127.0.0.1:${await freePort()}`, await start('p1')];
  const answers = await Promise.all(Array.from({ length: 20 }, post));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 202));
});

it('says so when there is nobody', async () => {
  expect((await post()).statusCode).toBe(503);
  urls = [`http://127.0.0.1:${await freePort()}`];
  expect((await post()).statusCode).toBe(503);
});

it('brings everything about exports of a server to one process, and to another one when that is gone', async () => {
  urls = [await start('p0'), await start('p1')];
  const ask = (guild: string, data: object) =>
    front.inject({
      method: 'POST',
      url: '/interactions',
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify({ data, guild_id: guild, member: { user: { id: '7' } } }),
    });
  const made = nameOf(await ask('9', { name: 'export' }));
  for (let at = 0; at < 3; at += 1) expect(nameOf(await ask('9', { custom_id: 'pc1:export-cancel:7:1' }))).toBe(made);
  const servers = await Promise.all(Array.from({ length: 20 }, (_, at) => ask(`${at}`, { name: 'export' })));
  expect(new Set(servers.map(nameOf)).size).toBe(2);
  await behind[made === 'p0' ? 0 : 1]?.close();
  expect(nameOf(await ask('9', { name: 'export' }))).not.toBe(made);
});
