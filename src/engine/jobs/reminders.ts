import { z } from 'zod';
import type { DomainError, ErrorCode } from '../../domain/errors.js';
import { requestId, type SpaceId, type UserId } from '../../domain/ids.js';
import {
  CHANNEL_POSTS_WITHIN_MS,
  dueBy,
  ended,
  isForgotten,
  lookAt,
  passed,
  type Occurrence,
  type Reminder,
} from '../../domain/reminders/reminder.js';
import { ok, type Result } from '../../domain/result.js';
import type { ChangeOrigin, Documents } from '../documents-api.js';
import { reminderList } from '../documents/kinds/reminder-list.js';
import { defineDueJob, type DueOutcome } from '../due/due-job.js';
import { putRow, type DueChange, type DueStore } from '../due/due-row.js';
import type { LedgerRow } from '../ledger/kinds/index.js';
import type { Handle } from '../outbox/outbox.js';
import type { Store } from '../store.js';
import { failureOf } from './failure-of.js';

/** Names a consumer of the ledgers, and stands in Redis. */
export const REMINDERS_CONSUMER = 'reminder-list';
const REMINDER = 'reminder';

/** Whose reminder it is. */
export interface ReminderOf {
  readonly space: SpaceId;
  readonly user: UserId;
  /** When the last messages of the member went to channels, ms. */
  readonly posts: readonly number[];
}

/** What came of a reminder. */
export type Delivered =
  | { readonly kind: 'told' }
  /** It did not arrive, and comes with the next private reply. `code` says why; null: the member cannot be written to. */
  | { readonly kind: 'untold'; readonly code: ErrorCode | null }
  /** It can never arrive again: its channel is gone, or its member has left. */
  | { readonly kind: 'ended'; readonly code: ErrorCode };

/** What brings reminders; implemented by the commands. */
export interface ReminderSender {
  /** Brings what is due. The same occurrence (`occurrence.at`) twice within some minutes is one message. Rejects when it is to be tried again. */
  send(who: ReminderOf, reminder: Reminder, occurrence: Occurrence): Promise<Delivered>;
}

export interface ReminderParts {
  readonly documents: Documents;
  readonly store: Pick<Store, 'load'>;
  readonly due: Pick<DueStore, 'change'>;
  readonly reminders: ReminderSender;
  /** ms */
  readonly now: () => number;
}

/** @throws as `failureOf` */
const must = (result: Result<unknown, DomainError>): void => {
  if (!result.ok) throw failureOf('reminder', result.error);
};

const afterwards = (reminder: Reminder, { due }: Occurrence, delivered: Delivered, now: number): Reminder => {
  const left = passed(reminder, now);
  switch (delivered.kind) {
    case 'told':
      return { ...left, told: { due, at: now }, untold: null };
    case 'untold':
      return { ...left, untold: { due, code: delivered.code } };
    case 'ended':
      return ended(left, due, delivered.code);
  }
};

/**
 * Brings a reminder that is due. Its row only says when to look; what is due follows from the reminder as it is then. It is sent first and noted after: when the
 * process dies in between it is sent again, with the same nonce.
 */
export const reminderJob = (parts: ReminderParts) =>
  defineDueJob({
    kind: REMINDER,
    payload: z.null(),
    run: async ({ space, user, about }): Promise<DueOutcome<null>> => {
      if (user === null) return 'done';
      const [kept, who] = [parts.documents.of(reminderList), { space, user }];
      const { list, posts } = await kept.get(who);
      const reminder = list.find(({ id }) => id === about);
      if (reminder === undefined) return 'done';
      const at = parts.now();
      const occurrence = dueBy(reminder, at);
      if (occurrence === null && !isForgotten(reminder, at)) return { again: lookAt(reminder), payload: null };
      const delivered = occurrence === null ? null : await parts.reminders.send({ ...who, posts }, reminder, occurrence);
      const event = delivered === null ? 'reminderForgotten' : EVENTS[delivered.kind];
      const by: ChangeOrigin = {
        ...{ actor: null, at, event, source: 'due' },
        requestId: requestId(`reminder:${about}:${occurrence?.at ?? 'over'}`),
      };
      const isPost = delivered?.kind === 'told' && reminder.target.kind === 'channel';
      const noted = await kept.update(who, by, (known) => {
        // What its member has changed meanwhile stays.
        const next = known.list.flatMap((one) => {
          if (one.id !== about) return one;
          return occurrence === null || delivered === null ? [] : afterwards(one, occurrence, delivered, at);
        });
        const recent = known.posts.filter((post) => post > at - CHANNEL_POSTS_WITHIN_MS);
        return ok({ ...known, list: next, posts: isPost ? [...recent, at] : recent });
      });
      must(noted);
      const left = noted.ok ? noted.value.list.find(({ id }) => id === about) : undefined;
      return left === undefined ? 'done' : { again: lookAt(left), payload: null };
    },
  });

const EVENTS: Readonly<Record<Delivered['kind'], string>> = {
  told: 'reminderTold',
  untold: 'reminderUntold',
  ended: 'reminderEnded',
};

/** Reads the ledgers from their beginning: each reminder that was set or changed has a row. A row too many looks once and goes. */
export const followReminders = ({
  documents,
  due,
  store,
}: Pick<ReminderParts, 'documents' | 'due' | 'store'>): Handle<LedgerRow> => {
  return async (space, records) => {
    const changed = new Map<UserId, Set<string> | null>();
    for (const record of records) {
      if (record.kind !== 'document' || record.document !== reminderList.name || record.user === null) continue;
      for (const { path } of record.changes) {
        const ids = changed.get(record.user);
        // A list that changed as a whole, or was stored for the first time, names no single one.
        if (path[0] === 'list' && path[1] !== undefined && ids !== null)
          changed.set(record.user, new Set([...(ids ?? []), path[1]]));
        else if (path.length === 0 || path[0] === 'list') changed.set(record.user, null);
      }
    }
    const changes = await Promise.all(
      [...changed].map(async ([user, ids]): Promise<readonly DueChange[]> => {
        const [{ list }, { version }] = await Promise.all([
          documents.of(reminderList).get({ space, user }),
          store.load(space, user),
        ]);
        // Whoever has never been on the clock has no version yet.
        const known = version > 0 ? [version] : [];
        return list
          .filter(({ id }) => ids === null || ids.has(id))
          .map((one) => putRow({ kind: REMINDER, user, about: one.id, at: lookAt(one), payload: null }, ...known));
      }),
    );
    if (changes.flat().length > 0) await due.change(space, changes.flat());
  };
};
