import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { afterEach, expect, it } from 'vitest';
import { RecordingLogger } from '../../../test/support/fakes.js';
import { handOn } from './hand-on.js';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const processThat = async (answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> => {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => (server.closeAllConnections(), server.close()));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
const supervisorOf = async (urls: readonly string[]) => {
  const log = new RecordingLogger();
  const app = Fastify({ forceCloseConnections: true });
  app.get('/healthz', () => 'own');
  await handOn(app, { urls: () => urls, log });
  closers.push(() => app.close());
  return { url: await app.listen({ host: '127.0.0.1', port: 0 }), log };
};

it('hands on what is not its own, with what belongs to it, and says from where it comes', async () => {
  const heard: { method: string | undefined; url: string | undefined; headers: IncomingMessage['headers']; body: string }[] = [];
  const page = await processThat((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      heard.push({ method: request.method, url: request.url, headers: request.headers, body });
      response.writeHead(303, { location: '/app/', 'set-cookie': ['a=1', 'b=2'], connection: 'close' }).end('there');
    });
  });
  const { url } = await supervisorOf([page]);
  expect(await (await fetch(`${url}/healthz`)).text()).toBe('own');
  const headers = { cookie: 'x=y', origin: url, 'content-type': 'text/odd', 'x-forwarded-for': '6.6.6.6' };
  const answer = await fetch(`${url}/login/callback?code=c&x=%2F`, { method: 'POST', headers, body: 'a=b', redirect: 'manual' });
  expect([answer.status, answer.headers.get('location'), answer.headers.getSetCookie(), await answer.text()]).toEqual([
    ...[303, '/app/', ['a=1', 'b=2'], 'there'],
  ]);
  expect(heard).toMatchObject([{ method: 'POST', url: '/login/callback?code=c&x=%2F', body: 'a=b' }]);
  expect(heard[0]?.headers).toMatchObject({
    ...{ host: new URL(url).host, cookie: 'x=y', origin: url, 'content-type': 'text/odd', 'x-forwarded-for': '127.0.0.1' },
  });
});

it('hands on what goes on, piece by piece, and ends it when nobody listens any more', async () => {
  let ended = (): void => undefined;
  const end = new Promise<void>((resolve) => (ended = resolve));
  const live = await processThat((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n');
    response.on('close', () => ended());
  });
  const { url } = await supervisorOf([live]);
  const stop = new AbortController();
  const answer = await fetch(`${url}/api/v1/spaces/g1/events`, { signal: stop.signal });
  const read: { readonly value?: unknown } = await answer.body!.getReader().read();
  expect(Buffer.from(read.value as Uint8Array).toString()).toBe('data: 1\n\n');
  stop.abort();
  await end;
});

it('asks the next process when one cannot be reached, but sends nothing twice', async () => {
  const gone = 'http://127.0.0.1:1';
  const there = await processThat((_request, response) => response.end('there'));
  const some = await supervisorOf([gone, there]);
  const none = await supervisorOf([gone]);
  for (const cookie of ['a=1', 'b=2', 'c=3', 'd=4'])
    expect(await (await fetch(`${some.url}/app/?code=hidden`, { headers: { cookie } })).text()).toBe('there');
  expect((await fetch(`${none.url}/logout`, { method: 'POST', body: 'x' })).status).toBe(503);
  expect(JSON.stringify([...some.log.lines, ...none.log.lines])).not.toContain('hidden');
  const empty = await supervisorOf([]);
  expect((await fetch(empty.url)).status).toBe(503);
});

it('leads one person to one process', async () => {
  const [one, two] = await Promise.all(['1', '2'].map((name) => processThat((_request, response) => response.end(name))));
  const { url } = await supervisorOf([one ?? '', two ?? '']);
  const who = async (cookie: string) => (await fetch(`${url}/`, { headers: { cookie } })).text();
  const seen = new Set<string>();
  for (let n = 0; n < 12; n++) {
    const first = await who(`session=${n}`);
    expect(await who(`session=${n}`)).toBe(first);
    seen.add(first);
  }
  expect(seen.size).toBe(2);
});
