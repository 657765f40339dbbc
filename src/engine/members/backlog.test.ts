import { describe, expect, it } from 'vitest';
import { ANN, SPACE } from '../../../test/support/engine.js';
import { requestId } from '../../domain/ids.js';
import { EMPTY_MEMBER } from '../../domain/session.js';
import type { ChangeRecord } from '../journal/record.js';
import { memberKey } from './member-key.js';
import { Backlog } from './backlog.js';

const record = (id: string, seq: number, expectedVersion: number | null): ChangeRecord => ({
  seq,
  journaledAt: 1_000,
  takenAt: 1_000,
  takenSeq: seq,
  requestId: requestId(id),
  space: SPACE,
  user: ANN,
  command: { type: 'pause' },
  at: 1_000,
  askedAt: 1_000,
  actor: null,
  source: 'command',
  commit:
    expectedVersion === null
      ? null
      : {
          requestId: requestId(id),
          space: SPACE,
          user: ANN,
          expectedVersion,
          next: { ...EMPTY_MEMBER, version: expectedVersion + 1 },
          entries: [],
          days: [],
          ledger: [],
        },
});
const found = (each: ChangeRecord, settled = true) => ({ record: each, settled });

describe('the backlog', () => {
  it('puts an undecided change where it was journaled, not behind the decided ones of the same millisecond', () => {
    const backlog = new Backlog();
    backlog.restore([found(record('b', 5, 1)), found(record('a', 1, null)), found(record('c', 9, 2))]);
    expect(backlog.get(memberKey(SPACE, ANN))?.settled.map((each) => each.requestId)).toEqual(['a', 'b', 'c']);
  });

  it('keeps a change that was journaled anew in its old place', () => {
    const backlog = new Backlog();
    const anew = { ...record('a', 9, 0), journaledAt: 5_000, takenAt: 900, takenSeq: 1 };
    backlog.restore([found(record('b', 2, 1)), found(anew), found(record('c', 3, null))]);
    expect(backlog.get(memberKey(SPACE, ANN))?.settled.map((each) => each.requestId)).toEqual(['a', 'b', 'c']);
  });

  it('keeps one record of a request, preferring one that our own journal has', () => {
    const backlog = new Backlog();
    expect(backlog.restore([found(record('a', 0, null), false)])).toEqual({ twins: [], stored: [] });
    expect(backlog.restore([found(record('a', 7, null), false)])).toEqual({ twins: [], stored: [] });
    const twin = found(record('a', 8, null), false);
    expect(backlog.restore([twin])).toEqual({ twins: [twin.record], stored: [] });
    expect(backlog.get(memberKey(SPACE, ANN))?.pending.map((change) => change.record.seq)).toEqual([7]);
  });
});
