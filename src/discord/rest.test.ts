import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeClock } from '../../test/support/fake-clock.js';
import { RecordingMetrics, silentLogger } from '../../test/support/fakes.js';
import { DiscordError } from './errors.js';
import { createDiscordRest, type DiscordRest } from './rest.js';
import type { DiscordTime } from './time.js';

type Reply = readonly [status: number, body?: string | undefined, headers?: Record<string, string>];

let server: Server;
let requests: { readonly line: string; readonly headers: IncomingMessage['headers']; readonly body: string }[];
let reply: (line: string) => Reply;
let rest: DiscordRest;
let clock: FakeClock;
let dates: string[];
const time: DiscordTime = {
  wantsDate: true,
  dated: (header) => void dates.push(header),
  atLeast: () => undefined,
};
const JSON_TYPE = { 'content-type': 'application/json' };

beforeEach(async () => {
  requests = [];
  dates = [];
  reply = () => [200, '{}', JSON_TYPE];
  server = createServer((request, response) => {
    void (async () => {
      const chunks: unknown[] = await request.toArray();
      const line = `${request.method ?? ''} ${request.url ?? ''}`;
      requests.push({
        line,
        headers: request.headers,
        body: Buffer.concat(chunks.filter((chunk) => Buffer.isBuffer(chunk))).toString(),
      });
      const [status, body, headers] = reply(line);
      response.writeHead(status, headers).end(body);
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  clock = new FakeClock();
  rest = createDiscordRest({
    clock,
    time,
    apiUrl: `http://127.0.0.1:${port}/api/`,
    token: 'bot-token',
    log: silentLogger,
    metrics: new RecordingMetrics(),
  });
});

afterEach(async () => {
  rest.close();
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

it('talks version 10 to the configured API, with the token, a query and an audit reason', async () => {
  reply = () => [200, '{"id":"1"}', JSON_TYPE];
  expect(await rest.request('PUT', '/guilds/1', { query: { a: 'b' }, body: { x: 1 }, reason: 'weil es gut täte' })).toEqual({
    id: '1',
  });
  expect(requests).toMatchObject([
    {
      line: 'PUT /api/v10/guilds/1?a=b',
      body: '{"x":1}',
      headers: { authorization: 'Bot bot-token', 'x-audit-log-reason': encodeURIComponent('weil es gut täte') },
    },
  ]);
});

it('survives a 204 that says it is JSON', async () => {
  reply = () => [204, undefined, JSON_TYPE];
  expect(await rest.request('PUT', '/guilds/1/members/2/roles/3')).toBeUndefined();
});

it('sends interactions without the token, with files as multipart', async () => {
  const files = [{ name: 'a.txt', data: Buffer.from('hello'), contentType: 'text/plain' }];
  await rest.interaction('POST', '/interactions/1/secret/callback', { body: { type: 4 }, files });
  const [request] = requests;
  expect(request?.headers.authorization).toBeUndefined();
  expect(request?.headers['content-type']).toMatch(/^multipart\/form-data/);
  expect(request?.body).toContain('name="payload_json"\r\n\r\n{"type":4}');
  expect(request?.body).toContain('name="files[0]"; filename="a.txt"');
});

it('says who it is on every way, and reads the time there', async () => {
  const files = [{ name: 'a.txt', data: Buffer.from('hello') }];
  await rest.request('GET', '/users/@me');
  await rest.interaction('POST', '/interactions/1/secret/callback', { body: { type: 5 } });
  await rest.interaction('POST', '/interactions/1/secret/callback', { body: { type: 4 }, files });
  await rest.interaction('PATCH', '/webhooks/1/secret/messages/@original', { body: {} });
  expect(requests).toHaveLength(4);
  // docs: Reference, User Agent
  for (const { headers } of requests) expect(headers['user-agent']).toMatch(/^DiscordBot \(https:\/\/\S+, \d[\w.]*\)( |$)/);
  expect(dates.map((date) => new Date(date).getTime())).toEqual(Array.from({ length: 4 }, () => expect.any(Number) as number));
});

it('does not even send a token that has quotes of a text editor around it', async () => {
  const quoted = createDiscordRest({
    ...{ clock, time, apiUrl: 'http://127.0.0.1:1/api', token: '\u201cabc.def\u201d' },
    ...{ log: silentLogger, metrics: new RecordingMetrics() },
  });
  await expect(quoted.request('GET', '/users/@me')).rejects.toMatchObject({ status: 401 });
  quoted.close();
});

it('does not count interactions against the limit of 50 a second', async () => {
  const began = performance.now();
  await Promise.all(
    Array.from({ length: 120 }, (_, n) =>
      rest.interaction('PATCH', `/webhooks/100000000000000001/token${n}/messages/@original`, { body: {} }),
    ),
  );
  expect(requests).toHaveLength(120);
  expect(performance.now() - began).toBeLessThan(1_900);
});

describe('failures', () => {
  const failure = async (run: () => Promise<unknown>): Promise<DiscordError> => {
    const error = await run().then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof DiscordError)) throw new Error(`expected a DiscordError, got ${String(error)}`);
    return error;
  };

  it('carry the status and Discord’s code', async () => {
    reply = () => [404, '{"message":"Unknown Member","code":10007}', JSON_TYPE];
    const error = await failure(() => rest.request('GET', '/guilds/1/members/2'));
    expect(error).toMatchObject({ status: 404, code: 10_007, retryable: false });
  });

  it('never carry an interaction’s token', async () => {
    reply = () => [400, '{"message":"Invalid Form Body","code":50035}', JSON_TYPE];
    for (const path of ['/interactions/1/very-secret/callback', '/webhooks/1/very-secret/messages/@original'] as const) {
      const error = await failure(() => rest.interaction('POST', path, { body: { content: 'private' } }));
      expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(/very-secret|private/);
      expect(error.cause).toBeUndefined();
    }
  });

  it.each<[string, Reply]>([
    ['500', [500, 'oops']],
    ['502 with a page', [502, '<html>', { 'content-type': 'text/html' }]],
    ['401', [401, '{"message":"401: Unauthorized","code":0}', JSON_TYPE]],
    ['a broken body', [200, '{', JSON_TYPE]],
  ])('%s may be tried again, and is not here', async (_, answer) => {
    reply = () => answer;
    expect((await failure(() => rest.request('GET', '/users/@me'))).retryable).toBe(true);
    expect(requests).toHaveLength(1);
    reply = () => [200, '{"id":"1"}', JSON_TYPE];
    expect(await rest.request('GET', '/users/@me')).toEqual({ id: '1' });
  });

  it('by time-out have no status', async () => {
    server.removeAllListeners('request');
    const heard = once(server, 'request');
    const failing = failure(() => rest.request('GET', '/users/@me', { timeoutMs: 50 }));
    await heard;
    clock.advance(50);
    expect(await failing).toMatchObject({ status: null, retryable: true });
  });

  it.each([
    ['without a word', () => undefined],
    ['in the middle of it', (response: ServerResponse) => response.writeHead(200, { 'content-length': '10' }).write('{')],
  ])('by time-out of an answer to an interaction, %s, have no status', async (_, begin) => {
    server.removeAllListeners('request');
    const heard = once(server, 'request');
    const failing = failure(() => rest.interaction('POST', '/interactions/1/secret/callback', { body: {}, timeoutMs: 3_000 }));
    server.on('request', (_request, response) => begin(response));
    await heard;
    clock.advance(2_999);
    await Promise.resolve();
    clock.advance(1);
    expect(await failing).toMatchObject({ status: null, retryable: true, message: expect.stringContaining('3000 ms') as string });
  });

  it('by rate limit are waited for', async () => {
    let limited = true;
    reply = () => {
      if (!limited) return [200, '{"ok":true}', JSON_TYPE];
      limited = false;
      return [
        429,
        '{"message":"limited","retry_after":0.05}',
        { ...JSON_TYPE, 'retry-after': '0.05', 'x-ratelimit-scope': 'user' },
      ];
    };
    expect(await rest.request('GET', '/users/@me')).toEqual({ ok: true });
    expect(requests).toHaveLength(2);
  });
});

describe('a clock that is set back', () => {
  const HOUR = 3_600_000;
  /** Uses up what may be asked in this second, by a clock that is an hour ahead. */
  const useUpAnHourAhead = async (): Promise<void> => {
    const real = Date.now.bind(Date);
    const ahead = vi.spyOn(Date, 'now').mockImplementation(() => real() + HOUR);
    await Promise.all(Array.from({ length: 50 }, () => rest.request('GET', '/users/@me')));
    ahead.mockRestore();
    expect(requests).toHaveLength(50);
  };

  it('holds up nothing that is asked then', async () => {
    await useUpAnHourAhead();
    clock.set(clock.now() - HOUR);
    await rest.request('GET', '/users/@me');
    expect(requests).toHaveLength(51);
  });

  it('gives up what waits already, to be tried again', async () => {
    await useUpAnHourAhead();
    const waiting = rest.request('GET', '/users/@me').catch((error: unknown) => error);
    clock.set(clock.now() - HOUR);
    clock.advance(5_000);
    expect(await waiting).toMatchObject({ name: 'DiscordError', retryable: true });
    expect(requests).toHaveLength(50);
  });
});
