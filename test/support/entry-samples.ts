import { IDS, summaryControlsOf } from '../../src/commands/custom-ids.js';
import type { Category } from '../../src/domain/category.js';
import { sessionId, type UserId } from '../../src/domain/ids.js';
import type { Interval, Session } from '../../src/domain/session.js';
import type { Translator } from '../../src/i18n/translator.js';
import { deleteCard } from '../../src/views/entries/delete-card.js';
import { clashCard, readBackCard, twiceCard } from '../../src/views/entries/draft-card.js';
import { entryList } from '../../src/views/entries/entry-list.js';
import { goOnView } from '../../src/views/entries/go-on.js';
import { undoCard, undoneCard } from '../../src/views/entries/undo-card.js';
import type { AnyView } from '../../src/views/message.js';
import { summaryCard } from '../../src/views/summary.js';

const LONGEST = { id: '9'.repeat(24), moment: 'z'.repeat(9) };
const MINUTE = 60_000;

/** Views of a member's own entries, each with the longest that it may hold. `ended` has a note of the full length. */
export const entrySamples = (
  member: UserId,
  category: Category,
  ended: Session & { readonly endedAt: number },
  t: Translator,
): readonly { readonly name: string; readonly body: AnyView }[] => {
  const session: Session = { ...ended, id: sessionId(LONGEST.id), overrideMs: 9999 * MINUTE };
  const target = { owner: member, session: session.id };
  const cancel = IDS.cancel.encode({ owner: member });
  const ids = { ...target, start: LONGEST.moment, end: LONGEST.moment, marks: 'kbnc' };
  const pauses = Array.from({ length: 100 }, (_, at): Interval => {
    const start = session.startedAt + (2 * at + 1) * 1_000;
    return { start, end: start + 1_000 };
  });
  const active: Session = { ...session, status: 'RUNNING', endedAt: null, endReason: null, overrideMs: null };
  const draft = {
    before: session,
    after: { ...session, pauses },
    category,
    changes: { note: true, breaks: true },
    now: ended.endedAt,
  };
  const other = { session, category };
  const events = ['clockedIn', 'noteSet', 'entryEdited', 'something new'];
  const changes = Array.from({ length: 30 }, (_, at) => ({
    ...{ event: events[at % events.length] ?? '', at: ended.endedAt, session: at % 2 === 0 ? session : active, category },
  }));
  const page = {
    owner: member,
    from: LONGEST.moment,
    to: LONGEST.moment,
    category: 'z'.repeat(7),
    way: 'older' as const,
    at: LONGEST.moment,
    skip: 9999,
  };
  const listed = (one: Session, at: number) => {
    const id = sessionId(`${LONGEST.id.slice(0, -2)}${String(at).padStart(2, '0')}`);
    return { session: { ...one, id }, category, edit: IDS.edit.encode({ owner: member, session: id }) };
  };
  const limits = { from: session.startedAt, to: ended.endedAt, category };
  const turning = { older: IDS.entries.encode(page), newer: IDS.entries.encode({ ...page, way: 'newer' }) };
  const save = IDS.save.encode(ids);
  const review = IDS.review.encode(ids);
  return [
    ...(['clockedOut', 'saved', 'added', 'entry'] as const).map((of) => ({
      name: `summary with buttons ${of}`,
      body: summaryCard(
        {
          session,
          category,
          totals: null,
          caveat: 'willSync',
          of,
          controls: summaryControlsOf(member, session),
          leftToOthers: 9999 * MINUTE,
        },
        t,
      ),
    })),
    {
      name: 'confirmed summary',
      body: summaryCard(
        {
          ...{
            session: { ...session, status: 'ENDED_CONFIRMED' },
            category,
            totals: { today: 1, week: 2, month: 3 },
            caveat: null,
          },
          ...{ controls: summaryControlsOf(member, session), canReopen: true },
        },
        t,
      ),
    },
    {
      name: 'read back',
      body: readBackCard({ ...draft, cut: { before: other, after: session }, controls: { save, cancel } }, t),
    },
    {
      name: 'read back of a new one',
      body: readBackCard(
        { ...draft, before: null, changes: { note: false, breaks: false }, cut: null, controls: { save, cancel } },
        t,
      ),
    },
    {
      name: 'read back of what runs',
      body: readBackCard(
        {
          ...draft,
          before: active,
          after: active,
          changes: { note: true, breaks: false },
          cut: null,
          controls: { save, cancel },
        },
        t,
      ),
    },
    {
      name: 'clash',
      body: clashCard(
        {
          ...draft,
          other,
          controls: {
            startAt: review,
            endAt: IDS.review.encode({ ...ids, marks: 'kb' }),
            cut: IDS.review.encode({ ...ids, marks: 'c' }),
            cancel,
          },
        },
        t,
      ),
    },
    {
      name: 'twice',
      body: twiceCard(
        {
          category,
          note: session.note,
          breaks: pauses,
          readings: ['k', 'b', 'n', 'c'].map((marks) => ({
            label: '2026-10-25 02:30:59 +02:00 – 2026-10-25 02:30:59 +01:00',
            customId: IDS.review.encode({ ...ids, marks }),
          })),
          cancel,
        },
        t,
      ),
    },
    {
      name: 'entries',
      body: entryList(
        {
          active: listed(active, 99),
          entries: Array.from({ length: 8 }, (_, at) => listed(session, at)),
          ...limits,
          ...turning,
          now: ended.endedAt,
        },
        t,
      ),
    },
    {
      name: 'no entries',
      body: entryList({ active: null, entries: [], ...limits, older: null, newer: null, now: ended.endedAt }, t),
    },
    {
      name: 'no entries so far',
      body: entryList({ active: null, entries: [], ...limits, ...turning, now: ended.endedAt }, t),
    },
    {
      name: 'delete',
      body: deleteCard({ session, category, controls: { delete: IDS.delete.encode(target), cancel } }, t),
    },
    { name: 'deleted', body: deleteCard({ session, category, controls: null }, t) },
    { name: 'undo', body: undoCard({ changes, controls: { undo: save, cancel } }, t) },
    { name: 'undone', body: undoneCard(changes, t) },
    {
      name: 'go on',
      body: goOnView(
        {
          category,
          endedAt: ended.endedAt,
          note: session.note,
          possiblyStale: true,
          controls: { goOn: IDS.goOn.encode(target), beginNew: IDS.beginNew.encode(target) },
        },
        t,
      ),
    },
  ];
};
