import { z } from 'zod';
import type { SpaceId } from '../../domain/ids.js';
import { isSyncing } from '../../domain/notion.js';
import type { Documents } from '../documents-api.js';
import { notion } from '../documents/kinds/notion.js';
import { defineDueJob } from '../due/due-job.js';
import { dropRow, putRow, type DueRow, type DueStore } from '../due/due-row.js';
import type { LedgerRow } from '../ledger/kinds/index.js';
import type { Handle } from '../outbox/outbox.js';

/** Names a consumer of the ledgers, and stands in Redis. */
export const NOTION_CONSUMER = 'notion';
const NOTION = 'notion';

/** Keeps a space and Notion in step. */
export interface NotionRunner {
  /**
   * Begins, or sees to it that what is under way looks once more, and does not wait for it: Notion may be slow, and other things are due. Resolves with when the
   * space is to be looked at again, ms; null: it is not connected (any more).
   */
  begin(space: SpaceId): Promise<number | null>;
}

const rowAt = (at: number): DueRow => ({ kind: NOTION, user: null, about: '', at, payload: null });

export interface NotionRows {
  /** The space is looked at then, ms. */
  wake(space: SpaceId, at: number): Promise<void>;
  drop(space: SpaceId): Promise<void>;
}

export const notionRows = (due: Pick<DueStore, 'change'>): NotionRows => ({
  wake: (space, at) => due.change(space, [putRow(rowAt(at))]),
  drop: (space) => due.change(space, [dropRow(rowAt(0))]),
});

export const notionJob = ({ notionRunner }: { readonly notionRunner: NotionRunner }) =>
  defineDueJob({
    kind: NOTION,
    payload: z.null(),
    run: async ({ space }) => {
      const again = await notionRunner.begin(space);
      return again === null ? 'done' : { again, payload: null };
    },
  });

/**
 * Whatever happens in a connected space: it is to be looked at. What there is to bring is found out by the parts of the synchronisation; this only wakes somebody
 * up. A space that is not connected costs a look at a cached document.
 */
export const followNotion = (parts: {
  readonly documents: Documents;
  readonly due: Pick<DueStore, 'change'>;
  /** ms */
  readonly now: () => number;
}): Handle<LedgerRow> => {
  const rows = notionRows(parts.due);
  return async (space) => {
    if (isSyncing(await parts.documents.of(notion).get(space))) await rows.wake(space, parts.now());
  };
};
