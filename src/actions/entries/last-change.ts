import type { RequestId } from '../../domain/ids.js';
import type { EntryRow } from '../../engine/ledger/kinds/entry-row.js';
import type { Actor } from '../actor.js';
import type { Means } from '../means.js';
import { OVERLAP_SOURCE } from './leave-to-others.js';

/** One's own change that can be taken back. */
export interface OwnChanges {
  /** The request that it was asked for by. */
  readonly request: RequestId;
  /** Its rows of the ledger, in order. */
  readonly rows: readonly EntryRow[];
}

const DAY = 86_400_000;
/** Pages of the history that are looked through: whoever changed more than that within a day has to edit instead. */
const PAGES = 10;

type Who = Pick<Actor, 'space' | 'user' | 'occurredAt'>;

/** The rows of one request, newest first as the history tells them. */
interface Group {
  readonly request: RequestId;
  readonly rows: EntryRow[];
}

/**
 * The member's own last change of their time within a day, whatever it was; null when there is none. A change that was taken back is no longer one,
 * so that each undo goes one step further back. What the bot added to a change to keep entries apart belongs to it.
 */
export const lastOwnChange = async (ctx: Who, { timesheet }: Pick<Means, 'timesheet'>): Promise<OwnChanges | null> => {
  let undone = 0;
  let added: EntryRow[] = [];
  for await (const { request, rows } of ownRequests(ctx, timesheet)) {
    const [row] = rows;
    if (row === undefined || row.at < ctx.occurredAt - DAY) return null;
    if (row.event === 'undone') undone += 1;
    else if (row.source === OVERLAP_SOURCE) added = [...added, ...rows];
    else if (undone > 0) {
      undone -= 1;
      added = [];
    } else return { request, rows: [...added, ...rows].reverse() };
  }
  return null;
};

/** What the member did themselves, a request at a time, newest first. */
async function* ownRequests(ctx: Who, timesheet: Means['timesheet']): AsyncGenerator<Group> {
  let rows: EntryRow[] = [];
  let from: number | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const { records, next } = await timesheet.history(ctx.space, ctx.user, from);
    for (const record of records) {
      if (record.kind !== 'entry' || record.actor !== ctx.user) continue;
      const request = rows[0]?.requestId;
      if (request !== undefined && request !== record.requestId) {
        yield { request, rows };
        rows = [];
      }
      rows.push(record);
    }
    if (next === null) break;
    from = next;
  }
  const request = rows[0]?.requestId;
  if (request !== undefined) yield { request, rows };
}

/** Is the member on the clock again once the change is taken back? Who may not clock in must not get back on the clock in this way. */
export const runsAgain = ({ before, after }: OwnChanges['rows'][number]): boolean =>
  before?.endedAt === null && after?.endedAt !== null;
