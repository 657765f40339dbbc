import { z } from 'zod';
import { LAST_MOMENT } from '../../domain/calendar.js';
import { confirmsAt, waitsSince } from '../../domain/confirming.js';
import { requestId, sessionId, type SpaceId } from '../../domain/ids.js';
import type { SettingKey } from '../../domain/settings.js';
import type { Corrections } from '../api.js';
import { defineDueJob } from '../due/due-job.js';
import { putRow, dropRow, settleRow, type DueChange, type DueStore } from '../due/due-row.js';
import type { LedgerRow } from '../ledger/kinds/index.js';
import type { Handle } from '../outbox/outbox.js';
import type { Spaces } from '../spaces.js';
import type { Store } from '../store.js';
import { failureOf } from './failure-of.js';
import { lastChangeOf, NO_CHANGE } from './last-change.js';

/** Names a consumer of the ledgers, and stands in Redis. */
export const CONFIRM_CONSUMER = 'confirm';
const CONFIRM = 'confirm';
const RESCHEDULE = 'confirm-reschedule';
/** As long as entries do not confirm themselves, their rows wait for the setting to be changed. */
const PARKED = LAST_MOMENT;
/** ms after which an entry is looked at again that was changed in that moment. */
const AGAIN_MS = 1_000;

export interface ConfirmParts {
  readonly store: Pick<Store, 'entry' | 'history'>;
  readonly spaces: Pick<Spaces, 'get'>;
  readonly corrections: Pick<Corrections, 'confirmUnchanged'>;
  readonly due: Pick<DueStore, 'change' | 'ofKind'>;
  /** ms */
  readonly now: () => number;
}

/** When to look at an entry that waits since then, ms. */
const lookAt = (since: number, days: number | null): number => confirmsAt(since, days) ?? PARKED;

const daysOf = async ({ spaces }: Pick<ConfirmParts, 'spaces'>, space: SpaceId): Promise<number | null> =>
  (await spaces.get(space)).settings.confirmAfterDays;

/** So that what is due can be moved with the setting: `since`, as when the row was put. */
const payload = z.object({ since: z.int() });

/**
 * An entry confirms itself. Its row only says when to look: whether it is still there and unconfirmed, when it was changed last, and what the setting is
 * by now, is looked up then; and it is confirmed only as it was seen. So a row that is too early, late, or of an entry that is gone does no harm.
 */
const confirmJob = (parts: ConfirmParts) =>
  defineDueJob({
    kind: CONFIRM,
    payload,
    run: async ({ space, user, about, payload: put }) => {
      if (user === null) return 'done';
      const { store, corrections, now } = parts;
      const session = sessionId(about);
      const days = await daysOf(parts, space);
      if (days === null) return { again: PARKED, payload: put };
      const entry = await store.entry(space, user, session);
      if (entry?.status !== 'ENDED_UNCONFIRMED') return 'done';
      const since = waitsSince(entry, (await lastChangeOf(store, space, user, session)) ?? 0);
      const at = lookAt(since, days);
      if (at > now()) return { again: at, payload: { since } };
      const request = requestId(`confirm:${session}:${since}`);
      const done = await corrections.confirmUnchanged({ space, user, requestId: request, at, actor: null, source: 'due', entry });
      if (done.ok) return 'done';
      if (done.error.code === 'ENTRY_CHANGED') return { again: now() + AGAIN_MS, payload: { since } };
      // Confirmed, reopened or deleted in between.
      if (OVER.has(done.error.code)) return 'done';
      throw failureOf('an entry does not confirm itself', done.error);
    },
  });

const OVER: ReadonlySet<string> = new Set(['SESSION_NOT_FOUND', 'SESSION_ALREADY_CONFIRMED', 'SESSION_NOT_ENDED']);

/**
 * The setting was changed: each row gets the moment that it has by now. Later ones could be put off when they are due, but a shorter time has to take
 * hold as well, and so has one after none. It reads and writes the rows alone, and may be begun again at any point.
 */
const rescheduleJob = (parts: ConfirmParts) =>
  defineDueJob({
    kind: RESCHEDULE,
    payload: z.null(),
    run: async ({ space }) => {
      const days = await daysOf(parts, space);
      for await (const rows of parts.due.ofKind(space, CONFIRM)) {
        const changes = rows.flatMap((row): DueChange[] => {
          const put = payload.safeParse(row.payload);
          if (!put.success) return [];
          const at = lookAt(put.data.since, days);
          return at === row.at ? [] : [settleRow(row, { at, payload: put.data })];
        });
        if (changes.length > 0) await parts.due.change(space, changes);
      }
      return 'done';
    },
  });

/** What has to be done so that entries confirm themselves after `confirmAfterDays`. */
export const confirmJobs = (parts: ConfirmParts) => [confirmJob(parts), rescheduleJob(parts)];

/**
 * Reads the ledgers from their beginning: an entry that waits to be confirmed has a row, and loses it when it does not wait any more. So entries of
 * before there were due rows, and those that a restore brings, have theirs as well. Nothing of it is on the way of a click.
 */
export const followEntries = (parts: Pick<ConfirmParts, 'spaces' | 'due'>): Handle<LedgerRow> => {
  return async (space, records) => {
    const days = await daysOf(parts, space);
    const changes = new Map<string, DueChange>();
    for (const record of records) {
      const change = record.kind === 'entry' ? ofEntry(record, days) : ofSetting(record);
      if (change !== null) changes.set(`${change.name.user ?? ''} ${change.name.about}`, change);
    }
    if (changes.size > 0) await parts.due.change(space, [...changes.values()]);
  };
};

const ofEntry = (record: Extract<LedgerRow, { readonly kind: 'entry' }>, days: number | null): DueChange | null => {
  const { event, at, user, version, before, after } = record;
  const session = after ?? before;
  if (session === null || NO_CHANGE.has(event)) return null;
  const name = { kind: CONFIRM, user, about: session.id };
  if (after?.status !== 'ENDED_UNCONFIRMED') return before?.status === 'ENDED_UNCONFIRMED' ? dropRow(name) : null;
  const since = waitsSince(after, at);
  return putRow({ ...name, at: lookAt(since, days), payload: { since } }, version);
};

/** Where it stands in the document; of one that is stored for the first time everything has changed. */
const SETTING: readonly string[] = ['settings', 'confirmAfterDays' satisfies SettingKey];

const ofSetting = (record: Exclude<LedgerRow, { readonly kind: 'entry' }>): DueChange | null => {
  if (record.kind !== 'document' || record.document !== 'configuration') return null;
  const isChanged = record.changes.some(({ path }) => path.every((key, at) => key === SETTING[at]));
  return isChanged ? putRow({ kind: RESCHEDULE, user: null, about: '', at: record.at, payload: null }) : null;
};
