import { describe, expect, it } from 'vitest';
import { midnightsOf } from './counting.js';
import { splitByDay } from './day-split.js';
import { categoryId, sessionId } from './ids.js';
import type { Session } from './session.js';
import { verifyMember, type StoredTime } from './verify-member.js';

const UTC = midnightsOf('UTC');
const HOUR = 3_600_000;
const WORK = categoryId('work');
const session = (id: string, start: number, end: number | null): Session => ({
  id: sessionId(id),
  category: WORK,
  status: end === null ? 'RUNNING' : 'ENDED_CONFIRMED',
  note: null,
  startedAt: start * HOUR,
  pauses: [],
  pausedSince: null,
  endedAt: end === null ? null : end * HOUR,
  endReason: end === null ? null : 'member',
  overrideMs: null,
  counting: end === null ? null : UTC,
});
const one = session('1', 20, 30);
const two = session('2', 31, 32);
const running = session('3', 40, null);
const begun = { ...one, status: 'RUNNING', endedAt: null, endReason: null, counting: null } as const;

const right: StoredTime = {
  active: running,
  entries: [one, two],
  days: new Map([
    ['19700101', new Map([[WORK, 4 * HOUR]])],
    ['19700102', new Map([[WORK, 7 * HOUR]])],
  ]),
  changes: [
    { before: null, after: begun },
    { before: begun, after: one },
    { before: null, after: two },
    { before: null, after: running },
  ],
};

describe('totals = entries = ledger', () => {
  it('finds nothing where all is well', () => {
    expect([...splitByDay(one, UTC)]).toHaveLength(2);
    expect(verifyMember(right, UTC)).toEqual([]);
    expect(verifyMember({ active: null, entries: [], days: new Map(), changes: [] }, UTC)).toEqual([]);
  });

  it('finds a total that is not what the entries make, also one of nothing', () => {
    const days = new Map([['19700102', new Map([[WORK, 7 * HOUR + 1]])]]);
    expect(verifyMember({ ...right, days }, UTC)).toEqual([
      { kind: 'total', day: '19700101', category: WORK, fromEntries: 4 * HOUR, stored: 0 },
      { kind: 'total', day: '19700102', category: WORK, fromEntries: 7 * HOUR, stored: 7 * HOUR + 1 },
    ]);
    const more = new Map([...right.days, ['19700103', new Map([[WORK, -1]])] as const]);
    expect(verifyMember({ ...right, days: more }, UTC)).toMatchObject([{ day: '19700103', fromEntries: 0, stored: -1 }]);
  });

  it('finds an entry that the ledger does not tell of, one that is gone, and one that is another', () => {
    const changes = right.changes!.slice(0, 2);
    expect(verifyMember({ ...right, changes }, UTC)).toEqual([
      { kind: 'session', session: '2', fromLedger: null, stored: two },
      { kind: 'session', session: '3', fromLedger: null, stored: running },
    ]);
    expect(verifyMember({ ...right, active: null }, UTC)).toMatchObject([{ kind: 'session', session: '3', stored: null }]);
    const noted = { ...two, note: 'x' };
    expect(verifyMember({ ...right, entries: [one, noted] }, UTC)).toEqual([
      { kind: 'session', session: '2', fromLedger: two, stored: noted },
    ]);
  });

  it('finds an entry that is there twice, and a change that is missing in the ledger', () => {
    const doubled = verifyMember({ ...right, entries: [one, two, two] }, UTC);
    expect(doubled.map(({ kind }) => kind)).toEqual(['twice', 'total']);
    const [first, , ...rest] = right.changes!;
    const changes = [first!, { before: { ...begun, note: 'x' }, after: one }, ...rest];
    expect(verifyMember({ ...right, changes }, UTC)).toEqual([{ kind: 'gap', session: '1' }]);
  });

  it('follows a deletion', () => {
    const days = new Map([...right.days, ['19700102', new Map([[WORK, 6 * HOUR]])] as const]);
    const changes = [...right.changes!, { before: two, after: null }];
    expect(verifyMember({ ...right, entries: [one], days, changes }, UTC)).toEqual([]);
  });

  it('leaves the ledger out where it cannot be followed', () => {
    expect(verifyMember({ ...right, changes: null }, UTC)).toEqual([]);
  });
});
