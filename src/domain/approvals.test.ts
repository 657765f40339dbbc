import { describe, expect, it } from 'vitest';
import {
  isAsAsked,
  withAnswer,
  withApplied,
  withoutRequest,
  withoutTold,
  withReopened,
  withRequest,
  type ApprovalRequest,
  type Approved,
} from './approvals.js';
import { categoryId, requestId, sessionId, userId, type SessionId } from './ids.js';
import { ok } from './result.js';
import type { Session } from './session.js';

const session = (id: string, changed: Partial<Session> = {}): Session => ({
  id: sessionId(id),
  category: categoryId('work'),
  status: 'ENDED_UNCONFIRMED',
  note: null,
  startedAt: 1_000,
  pauses: [],
  pausedSince: null,
  endedAt: 2_000,
  endReason: 'member',
  overrideMs: null,
  counting: null,
  ...changed,
});
const request = (id: string, changed: Partial<ApprovalRequest> = {}): ApprovalRequest => {
  const before = session(`entry-${id}`);
  return {
    id: requestId(id),
    askedAt: 5_000,
    reason: null,
    limit: { because: 'adding' },
    change: { type: 'deleteEntry', session: before.id },
    before,
    after: null,
    cut: null,
    applyAs: requestId(`apply-${id}`),
    posted: null,
    state: { kind: 'open' },
    ...changed,
  };
};
const approved: Approved = { kind: 'approved', by: userId('7'), at: 9_000, reason: null, isApplied: false };
const made = { ...approved, isApplied: true };
const declined = { kind: 'declined', by: userId('7'), at: 9_000, reason: 'no' } as const;
const id = requestId('1');

describe('asking', () => {
  it('once for each entry that is changed, be it the one that is cut', () => {
    const cut = { before: session('entry-1'), after: session('entry-1', { endedAt: 1_500 }) };
    const other = request('2', { cut });
    expect(withRequest([request('1')], other)).toMatchObject({ error: { code: 'REQUEST_PENDING' } });
    expect(withRequest([request('1', { state: approved })], other)).toMatchObject({ error: { code: 'REQUEST_PENDING' } });
    expect(withRequest([request('1', { state: declined })], other)).toMatchObject({ ok: true });
  });

  it('ten at once: those that are answered do not count', () => {
    const ten = Array.from({ length: 10 }, (_, at) => request(String(at)));
    expect(withRequest(ten, request('x'))).toMatchObject({ error: { code: 'REQUESTS_FULL', params: { max: 10 } } });
    expect(withRequest(ten.with(0, request('0', { state: made })), request('x'))).toMatchObject({ ok: true });
  });
});

describe('an answer', () => {
  it('is given once', () => {
    const answered = withAnswer([request('1')], id, declined);
    expect(answered).toEqual(ok([request('1', { state: declined })]));
    if (answered.ok) expect(withAnswer(answered.value, id, approved)).toMatchObject({ error: { code: 'REQUEST_ANSWERED' } });
    expect(withAnswer([], id, approved)).toMatchObject({ error: { code: 'REQUEST_NOT_FOUND' } });
    expect(withoutRequest([request('1', { state: approved })], id)).toMatchObject({ error: { code: 'REQUEST_ANSWERED' } });
  });

  it('that was applied stays so, whoever else thought that it could not be', () => {
    const waiting = [request('1', { state: approved })];
    const open = [request('1')];
    expect(withReopened(waiting, id)).toEqual(ok(open));
    const applied = ok([request('1', { state: made })]);
    expect(withApplied(waiting, id, approved)).toEqual(applied);
    expect(withApplied(open, id, approved)).toEqual(applied);
    expect(withReopened(applied.value, id)).toEqual(applied);
  });

  it('leaves the list when it was told, and not before its change is made', () => {
    const told = new Set([id]);
    for (const state of [approved, { kind: 'open' } as const]) {
      const list = [request('1', { state })];
      expect(withoutTold(list, told)).toBe(list);
    }
    for (const state of [made, declined])
      expect(withoutTold([request('1', { state }), request('2')], told)).toEqual([request('2')]);
  });
});

describe('an entry is still as it was shown', () => {
  const find =
    (...sessions: readonly Session[]) =>
    (wanted: SessionId) =>
      Promise.resolve(sessions.find((one) => one.id === wanted) ?? null);
  const before = session('entry-1');

  it.each<[string, Partial<Session>, boolean]>([
    ['confirmed', { status: 'ENDED_CONFIRMED' }, true],
    ['noted', { note: 'x' }, true],
    ['booked on other days', { counting: { zone: 'UTC', dayStart: 60, boundary: 'split' } }, true],
    ['longer', { endedAt: 2_001 }, false],
    ['of another category', { category: categoryId('study') }, false],
    ['with a break', { pauses: [{ start: 1_100, end: 1_200 }] }, false],
    ['set by hand', { overrideMs: 5 }, false],
  ])('when it was %s: %o %s', async (_, changed, same) => {
    expect(await isAsAsked(request('1'), find({ ...before, ...changed }))).toBe(same);
  });

  it('not when it is gone, when its note is to be changed and is another one, or when the entry to cut is not as it was', async () => {
    expect(await isAsAsked(request('1'), find())).toBe(false);
    const noted = request('1', { change: { type: 'editEntry', session: before.id, patch: { note: 'y' } } });
    expect(await isAsAsked(noted, find(before))).toBe(true);
    expect(await isAsAsked(noted, find({ ...before, note: 'x' }))).toBe(false);
    const other = session('other');
    const cutting = request('1', { cut: { before: other, after: other } });
    expect(await isAsAsked(cutting, find(before, other))).toBe(true);
    expect(await isAsAsked(cutting, find(before, { ...other, startedAt: 1 }))).toBe(false);
  });

  it('a new one as long as the request has not made it', async () => {
    const adding = request('1', { before: null, after: session('new') });
    expect(await isAsAsked(adding, find())).toBe(true);
    expect(await isAsAsked(adding, find(session('apply-1')))).toBe(false);
  });
});
