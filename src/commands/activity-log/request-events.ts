import { z } from 'zod';
import type { UserId } from '../../domain/ids.js';
import type { KeyChange } from '../../engine/ledger/diff.js';
import type { DocumentRow } from '../../engine/ledger/kinds/document.js';
import type { LogEvent } from '../../views/activity-log/event.js';

const Kind = z.enum(['open', 'approved', 'declined']);
const Request = z.looseObject({ id: z.string(), state: z.looseObject({ kind: Kind }) });
const Document = z.looseObject({ requests: z.array(Request) });

type State = Extract<LogEvent, { of: 'request' }>['state'];

const stateOf = (value: unknown): z.infer<typeof Kind> | null => Request.safeParse(value).data?.state.kind ?? null;

/** What became of one request by the change of one key; null: nothing that others are told. */
const becameOf = ({ path, before, after }: KeyChange): State | null => {
  const [list, , ...inner] = path;
  if (list !== 'requests') return null;
  if (path.length === 2) {
    if (before === undefined) return stateOf(after) === 'open' ? 'asked' : null;
    // Those that were answered leave the list when their members have been told.
    return after === undefined && stateOf(before) === 'open' ? 'withdrawn' : null;
  }
  const isKind = inner.join('.') === 'state.kind';
  return isKind && before === 'open' && (after === 'approved' || after === 'declined') ? after : null;
};

/** All states of a list that is told as one value: the first request of a member is stored with everything around it. */
const statesIn = ({ path, before, after }: KeyChange): readonly State[] => {
  if (path.length > 1) return [];
  const listOf = (value: unknown) =>
    (path.length === 0 ? Document.safeParse(value).data?.requests : z.array(Request).safeParse(value).data) ?? [];
  const known = new Set(listOf(before).map(({ id }) => id));
  return listOf(after).flatMap(({ id, state }) => (known.has(id) || state.kind !== 'open' ? [] : ['asked' as const]));
};

/** What a change of a member's requests for approval tells: asked, approved, declined, withdrawn. Not why: that is between those two. */
export const requestEvents = (row: DocumentRow, user: UserId): readonly LogEvent[] =>
  row.changes
    .flatMap((change) => [...statesIn(change), ...(becameOf(change) === null ? [] : [becameOf(change)])])
    .flatMap((state) => (state === null ? [] : [{ kind: 'requests', at: row.at, of: 'request', user, by: row.actor, state }]));
