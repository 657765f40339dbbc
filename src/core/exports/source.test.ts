import { expect, it } from 'vitest';
import { entry, MEMBER } from '../../../test/support/reports.js';
import { guildSpace, requestId } from '../../domain/ids.js';
import type { Session } from '../../domain/session.js';
import type { LedgerRow } from '../../engine/ledger/kinds/index.js';
import { exportSource } from './source.js';

const [clocked, added, spoken, old] = ['clocked', 'added', 'spoken', 'old'].map((id) =>
  entry(id, '2026-10-05T09:00:00Z', '2026-10-05T10:00:00Z'),
) as [Session, Session, Session, Session];

let count = 0;
const row = (at: number, event: string, before: Session | null, after: Session | null, source = 'command'): LedgerRow => ({
  ...{ kind: 'entry', id: String(++count), requestId: requestId('1'), user: MEMBER.user, version: count },
  ...{ event, at, actor: MEMBER.user, source, before, after },
});

/** Newest first, as the ledger tells it. */
const PAGES: readonly (readonly LedgerRow[])[] = [
  [
    row(50, 'entryEdited', clocked, clocked),
    row(49, 'entryDeleted', added, null),
    row(48, 'noteSet', clocked, clocked),
    row(47, 'adjusted', clocked, clocked),
  ],
  [row(40, 'clockedOut', clocked, clocked), row(30, 'clockedIn', null, clocked), row(29, 'entryAdded', null, added)],
  [row(20, 'clockedIn', null, spoken, 'voice'), row(9, 'entryImported', null, old)],
  [row(5, 'clockedIn', null, entry('older', 0, 1))],
];

it('knows how entries came to be and how often they were corrected, from as much of the history as is needed', async () => {
  const asked: (number | undefined)[] = [];
  const source = exportSource({
    entries: () => Promise.resolve([]),
    days: () => Promise.resolve(new Map()),
    history: (_space, _user, from) => {
      asked.push(from);
      const records = PAGES[from ?? 0] ?? [];
      return Promise.resolve({ records, storedAt: [], next: (from ?? 0) + 1 });
    },
  });
  const origins = await source.origins(guildSpace('300'), MEMBER.user, 10);
  expect(Object.fromEntries(origins)).toEqual({
    clocked: { source: 'clock', edits: 2 },
    added: { source: 'added', edits: 0 },
    spoken: { source: 'voice', edits: 0 },
    old: { source: 'imported', edits: 0 },
  });
  expect(asked).toEqual([undefined, 1, 2]);
});
