import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { midnightsOf } from '../../src/domain/counting.js';
import { EMPTY_MEMBER } from '../../src/domain/session.js';
import { nodeFs } from '../../src/engine/journal/fs.js';
import { Journal, KEEP_MS } from '../../src/engine/journal/journal.js';
import { nodeProcesses } from '../../src/engine/journal/owner.js';
import { encodeEntry } from '../../src/engine/codec/entry-codec.js';
import { encodeLedger } from '../../src/engine/codec/ledger.js';
import { decodeState, encodeState } from '../../src/engine/codec/state.js';
import { plan } from '../../src/engine/change/plan.js';
import { oneByOne, type Chunk } from '../lib/chunk.js';
import { createSnowflakes, surroundings } from '../lib/engine.js';
import { endedSession, spaceOf, stateOnClock, userOf } from '../lib/history.js';
import { categoryOf, noteOf } from '../lib/people.js';
import { categoryId, requestId, sessionId } from '../../src/domain/ids.js';
import type { Ask } from '../../src/engine/change/plan.js';
import { serve } from '../lib/worker.js';

const Asked = z.object({
  what: z.enum(['encode', 'decode', 'entry', 'ledger', 'plan', 'journal']),
  count: z.number(),
  dir: z.string(),
});
const GUILDS = 100;
/** As many as the cell `commits` has under way. */
const TOGETHER = 1_000;
const nextId = createSnowflakes();

const clockInOf = (member: number): Ask => {
  const id = nextId();
  const user = userOf(member);
  const command = {
    type: 'clockIn',
    session: sessionId(id),
    category: categoryId(categoryOf(member)),
    note: noteOf(member),
  } as const;
  return {
    space: spaceOf(member, GUILDS),
    user,
    requestId: requestId(id),
    command,
    at: Date.now(),
    askedAt: Date.now(),
    actor: user,
    source: 'command',
  };
};
const planned = (ask: Ask) => {
  const result = plan(EMPTY_MEMBER, ask, { counting: midnightsOf('Europe/Berlin') });
  if (!result.ok) throw new Error(result.error.code);
  return result.value.commit;
};

/** `operation` for 0 .. count-1, so many at a time. */
const together = (count: number, operation: (index: number) => Promise<unknown>): Promise<Chunk> =>
  oneByOne(Math.ceil(count / TOGETHER), (round) =>
    Promise.all(Array.from({ length: TOGETHER }, (_, index) => operation(round * TOGETHER + index))),
  ).then(({ us, cpuUs }) => ({ us: us / TOGETHER, cpuUs: cpuUs / TOGETHER }));

const journaled = async (count: number, dir: string): Promise<Chunk> => {
  const root = await mkdtemp(join(dir, 'journal-'));
  const journal = new Journal({ ...surroundings(), fs: nodeFs, root, processes: nodeProcesses(), keepMs: KEEP_MS });
  await journal.open();
  const records = Array.from({ length: TOGETHER }, (_, member) => {
    const ask = clockInOf(member);
    return { ...ask, commit: planned(ask) };
  });
  const chunk = await together(count, async (index) => {
    const record = records[index % TOGETHER];
    if (record === undefined) return;
    const { record: written, durable } = journal.append(record);
    await durable;
    await journal.settle(written.seq, 'applied');
  });
  await journal.close();
  return chunk;
};

serve({
  measure: async (argument) => {
    const { what, count, dir } = Asked.parse(argument);
    const state = stateOnClock(1, Date.now());
    const [stored, entry, ask] = [encodeState(state), endedSession(1, Date.now()), clockInOf(1)];
    const { ledger, requestId: request, user } = planned(ask);
    switch (what) {
      case 'encode':
        return oneByOne(count, () => void encodeState(state));
      case 'decode':
        return oneByOne(count, () => void decodeState(stored));
      case 'entry':
        return oneByOne(count, () => void encodeEntry(entry));
      case 'ledger':
        return oneByOne(count, () => void encodeLedger(user, { requestId: request, version: 1, ledger }));
      case 'plan':
        return oneByOne(count, () => void planned(ask));
      case 'journal':
        return journaled(count, dir);
    }
  },
});
