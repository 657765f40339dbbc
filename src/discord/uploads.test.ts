import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RecordingLogger } from '../../test/support/fakes.js';
import { createUploads } from './uploads.js';

let server: Server;
let origin: string;
let requests = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    requests += 1;
    switch (request.url) {
      case '/file':
        return response.end('day,hours\n');
      // It says that it is short, and is not over.
      case '/endless': {
        response.writeHead(200);
        const timer = setInterval(() => response.write(Buffer.alloc(4096)), 1);
        return response.once('close', () => clearInterval(timer));
      }
      case '/moved':
        return response.writeHead(302, { location: '/file' }).end();
      case '/broken':
        return response.writeHead(503).end();
      default:
        return response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const file = (url: string) => ({ id: '1', name: 'hours.csv', size: 10, contentType: 'text/csv', url });
const read = (path: string, apiUrl = `${origin}/api`) =>
  createUploads({ apiUrl, log: new RecordingLogger() }).read(file(path.startsWith('/') ? origin + path : path), 65_536);

it('reads a file where the Discord of this bot keeps it', async () => {
  const bytes = await read('/file');
  expect(bytes.ok && Buffer.from(bytes.value).toString()).toBe('day,hours\n');
});

it.each([
  ['/endless', 'FILE_TOO_LARGE'],
  ['/moved', 'DISCORD_UNAVAILABLE'],
  ['/broken', 'DISCORD_UNAVAILABLE'],
  ['/gone', 'FILE_GONE'],
  ['http://127.0.0.1:1/file', 'FILE_GONE'],
])('of %s says %s', async (path, code) => {
  expect(await read(path)).toMatchObject({ ok: false, error: { code } });
});

it.each(['http://169.254.169.254/latest', 'https://cdn.discordapp.com.example.org/x', 'http://cdn.discordapp.com/x', 'own'])(
  'asks nothing of %s with a real Discord',
  async (url) => {
    const before = requests;
    expect(await read(url === 'own' ? '/file' : url, 'https://discord.com/api')).toMatchObject({ error: { code: 'FILE_GONE' } });
    expect(requests).toBe(before);
  },
);
