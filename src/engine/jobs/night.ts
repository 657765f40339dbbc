import { z } from 'zod';
import { localDay } from '../../domain/calendar.js';
import { isGuildSpace, type SpaceId } from '../../domain/ids.js';
import { spreadOf } from '../../domain/spread.js';
import type { Documents } from '../documents-api.js';
import { sharing } from '../documents/kinds/sharing.js';
import { defineDueJob } from '../due/due-job.js';
import { putRow, type DueStore } from '../due/due-row.js';
import type { LedgerRow } from '../ledger/kinds/index.js';
import { forgetNetworks } from '../network-trust.js';
import type { Handle } from '../outbox/outbox.js';
import type { Spaces } from '../spaces.js';
import { failureOf } from './failure-of.js';

/** Names a consumer of the ledgers, and stands in Redis. */
export const NIGHT_CONSUMER = 'insights';
const KIND = 'night';
/** From three in the morning on, by the clocks of the space: minutes after midnight, and the minutes over which spaces are spread. */
const QUIET_FROM = 180;
const QUIET_FOR = 60;
/** When work that is under way is looked at again, ms. */
const LOOK_MS = 60_000;

/** What is done for a space at night; implemented in core/night. */
export interface Night {
  /**
   * Begins what is to be done this night, or says how far it is, without waiting for it: other rows must not wait for hours of work. A process that ended in the
   * middle begins anew when it is asked again. `nobody`: there is nobody (any more) who agreed.
   * @param night names the night, the same for all of its moments
   */
  work(space: SpaceId, night: string): Promise<'underWay' | 'done' | 'nobody'>;
}

export interface NightJobParts {
  readonly documents: Documents;
  readonly spaces: Pick<Spaces, 'get'>;
  readonly due: Pick<DueStore, 'change'>;
  readonly night: Night;
  /** ms */
  readonly now: () => number;
}

/** The night that it is in the space, which lasts until the next one begins. A day that begins at three, so that the change of the clocks is seen to. */
const nightIn = async (
  space: SpaceId,
  { spaces, now }: Pick<NightJobParts, 'spaces' | 'now'>,
): Promise<{ readonly name: string; readonly next: number }> => {
  const { timeZone } = (await spaces.get(space)).settings;
  const { day, end } = localDay(now(), timeZone, QUIET_FROM + spreadOf(space, QUIET_FOR));
  return { name: day, next: end };
};

/** What is done once a night for a space in which somebody agreed to insights. */
export const nightJob = (parts: NightJobParts) =>
  defineDueJob({
    kind: KIND,
    payload: z.null(),
    run: async ({ space }) => {
      const { name, next } = await nightIn(space, parts);
      const state = await parts.night.work(space, name);
      if (state === 'nobody') return 'done';
      return { again: state === 'done' ? next : parts.now() + LOOK_MS, payload: null };
    },
  });

/** What a row of the ledger says about somebody's agreement to insights; null: nothing. */
const agreementIn = (record: LedgerRow): { readonly before: boolean; readonly after: boolean } | null => {
  if (record.kind !== 'document' || record.document !== sharing.name) return null;
  for (const { path, before, after } of record.changes) {
    if (path.length === 0) return { before: agreedIn(before), after: agreedIn(after) };
    if (path[0] === 'insights') return { before: before === true, after: after === true };
  }
  return null;
};

const Agreement = z.looseObject({ insights: z.boolean().default(false) });
/** Of a document that is stored for the first time, or goes, the row has all of it. */
const agreedIn = (document: unknown): boolean => Agreement.safeParse(document).data?.insights ?? false;

/**
 * Reads the ledgers from their beginning: a server in which somebody agreed to insights has a row for the night. Whoever withdraws is forgotten: no network that
 * was trained before is used any more, and the next night trains another one.
 */
export const followAgreements = (parts: Pick<NightJobParts, 'documents' | 'spaces' | 'due' | 'now'>): Handle<LedgerRow> => {
  return async (space, records) => {
    if (!isGuildSpace(space)) return;
    let hasChanged = false;
    for (const record of records) {
      const agreement = agreementIn(record);
      if (agreement === null || agreement.before === agreement.after) continue;
      hasChanged = true;
      if (agreement.after) continue;
      const { requestId, at } = record;
      const by = { actor: null, requestId, at, event: 'networkForgotten', source: 'notice' };
      const forgotten = await forgetNetworks(parts.documents, space, by);
      if (!forgotten.ok) throw failureOf('a network is not forgotten', forgotten.error);
    }
    if (!hasChanged) return;
    const { next } = await nightIn(space, parts);
    await parts.due.change(space, [putRow({ kind: KIND, user: null, about: '', at: next, payload: null })]);
  };
};
