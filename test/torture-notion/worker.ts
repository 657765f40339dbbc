import { z } from 'zod';
import { categoryId, requestId, sessionId, spaceId, userId } from '../../src/domain/ids.js';
import { pauseFor } from '../torture/dice.js';
import { openSyncProcess } from '../support/notion/sync-process.js';
import { Asked, type AskedOfWorker } from './asked.js';

/**
 * The bot of the torture of the synchronisation: an engine that does what it is asked by messages of its parent, and the synchronisation, round and round. It is
 * killed from outside. In the environment: `REDIS_URL`, `NOTION_URL`, `SPACE`, `DIR`.
 */
const environment = z.object({ REDIS_URL: z.string(), NOTION_URL: z.string(), SPACE: z.string(), DIR: z.string() });
const { REDIS_URL, NOTION_URL, SPACE, DIR } = environment.parse(process.env);

let ahead = 0;
const now = (): number => Date.now() + ahead;
const space = spaceId(SPACE);
const bot = await openSyncProcess({
  ...{ url: REDIS_URL, notionUrl: NOTION_URL, space, now, dir: DIR, timeoutMs: 1_000 },
  ...{ pid: process.pid, isReal: true },
});
const { tracker } = bot;
/** Passes through all parts, and how many of the newest ones had no error. */
let [passes, clean] = [0, 0];

const carryOut = async ({ id, what, user, category, session, startedAt, endedAt }: AskedOfWorker): Promise<boolean> => {
  const request = { space, user: userId(user), requestId: requestId(id), at: now(), source: 'command' };
  const about = { ...request, session: sessionId(session) };
  const fields = { category: categoryId(category), note: null, startedAt, endedAt, pauses: [], overrideMs: null };
  switch (what) {
    case 'clockIn':
      return (await tracker.clockIn({ ...request, category: categoryId(category), note: null })).ok;
    case 'clockOut':
    case 'pause':
    case 'resume':
      return (await tracker[what](request)).ok;
    case 'add':
      return (await tracker.addEntry({ ...request, entry: fields })).ok;
    case 'edit':
      return (await tracker.editEntry({ ...about, patch: { category: fields.category, endedAt } })).ok;
    case 'delete':
      return (await tracker.deleteEntry(about)).ok;
    case 'settled':
      return isSettled();
  }
};

/** Has a whole pass that began after this was asked gone well, with nothing that waits? */
const isSettled = async (): Promise<boolean> => {
  const asked = passes;
  while (passes < asked + 2) await pauseFor(10);
  if (clean < 2) return false;
  const waiting = await Promise.all(bot.parts.map((part) => part.waiting(space)));
  return waiting.every(({ count }) => count === 0);
};

process.on('message', (message) => {
  const asked = Asked.parse(message);
  ({ ahead } = asked);
  carryOut(asked).then(
    (ok) => process.send?.({ id: asked.id, ok }),
    () => process.send?.({ id: asked.id, ok: false }),
  );
});
process.send?.({ id: 'ready', ok: true });

for (;;) {
  let isClean = true;
  for (const part of bot.parts)
    try {
      await bot.sync(part.name);
    } catch {
      isClean = false;
    }
  passes += 1;
  clean = isClean ? clean + 1 : 0;
  await pauseFor(20);
}
