import { z } from 'zod';
import { localDay } from '../../domain/calendar.js';
import type { SpaceId } from '../../domain/ids.js';
import type { Documents } from '../documents-api.js';
import { configuration } from '../documents/kinds/configuration.js';
import { dashboards } from '../documents/kinds/dashboards.js';
import { sharing } from '../documents/kinds/sharing.js';
import { defineDueJob } from '../due/due-job.js';
import { putRow, type DueStore } from '../due/due-row.js';
import type { LedgerRow } from '../ledger/kinds/index.js';
import type { Handle } from '../outbox/outbox.js';
import type { Spaces } from '../spaces.js';

/** Names a consumer of the ledgers, and stands in Redis. */
export const DASHBOARD_CONSUMER = 'dashboards';
const NEW_DAY = 'new-day';

export interface NewDayParts {
  readonly documents: Documents;
  readonly spaces: Pick<Spaces, 'get'>;
  readonly due: Pick<DueStore, 'change'>;
  /** The dashboards of this space may have to show something else by now, though nobody has clicked. */
  readonly refreshDashboards: (space: SpaceId) => void;
  /** ms */
  readonly now: () => number;
}

/** When the next day begins in the space, ms. */
const nextDayIn = async (space: SpaceId, { spaces, now }: Pick<NewDayParts, 'spaces' | 'now'>): Promise<number> => {
  const { timeZone, dayStart } = (await spaces.get(space)).settings;
  return localDay(now(), timeZone, dayStart).end;
};

/**
 * A day begins: the dashboards of the space are to be looked at, whether somebody clicks or not. The row stays as long as there are dashboards, and stands at
 * the next day.
 */
export const newDayJob = (parts: NewDayParts) =>
  defineDueJob({
    kind: NEW_DAY,
    payload: z.null(),
    run: async ({ space }) => {
      const { dashboards: all } = await parts.documents.of(dashboards).get(space);
      if (all.length === 0) return 'done';
      parts.refreshDashboards(space);
      return { again: await nextDayIn(space, parts), payload: null };
    },
  });

/** Kinds of documents that dashboards are made of: what the server is set to, and who lets themselves be shown. */
const SHOWN: ReadonlySet<string> = new Set([configuration.name, dashboards.name, sharing.name]);

const isShown = (record: LedgerRow): boolean => record.kind === 'document' && SHOWN.has(record.document);

/**
 * What dashboards are made of has changed in a way that is no click, whoever changed it. The row of the space is put anew: there may be a first dashboard, or its
 * days may begin at another time. A row too many looks once and goes.
 */
export const followDashboards = (
  parts: Pick<NewDayParts, 'documents' | 'spaces' | 'due' | 'now' | 'refreshDashboards'>,
): Handle<LedgerRow> => {
  return async (space, records) => {
    if (!records.some(isShown)) return;
    const { dashboards: all } = await parts.documents.of(dashboards).get(space);
    if (all.length === 0) return;
    parts.refreshDashboards(space);
    const at = await nextDayIn(space, parts);
    await parts.due.change(space, [putRow({ kind: NEW_DAY, user: null, about: '', at, payload: null })]);
  };
};
