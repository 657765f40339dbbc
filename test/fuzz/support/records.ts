import fc from 'fast-check';
import { NOTHING_SEEN } from '../../../src/domain/seen.js';
import { categoryId, guildSpace, requestId, sessionId, userId } from '../../../src/domain/ids.js';
import type { ChangeRecord } from '../../../src/engine/journal/record.js';
import { session } from '../../support/domain-arbitraries.js';

const note = fc.option(fc.string({ maxLength: 30 }));

/** Changes as the journal keeps them. */
export const change: fc.Arbitrary<ChangeRecord> = fc
  .record({
    seq: fc.integer({ min: 1, max: 5_000 }),
    at: fc.integer({ min: 1_767_000_000_000, max: 1_768_000_000_000 }),
    user: fc.integer({ min: 1, max: 4 }),
    note,
    decided: fc.option(session),
  })
  .map(({ seq, at, user, note: said, decided }): ChangeRecord => {
    const who = {
      requestId: requestId(String(9_000_000_000_000_000_000n + BigInt(seq))),
      space: guildSpace('1000'),
      user: userId(String(user)),
    };
    const next = decided && { version: 1, changedAt: at, active: { ...decided, note: said }, last: null, seen: NOTHING_SEEN };
    return {
      ...who,
      ...{ seq, journaledAt: at, takenAt: at, takenSeq: seq, at, askedAt: at, actor: who.user, source: 'command' },
      command: { type: 'clockIn', session: sessionId(who.requestId), category: categoryId('coding'), note: said },
      commit: next && { ...who, expectedVersion: 0, next, entries: [], days: [], ledger: [] },
    };
  });
