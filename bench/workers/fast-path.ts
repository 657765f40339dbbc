import { z } from 'zod';
import { midnightsOf } from '../../src/domain/counting.js';
import type { SessionCommand } from '../../src/domain/commands.js';
import { categoryId, requestId, sessionId } from '../../src/domain/ids.js';
import { EMPTY_MEMBER } from '../../src/domain/session.js';
import { plan } from '../../src/engine/change/plan.js';
import { encodeCommit } from '../../src/engine/codec/commit.js';
import type { Commit } from '../../src/engine/store.js';
import { oneByOne } from '../lib/chunk.js';
import { createSnowflakes } from '../lib/engine.js';
import { spaceOf, userOf } from '../lib/history.js';
import { packCommit, rowsOf } from '../lib/packed-commit.js';
import { categoryOf, noteOf } from '../lib/people.js';
import { serve } from '../lib/worker.js';

const Asked = z.object({ what: z.enum(['written', 'packed', 'once', 'twice']), count: z.number() });
const MEMBERS = 2_000;
const HOUR_MS = 3_600_000;
const nextId = createSnowflakes();

/** The second clock-in and clock-out of a member. */
const commitsOf = (member: number): readonly Commit[] => {
  const [space, user] = [spaceOf(member, 100), userOf(member)];
  let state = EMPTY_MEMBER;
  return [0, 1, 2, 3]
    .map((turn) => {
      const [id, at] = [nextId(), Date.now() - (4 - turn) * HOUR_MS];
      const session = { session: sessionId(id), category: categoryId(categoryOf(turn)), note: noteOf(member + turn) };
      const command: SessionCommand = turn % 2 === 0 ? { type: 'clockIn', ...session } : { type: 'clockOut', reason: 'member' };
      const ask = { space, user, requestId: requestId(id), command, at, askedAt: at, actor: user, source: 'command' };
      const planned = plan(state, ask, { counting: midnightsOf('Europe/Berlin') });
      if (!planned.ok) throw new Error(planned.error.code);
      state = planned.value.commit.next;
      return planned.value.commit;
    })
    .slice(2);
};

const COMMITS = Array.from({ length: MEMBERS }, (_, member) => commitsOf(member)).flat();
const ROWS = COMMITS.map(rowsOf);
const at = <T>(all: readonly T[], index: number): T => {
  const one = all[index % all.length];
  if (one === undefined) throw new RangeError('nothing to measure');
  return one;
};

for (const rows of ROWS)
  if (!packCommit(rows).equals(encodeCommit(rows.commit))) throw new Error('msgpackr packs other bytes than the writer writes');

serve({
  measure: async (argument) => {
    const { what, count } = Asked.parse(argument);
    switch (what) {
      case 'written':
        return oneByOne(count, (index) => void encodeCommit(at(COMMITS, index)));
      case 'packed':
        return oneByOne(count, (index) => void packCommit(at(ROWS, index)));
      case 'once':
        return oneByOne(count, (index) => {
          encodeCommit(at(COMMITS, index));
          encodeCommit(at(COMMITS, index));
        });
      case 'twice':
        // Another commit in between, so that the one that is remembered is never the one that is asked for.
        return oneByOne(count, (index) => {
          encodeCommit(at(COMMITS, index));
          encodeCommit(at(COMMITS, index + MEMBERS));
        });
    }
  },
});
