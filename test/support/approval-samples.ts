import { approveForm, declineForm } from '../../src/commands/approvals/answer.js';
import { askChangeForm, askForm } from '../../src/commands/approvals/ask.js';
import { APPROVAL_IDS } from '../../src/commands/approvals/custom-ids.js';
import { modelOf } from '../../src/commands/approvals/post.js';
import { IDS } from '../../src/commands/custom-ids.js';
import type { ApprovalRequest } from '../../src/domain/approvals.js';
import type { Category } from '../../src/domain/category.js';
import { ERRORS, type ErrorCode } from '../../src/domain/errors.js';
import { categoryId, channelId, messageId, requestId, sessionId, type UserId } from '../../src/domain/ids.js';
import type { Interval, Session } from '../../src/domain/session.js';
import type { Translator } from '../../src/i18n/translator.js';
import { answersView } from '../../src/views/approvals/answers.js';
import { blockedView } from '../../src/views/approvals/blocked.js';
import { offerCard } from '../../src/views/approvals/offer.js';
import { askedCard, ownRequestCard, ownRequests } from '../../src/views/approvals/own-requests.js';
import { goneView, requestCard, withdrawnCard } from '../../src/views/approvals/request-card.js';
import { readBackCard } from '../../src/views/entries/draft-card.js';
import type { AnyView } from '../../src/views/message.js';

const LONGEST = { id: '9'.repeat(26), snowflake: '9'.repeat(20), moment: 'z'.repeat(9) };

/** Views of requests for approval, each with the longest that it may hold. `ended` has a note of the full length. */
export const approvalSamples = (
  member: UserId,
  category: Category,
  ended: Session & { readonly endedAt: number },
  reason: string,
  params: Readonly<Record<string, string | number>>,
  t: Translator,
): readonly { readonly name: string; readonly body: AnyView }[] => {
  const id = requestId(LONGEST.id);
  const session: Session = { ...ended, id: sessionId(LONGEST.id) };
  const pauses = Array.from({ length: 100 }, (_, at): Interval => {
    const start = session.startedAt + (2 * at + 1) * 1_000;
    return { start, end: start + 1_000 };
  });
  // Every field of a session changes, also the note.
  const after: Session = {
    ...session,
    pauses,
    note: Array.from(session.note ?? '')
      .toReversed()
      .join(''),
    overrideMs: null,
  };
  const channel = channelId(LONGEST.snowflake);
  const answered = { by: member, at: ended.endedAt, reason } as const;
  const states: readonly ApprovalRequest['state'][] = [
    { kind: 'open' },
    { kind: 'approved', ...answered, isApplied: true },
    { kind: 'approved', ...answered, isApplied: false },
    { kind: 'declined', ...answered },
  ];
  const open: ApprovalRequest = {
    id,
    askedAt: ended.endedAt,
    reason,
    limit: { because: 'tooMuch', minutes: 10_079 },
    change: { type: 'editEntry', session: session.id, patch: { pauses, note: after.note } },
    before: session,
    after,
    cut: { before: session, after },
    applyAs: id,
    posted: { channel, message: messageId(LONGEST.snowflake) },
    state: { kind: 'open' },
  };
  const other: Category = { ...category, name: Array.from(category.name).toReversed().join('') };
  const look = (wanted: string) => (wanted === session.category ? category : other);
  const moved: ApprovalRequest = { ...open, after: { ...after, category: categoryId('another') } };
  const kinds: readonly ApprovalRequest[] = [
    moved,
    { ...open, change: { type: 'deleteEntry', session: session.id }, after: null, cut: null },
    { ...open, change: { type: 'reopen', session: session.id }, after: { ...after, endedAt: null, status: 'RUNNING' } },
    { ...open, before: null, limit: { because: 'tooFarBack', days: 366 }, posted: null },
  ];
  const all = kinds.flatMap((request) => states.map((state): ApprovalRequest => ({ ...request, state })));
  const cancel = IDS.cancel.encode({ owner: member });
  const own = { owner: member, request: id };
  const controls = { withdraw: APPROVAL_IDS.withdraw.encode(own), sendAgain: APPROVAL_IDS.sendAgain.encode(own) };
  const listed = Array.from({ length: 10 }, (_, at) => {
    const request = { ...moved, id: requestId(`${LONGEST.id.slice(0, -2)}${String(at).padStart(2, '0')}`) };
    return { request, show: APPROVAL_IDS.show.encode({ owner: member, request: request.id }) };
  });
  const draft = { owner: member, session: session.id, start: LONGEST.moment, end: LONGEST.moment, marks: 'kbnc' };
  const changed = { owner: member, session: session.id, what: 'deleteEntry', value: LONGEST.moment } as const;
  const codes = Object.keys(ERRORS).filter((code): code is ErrorCode => code in ERRORS);
  const told = all.flatMap(({ state, ...request }) => (state.kind === 'open' ? [] : [{ ...request, state }]));
  return [
    ...all.map((request, at) => ({
      name: `request ${String(at)}`,
      body: requestCard(modelOf(member, request, look), t),
    })),
    { name: 'request that is gone', body: goneView(t) },
    { name: 'withdrawn request', body: withdrawnCard({ member, request: moved, look }, t) },
    ...kinds.flatMap((request, at) => [
      { name: `own request ${String(at)}`, body: ownRequestCard({ request, look, controls }, t) },
      { name: `asked ${String(at)}`, body: askedCard({ request, look, channel }, t) },
      {
        name: `offer ${String(at)}`,
        body: offerCard(
          { shown: request, look, now: ended.endedAt, controls: { ask: APPROVAL_IDS.askChange.encode(changed), cancel } },
          t,
        ),
      },
    ]),
    { name: 'own request without buttons', body: ownRequestCard({ request: moved, look, controls: null }, t) },
    { name: 'own requests', body: ownRequests(listed, look, t) },
    { name: 'no own requests', body: ownRequests([], look, t) },
    {
      name: 'read back that needs approval',
      body: readBackCard(
        {
          before: session,
          after,
          category,
          changes: { note: true, breaks: true },
          now: ended.endedAt,
          cut: { before: { session, category }, after },
          controls: { ask: APPROVAL_IDS.ask.encode(draft), limit: open.limit, cancel },
        },
        t,
      ),
    },
    { name: 'answers', body: answersView(told, look, t) },
    { name: 'one answer', body: answersView(told.slice(0, 1), look, t) },
    ...codes.map((code) => ({ name: `blocked ${code}`, body: blockedView({ code, params }, t) })),
  ];
};

/** The forms, with the longest custom ids. */
export const approvalForms = (member: UserId, t: Translator) => {
  const target = { owner: member, session: sessionId(LONGEST.id) };
  const draft = { ...target, start: LONGEST.moment, end: LONGEST.moment, marks: 'kbnc' };
  const others = { member, request: requestId(LONGEST.id) };
  return [
    { name: 'ask for a draft', body: askForm.view(t, draft) },
    { name: 'ask for a change', body: askChangeForm.view(t, { ...target, what: 'deleteEntry', value: LONGEST.moment }) },
    { name: 'approve with a comment', body: approveForm.view(t, others) },
    { name: 'decline', body: declineForm.view(t, others) },
  ];
};
