import { get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';
import { z } from 'zod';
import { oneAtATime } from '../../web/kit/one-at-a-time.js';
import { serve } from '../lib/worker.js';

/*
 * People who have a page open, as the page of web/app behaves: one stream of events each, and what is read again after an event. What a page shows of it is not made here.
 */

const User = z.object({ cookie: z.string(), user: z.string(), space: z.string(), page: z.enum(['live', 'team', 'timer']) });
const Open = z.object({ port: z.number(), users: z.array(User) });
type User = z.output<typeof User>;

/** As web/app has them: app.ts, parts/loaded-page.ts, pages/team/page.ts. */
const PAUSE_MS = 400;
const TEAM_PAUSE_MS = 5_000;
const BY_ID = 50;

interface Taken {
  /** From the moment of the click to its event in the browser, ms. */
  events: number[];
  /** To what the page has read again because of it. */
  updates: number[];
  reads: number;
  /** Answers that were no success, and the first of them. */
  failed: number;
  firstFailure: string | null;
  lost: number;
}
const nothing = (): Taken => ({ events: [], updates: [], reads: 0, failed: 0, firstFailure: null, lost: 0 });
let taken = nothing();
let isOver = false;
const ends: (() => void)[] = [];
let pool: Pool | null = null;
const wasClosed = (): boolean => isOver;

const read = async ({ cookie, space }: User, path: string): Promise<void> => {
  if (pool === null || isOver) return;
  const { statusCode, body } = await pool.request({
    ...{ method: 'GET' as const, path: `/api/v1/spaces/${space}${path}` },
    headers: { cookie, accept: 'application/json', 'accept-language': 'en' },
  });
  const text = await body.text();
  taken.reads += 1;
  // The pages may have been closed while it was under way.
  if (statusCode === 200 || wasClosed()) return;
  taken.failed += 1;
  taken.firstFailure ??= `${statusCode} ${path}: ${text.slice(0, 200)}`;
};

/** What is asked again however often it is told, with the moments of the clicks that it will show. */
const again = (user: User, path: () => string | null, pauseMs: number): ((clickedAt: number | null) => void) => {
  let waiting: number[] = [];
  const ask = oneAtATime(
    async () => {
      const shown = waiting;
      waiting = [];
      const where = path();
      if (where === null) return;
      await read(user, where);
      const now = Date.now();
      for (const at of shown) taken.updates.push(now - at);
    },
    () => pause(pauseMs),
  );
  return (clickedAt) => {
    if (clickedAt !== null) waiting.push(clickedAt);
    ask().catch((error: unknown) => {
      if (isOver) return;
      taken.failed += 1;
      taken.firstFailure ??= String(error);
    });
  };
};

const listen = (port: number, user: User, heard: (name: string, data: string) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const asked = get({
      ...{ host: '127.0.0.1', port, path: `/api/v1/spaces/${user.space}/events`, agent: false },
      headers: { cookie: user.cookie, accept: 'text/event-stream' },
    });
    asked.on('error', (error) => (isOver ? undefined : reject(error)));
    asked.on('response', (response) => {
      if (response.statusCode !== 200) reject(new Error(`events: ${response.statusCode}`));
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) {
          const name = /^event: (.*)$/m.exec(block)?.[1];
          if (name !== undefined) heard(name, /^data: (.*)$/m.exec(block)?.[1] ?? '');
        }
      });
      response.on('close', () => {
        if (!isOver) taken.lost += 1;
      });
      response.on('error', () => undefined);
      resolve();
    });
    ends.push(() => asked.destroy());
  });

/** A browser comes back to a server that did not take its stream. */
const TRIES = 20;
const listenAgain = async (port: number, user: User, heard: (name: string, data: string) => void): Promise<void> => {
  for (let tries = 1; ; tries += 1) {
    try {
      await listen(port, user, heard);
      return;
    } catch (error) {
      if (tries === TRIES) throw error;
      await pause(1_000);
    }
  }
};

const openPage = async (port: number, user: User): Promise<void> => {
  const status = again(user, () => '/status', PAUSE_MS);
  const live = again(user, () => '/on-the-clock', PAUSE_MS);
  const changed = new Set<string>();
  const lines = again(
    user,
    () => {
      const members = [...changed].slice(0, BY_ID);
      for (const member of members) changed.delete(member);
      return members.length === 0 ? null : `/team?members=${members.join(',')}`;
    },
    TEAM_PAUSE_MS,
  );
  await listenAgain(port, user, (name, data) => {
    const at = Date.parse(/"at":"([^"]+)"/.exec(data)?.[1] ?? '');
    const member = /"member":"(\d+)"/.exec(data)?.[1];
    if (name === 'reset' || Number.isNaN(at)) return;
    taken.events.push(Date.now() - at);
    if (name === 'change') status(at);
    if (user.page === 'live') live(at);
    if (user.page === 'team' && member !== undefined) {
      changed.add(member);
      // Who is on the clock stands in the event itself; sums follow.
      lines(null);
    }
  });
  await read(user, '/status');
  await read(user, '/categories');
  if (user.page === 'live') await read(user, '/on-the-clock');
  if (user.page === 'team') await read(user, '/team?limit=100');
};

serve({
  open: async (argument) => {
    const { port, users } = Open.parse(argument);
    isOver = false;
    pool = new Pool(`http://127.0.0.1:${port}`, { connections: users.length, keepAliveTimeout: 60_000 });
    for (let from = 0; from < users.length; from += 20)
      await Promise.all(users.slice(from, from + 20).map((user) => openPage(port, user)));
    return null;
  },
  /** What came since the last call. */
  take: () => {
    const last = taken;
    taken = nothing();
    return Promise.resolve(last);
  },
  close: async () => {
    isOver = true;
    for (const end of ends.splice(0)) end();
    await pool?.destroy();
    pool = null;
    return null;
  },
});
