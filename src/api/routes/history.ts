import { z } from 'zod';
import { mayDo } from '../../actions/access.js';
import { domainError } from '../../domain/errors.js';
import { err, ok } from '../../domain/result.js';
import { isPosition } from '../../engine/ledger-rows.js';
import type { LedgerRow } from '../../engine/ledger/kinds/index.js';
import { changeId, eventOf, sessionOf } from '../feed/change.js';
import type { SpaceId, UserId } from '../../domain/ids.js';
import type { Session } from '../../domain/session.js';
import type { ManageDeps } from '../manage-deps.js';
import { momentText } from '../present.js';
import { defineRoute, type Route } from '../route.js';
import { UserIdText } from '../schemas/common.js';
import type { HistoryRow } from '../schemas/manage.js';
import { HistoryPage } from '../schemas/manage.js';
import { inSpace } from '../server/called-by.js';

type Needs = Pick<ManageDeps, 'ledger' | 'spaces' | 'timesheet'>;

/** Rows of a page, and rows that are looked at for it: whoever filters turns over empty pages rather than waiting. */
const PAGE = 50;
const LOOKED_AT = 500;

interface Sees {
  readonly user: UserId;
  /** Notes are for those who correct the time of others; whoever reads their own history sees them anyway. */
  readonly notes: boolean;
}

/** A row as history. Of documents of others it tells that something was asked or exported, and no more. */
const shown = (space: SpaceId, row: LedgerRow, { user: reader, notes }: Sees): z.output<typeof HistoryRow> => {
  const { event, at, user, actor, source } = row;
  const isOwn = user === reader;
  const session = (one: Session | null) => (one === null ? null : sessionOf(one, at, notes || isOwn));
  const mayRead = user === null || isOwn;
  return {
    ...{ id: changeId(space, row), kind: row.kind, event, at: momentText(at), member: user, actor, source },
    before: row.kind === 'entry' ? session(row.before) : null,
    after: row.kind === 'entry' ? session(row.after) : null,
    document: row.kind === 'document' ? row.document : null,
    changes:
      row.kind === 'document' && mayRead
        ? row.changes.map(({ path, before, after }) => ({ path: [...path], before, after }))
        : [],
    refusal: row.kind === 'unapplied' ? { command: row.command, code: row.error.code } : null,
  };
};

/** What belongs to logins is shown to nobody. */
const HIDDEN = new Set(['tokens', 'sessions', 'logins']);

/** May the row be listed? What members keep for themselves (whether they agreed to something, whom they show what) is nobody else's business. */
const isForReader = (row: LedgerRow, reader: UserId): boolean => {
  if (row.kind !== 'document') return true;
  if (HIDDEN.has(row.document)) return false;
  return row.user === null || row.user === reader || eventOf(row) !== null;
};

interface Filter {
  readonly kind?: LedgerRow['kind'] | undefined;
  readonly member?: string | undefined;
  readonly actor?: string | undefined;
}

const isAsked = (row: LedgerRow, { kind, member, actor }: Filter): boolean =>
  (kind === undefined || row.kind === kind) &&
  (member === undefined || row.user === member) &&
  (actor === undefined || row.actor === actor);

const kind = z.enum(['entry', 'document', 'unapplied']).optional();

export const historyRoutes = (deps: Needs): readonly Route[] => [
  defineRoute({
    ...{ id: 'listOwnHistory', method: 'GET', path: '/spaces/:space/history', tag: 'History', scope: 'own:read' },
    summary: 'Lists everything that happened to your own time here, newest first: what it was and is, by whom, and from where.',
    query: z.object({ cursor: z.coerce.number().int().min(0).optional(), kind }),
    answers: { 200: HistoryPage },
    run: async (asked) => {
      const { space, user } = inSpace(asked);
      const { records, next } = await deps.timesheet.history(space, user, asked.query.cursor, PAGE);
      const wanted = records.filter((row) => isForReader(row, user) && isAsked(row, asked.query));
      const items = wanted.map((row) => shown(space, row, { user, notes: true }));
      return ok({ status: 200, body: { items, next: next === null ? null : String(next) } });
    },
  }),
  defineRoute({
    ...{
      id: 'listAudit',
      method: 'GET',
      path: '/spaces/:space/audit',
      tag: 'History',
      scope: 'space:read',
      needs: 'manageMembers',
    },
    summary: 'Lists everything that happened in a server, newest first.',
    description: 'A page may be short, or empty, although there are more: `next` says so.',
    query: z.object({
      cursor: z.string().refine(isPosition).optional(),
      kind,
      member: UserIdText.optional(),
      actor: UserIdText.optional(),
    }),
    answers: { 200: HistoryPage },
    run: async (asked) => {
      const actor = inSpace(asked);
      const { space, user } = actor;
      if (actor.guild === null) return err(domainError('GUILD_ONLY'));
      const { rows, next } = await deps.ledger.before(space, asked.query.cursor ?? null, LOOKED_AT);
      const sees = { user, notes: mayDo(actor, 'editOthers', await deps.spaces.get(space)).ok };
      const items: z.output<typeof HistoryRow>[] = [];
      let cut: string | null = null;
      for (const { position, records } of rows) {
        const wanted = records.filter((row) => isForReader(row, user) && isAsked(row, asked.query));
        if (items.length > 0 && items.length + wanted.length > PAGE) break;
        items.push(...wanted.map((row) => shown(space, row, sees)));
        cut = position;
      }
      const isWhole = cut === (rows.at(-1)?.position ?? null);
      return ok({ status: 200, body: { items, next: isWhole ? next : cut } });
    },
  }),
];
