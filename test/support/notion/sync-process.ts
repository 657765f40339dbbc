import { join } from 'node:path';
import { guildOf, userId, type SpaceId, type UserId } from '../../../src/domain/ids.js';
import type { Clock } from '../../../src/domain/ports.js';
import { notion as connectionKind } from '../../../src/engine/documents/kinds/notion.js';
import { createEngine } from '../../../src/engine/index.js';
import type { NotionPageMemory, NotionPages } from '../../../src/engine/notion-pages.js';
import { createTranslators } from '../../../src/i18n/translators.js';
import type { NotionApi } from '../../../src/integrations/notion/api/api.js';
import { createNotionApi } from '../../../src/integrations/notion/client/create-api.js';
import { createKeptParts } from '../../../src/integrations/notion/kept.js';
import { createPace } from '../../../src/integrations/notion/pace.js';
import { FakePeople } from '../api-harness.js';
import { realClock, testChain } from '../chain.js';
import { FakeProcesses } from '../engine.js';
import { FakeRandom } from '../fakes.js';

export const TOKEN = 'ntn_stage';
export const [ADA, BOB] = [userId('101'), userId('102')] as [UserId, UserId];
/** So much faster than with Notion requests follow one another, and are tried again. */
const HURRY = 100;
const hurried = {
  monotonic: () => realClock.monotonic() * HURRY,
  after: (ms: number, task: () => void) => realClock.after(ms / HURRY, task),
};

export interface SyncProcessOptions {
  /** Of Redis. */
  readonly url: string;
  /** Of Notion. */
  readonly notionUrl: string;
  readonly space: SpaceId;
  readonly now: () => number;
  readonly dir: string;
  readonly pid?: number;
  /** A process of the machine, which takes over the journal of one that is gone. Else it is one of a test, with a journal of its own. */
  readonly isReal?: boolean;
  readonly timeoutMs?: number;
}

/** One process as the synchronisation has it: an engine on a real Redis, and everything that is kept in step, but for the runner. */
export const openSyncProcess = async (options: SyncProcessOptions) => {
  const { url, notionUrl, space, now, dir, pid = 1, timeoutMs = 2_000 } = options;
  const clock: Clock = { ...realClock, now };
  const chain = await testChain(url, { clock });
  let count = 0;
  const ids = { next: () => `i${pid}n${(count += 1)}-${now()}`, reference: () => 'STAGE' };
  const engine = createEngine({
    ...{ ...chain, clock: realClock, momentClock: clock, ids },
    ...(options.isReal === true
      ? { journalDir: dir }
      : { journalDir: join(dir, String(pid)), processes: new FakeProcesses(pid, new Set()) }),
  });
  await engine.start();
  const { tracker } = engine;
  const people = new FakePeople();
  for (const user of [ADA, BOB]) people.join(user, 0n, [], guildOf(space) ?? undefined);
  const translators = createTranslators({ strict: true });
  const pace = createPace({ clock: hurried, random: new FakeRandom(1), metrics: chain.metrics, perSecond: 20 });
  const api: NotionApi = createNotionApi({ baseUrl: notionUrl, token: TOKEN, pace, clock, urgent: false, timeoutMs });
  /** Does the process die instead of remembering this about a page? */
  const death: { at: (memory: NotionPageMemory) => boolean } = { at: () => false };
  const pages: NotionPages = {
    ...chain.notionPages,
    set: (of, user, name, memory, version) =>
      death.at(memory) ? Promise.reject(new Error('killed')) : chain.notionPages.set(of, user, name, memory, version),
  };
  const parts = createKeptParts({
    ...{ documents: chain.documents, spaces: chain.spaces, store: chain.store, positions: chain.positions, pages, people },
    ...{ states: chain.notionStates, notices: chain.notices, log: chain.log, clock, ids },
    ...{ sessions: tracker, entries: tracker, overview: tracker },
    nameOf: (_space, user) => Promise.resolve(user === ADA ? 'Ada' : 'Bob'),
    translator: (locale) => translators.for(locale),
  });
  const connection = () => chain.documents.of(connectionKind).get(space);
  let isClosed = false;
  return {
    ...{ chain, engine, tracker, api, people, parts, death, ids, connection },
    part: (name: string) => {
      const found = parts.find((part) => part.name === name);
      if (found === undefined) throw new Error(`no part ${name}`);
      return found;
    },
    /** Runs these parts once (all unless named), as the runner does. */
    sync: async (...names: readonly string[]): Promise<void> => {
      for (const part of parts)
        if (names.length === 0 || names.includes(part.name))
          await part.run({ space, connection: await connection(), api, goesOn: () => !isClosed });
    },
    close: async (): Promise<void> => {
      isClosed = true;
      pace.close();
      await engine.drain(500);
      await chain.close(500);
    },
  };
};
export type SyncProcess = Awaited<ReturnType<typeof openSyncProcess>>;
