import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { eventually } from '../test/support/bot-process.js';
import { freePort } from '../test/support/redis.js';

it('passes connections on, and ends on SIGTERM', async () => {
  const page = createServer((_request, response) => response.end('the page')).listen(0, '127.0.0.1');
  await once(page, 'listening');
  const { port } = z.object({ port: z.number() }).parse(page.address());
  const from = await freePort();
  const relay = spawn(process.execPath, [fileURLToPath(new URL('relay.mjs', import.meta.url)), `${from}`, `${port}`]);
  try {
    const ask = () => fetch(`http://127.0.0.1:${from}`, { headers: { connection: 'close' } }).catch(() => undefined);
    const answer = await eventually(ask, 'the relay');
    expect(await answer.text()).toBe('the page');
    relay.kill('SIGTERM');
    expect(await once(relay, 'exit')).toEqual([0, null]);
  } finally {
    relay.kill('SIGKILL');
    page.close();
  }
});
