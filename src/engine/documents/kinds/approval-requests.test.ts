import { expect, it } from 'vitest';
import type { ApprovalChange, ApprovalRequest } from '../../../domain/approvals.js';
import { categoryId, channelId, messageId, requestId, sessionId, userId } from '../../../domain/ids.js';
import type { SelfEditLimit } from '../../../domain/self-edit.js';
import type { Session } from '../../../domain/session.js';
import { decodeDocument, encodeDocument } from '../document-codec.js';
import { approvalRequests } from './approval-requests.js';

const session: Session = {
  id: sessionId('5'),
  category: categoryId('work'),
  status: 'ENDED_CONFIRMED',
  note: '👩‍👩‍👧‍👦'.repeat(18),
  startedAt: 1_000,
  pauses: [{ start: 1_200, end: 1_300 }],
  pausedSince: null,
  endedAt: 2_000,
  endReason: 'member',
  overrideMs: 0,
  counting: { zone: 'Europe/Berlin', dayStart: 240, boundary: 'start' },
};
const { category, note, startedAt, pauses } = session;
const also = { session: sessionId('6'), patch: { endedAt: 900 } };
const CHANGES: readonly ApprovalChange[] = [
  { type: 'addEntry', entry: { category, note, startedAt, endedAt: 2_000, pauses, overrideMs: null } },
  { type: 'addEntry', entry: { category, note: null, startedAt, endedAt: 2_000, pauses, overrideMs: null }, also },
  { type: 'editEntry', session: session.id, patch: { note: null, pauses: [], startedAt: 1 }, also },
  { type: 'editEntry', session: session.id, patch: { category, overrideMs: 5 } },
  { type: 'deleteEntry', session: session.id },
  { type: 'adjust', session: session.id, effectiveMs: null },
  { type: 'reopen', session: session.id },
];
const STATES: readonly ApprovalRequest['state'][] = [
  { kind: 'open' },
  { kind: 'approved', by: userId('7'), at: 9, reason: null, isApplied: false },
  { kind: 'declined', by: userId('7'), at: 9, reason: 'no' },
];
const LIMITS: readonly SelfEditLimit[] = [
  { because: 'adding' },
  { because: 'tooFarBack', days: 0 },
  { because: 'tooMuch', minutes: 30 },
];

it('every request is read as it was kept, with what only a newer process knows', () => {
  const requests = CHANGES.map((change, at): ApprovalRequest & { readonly later: number } => ({
    id: requestId(String(at)),
    askedAt: 5,
    reason: at === 0 ? null : 'x',
    limit: LIMITS[at % LIMITS.length] ?? { because: 'adding' },
    change,
    before: at === 0 ? null : session,
    after: at === 4 ? null : session,
    cut: 'also' in change ? { before: session, after: session } : null,
    applyAs: requestId('01ARZ3NDEKTSV4RRFFQ69G5FAV'),
    posted: at === 0 ? null : { channel: channelId('600'), message: messageId('700') },
    state: STATES[at % STATES.length] ?? { kind: 'open' },
    later: 1,
  }));
  const document = { version: 3, requests };
  expect(decodeDocument(approvalRequests, encodeDocument(document))).toEqual(document);
});
