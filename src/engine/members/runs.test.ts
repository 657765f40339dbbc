import { describe, expect, it } from 'vitest';
import { ANN, SPACE } from '../../../test/support/engine.js';
import { requestId } from '../../domain/ids.js';
import { EMPTY_MEMBER, type MemberState } from '../../domain/session.js';
import { see } from '../../domain/seen.js';
import type { ChangeRecord } from '../journal/record.js';
import { inOrder, runsOf, storedWith } from './runs.js';

/** A change taken at `takenAt`, made on `before` (undecided: null); and the state after it. */
const made = (
  id: string,
  takenAt: number,
  before: MemberState | null,
): { readonly record: ChangeRecord; readonly after: MemberState } => {
  const base = before ?? EMPTY_MEMBER;
  const after = { ...base, version: base.version + 1, seen: see(base.seen, requestId(id), takenAt) };
  const commit = {
    requestId: requestId(id),
    space: SPACE,
    user: ANN,
    expectedVersion: base.version,
    next: after,
    entries: [],
    days: [],
    ledger: [],
  };
  const place = { seq: takenAt, journaledAt: takenAt, takenAt, takenSeq: takenAt, at: takenAt, askedAt: takenAt };
  const asked = {
    requestId: requestId(id),
    space: SPACE,
    user: ANN,
    command: { type: 'pause' },
    actor: null,
    source: 'command',
  } as const;
  return { after, record: { ...place, ...asked, commit: before && commit } };
};

const ids = (records: readonly ChangeRecord[]): string => records.map((record) => record.requestId).join('');

describe('the history of a member', () => {
  it('goes by versions where there are some: the clock may have been an hour ahead', () => {
    const a = made('a', 3_600_000, EMPTY_MEMBER);
    const b = made('b', 1_000, a.after);
    const c = made('c', 1_001, b.after);
    expect(ids(inOrder([c.record, a.record, b.record]))).toBe('abc');
  });

  it('puts undecided changes in between by when they were taken', () => {
    const a = made('a', 1, EMPTY_MEMBER);
    const c = made('c', 3, a.after);
    expect(ids(inOrder([made('d', 4, null).record, c.record, made('b', 2, null).record, a.record]))).toBe('abcd');
  });

  it('is cut where a change was not made upon the one before it', () => {
    const a = made('a', 1, EMPTY_MEMBER);
    const b = made('b', 2, a.after);
    // Another process knew nothing of b.
    const x = made('x', 3, a.after);
    const y = made('y', 4, x.after);
    const all = inOrder([a.record, b.record, x.record, y.record]);
    expect(ids(all)).toBe('abxy');
    expect(runsOf(all).map(ids)).toEqual(['ab', 'xy']);
  });

  it('knows that what a stored change was made upon is stored', () => {
    const a = made('a', 1, EMPTY_MEMBER);
    const b = made('b', 2, a.after);
    const c = made('c', 3, b.after);
    const fork = made('x', 4, b.after);
    const open = [a.record, c.record, fork.record, made('u', 0, null).record];
    expect(ids(storedWith([b.record], open))).toBe('a');
    expect(storedWith([], open)).toEqual([]);
  });

  it('holds together over a change that is in another journal, and takes an undecided one by itself', () => {
    const a = made('a', 1, EMPTY_MEMBER);
    const elsewhere = made('b', 2, a.after);
    const c = made('c', 3, elsewhere.after);
    const d = made('d', 4, c.after);
    expect(runsOf(inOrder([a.record, c.record, d.record])).map(ids)).toEqual(['acd']);
    expect(runsOf(inOrder([a.record, made('u', 2, null).record, c.record])).map(ids)).toEqual(['a', 'u', 'c']);
  });
});
