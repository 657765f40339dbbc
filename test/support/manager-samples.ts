import { MANAGED_IDS } from '../../src/commands/admin/session/custom-ids.js';
import { removeMenu } from '../../src/commands/admin/session/list.js';
import { menuRow } from '../../src/commands/kit/select.js';
import type { Category } from '../../src/domain/category.js';
import { sessionId, type UserId } from '../../src/domain/ids.js';
import type { Session } from '../../src/domain/session.js';
import type { Translator } from '../../src/i18n/translator.js';
import { changedByOthersView } from '../../src/views/entries/changed-by-others.js';
import { deleteCard } from '../../src/views/entries/delete-card.js';
import { readBackCard, twiceCard } from '../../src/views/entries/draft-card.js';
import { entryList } from '../../src/views/entries/entry-list.js';
import { managedCard, managedFields } from '../../src/views/entries/managed.js';
import type { AnyView } from '../../src/views/message.js';

const LONGEST = { id: '9'.repeat(24), moment: 'z'.repeat(9) };

/** Views of what managers do with the time of others, each with the longest that it may hold. `ended` has a note of the full length. */
export const managerSamples = (
  member: UserId,
  category: Category,
  ended: Session & { readonly endedAt: number },
  reason: string,
  t: Translator,
): readonly { readonly name: string; readonly body: AnyView }[] => {
  const session: Session = { ...ended, id: sessionId(LONGEST.id) };
  const active: Session = { ...session, status: 'RUNNING', endedAt: null, endReason: null };
  const managed = { member, reason };
  const about = managedFields(managed, t);
  const ids = { member, session: session.id, start: LONGEST.moment, end: LONGEST.moment, marks: 'kbnc' };
  const cancel = MANAGED_IDS.cancel.encode({ member });
  const draft = { before: session, after: session, category, changes: { note: true, breaks: true }, now: ended.endedAt, about };
  const page = {
    member,
    from: LONGEST.moment,
    to: LONGEST.moment,
    category: 'z'.repeat(7),
    way: 'older',
    at: LONGEST.moment,
    skip: 9999,
  } as const;
  const listed = (one: Session, at: number) => {
    const forced = at === 99 ? null : { by: member, reason };
    const id = sessionId(`${LONGEST.id.slice(0, -2)}${String(at).padStart(2, '0')}`);
    return {
      session: { ...one, id, endReason: at === 99 ? one.endReason : ('forced' as const) },
      category,
      forced,
      edit: MANAGED_IDS.edit.encode({ member, session: id }),
    };
  };
  const entries = Array.from({ length: 8 }, (_, at) => listed(session, at));
  const options = entries.map(({ session: { id } }) => ({ value: id, label: 'x'.repeat(100) }));
  const changes = Array.from({ length: 50 }, () => ({
    ...{ event: 'entryEdited', at: ended.endedAt, by: member, reason, before: session, after: active, category },
  }));
  return [
    ...(['clockedOut', 'added', 'saved'] as const).map((of) => ({
      name: `managed ${of}`,
      body: managedCard({ ...managed, session, category, of, now: ended.endedAt }, t),
    })),
    {
      name: 'managed, running',
      body: managedCard({ ...managed, session: active, category, of: 'saved', now: ended.endedAt }, t),
    },
    {
      name: 'managed read back',
      body: readBackCard(
        {
          ...draft,
          cut: { before: { session, category }, after: session },
          controls: { save: MANAGED_IDS.save.encode(ids), cancel },
        },
        t,
      ),
    },
    {
      name: 'managed twice',
      body: twiceCard(
        {
          ...{ category: null, note: null, breaks: null, cancel, about },
          readings: [{ label: 'x'.repeat(90), customId: MANAGED_IDS.review.encode(ids) }],
        },
        t,
      ),
    },
    {
      name: 'managed delete',
      body: deleteCard(
        { session, category, about, controls: { delete: MANAGED_IDS.delete.encode({ member, session: session.id }), cancel } },
        t,
      ),
    },
    { name: 'managed deleted', body: deleteCard({ session, category, about, controls: null }, t) },
    {
      name: 'managed list',
      body: entryList(
        {
          active: listed(active, 99),
          entries,
          ...{ from: session.startedAt, to: ended.endedAt, category, now: ended.endedAt },
          older: MANAGED_IDS.entries.encode(page),
          newer: MANAGED_IDS.entries.encode({ ...page, way: 'newer' }),
          managed: {
            member,
            add: MANAGED_IDS.add.encode({ member }),
            remove: menuRow(removeMenu, MANAGED_IDS.remove.encode({ member }), t, { options }),
          },
        },
        t,
      ),
    },
    { name: 'changes by others', body: changedByOthersView(changes, t) },
    {
      name: 'an import by another',
      body: changedByOthersView(
        (['stored', 'takenBack'] as const).map((imported) => ({
          ...{ imported, at: ended.endedAt, by: member, entries: 1_200, ms: 5_400_000 },
          ...{ from: session.startedAt, to: ended.endedAt },
        })),
        t,
      ),
    },
    { name: 'one change by another', body: changedByOthersView(changes.slice(0, 1), t) },
  ];
};
