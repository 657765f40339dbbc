import { z } from 'zod';
import { dayOf } from '../../domain/calendar.js';
import { countingOf } from '../../domain/counting.js';
import type { DomainError, ErrorCode } from '../../domain/errors.js';
import { requestId, type SpaceId } from '../../domain/ids.js';
import type { Result } from '../../domain/result.js';
import type { SettingKey } from '../../domain/settings.js';
import type { SpaceSettings } from '../../domain/space.js';
import type { ChangeOrigin } from '../documents-api.js';
import { defineDueJob } from '../due/due-job.js';
import { putRow, type DueStore } from '../due/due-row.js';
import type { LedgerRow } from '../ledger/kinds/index.js';
import type { Handle } from '../outbox/outbox.js';
import type { Spaces } from '../spaces.js';

/** Something that is posted at the end of each week or month. */
export interface Periodic {
  readonly id: string;
  /** A day of the period that is posted next, `yyyymmdd`. */
  readonly next: string;
  /** Why the last one could not be posted; somebody was told. */
  readonly problem: ErrorCode | null;
}

/** A kind of what is posted so: where it is kept, and when its periods end. */
export interface PeriodicKind<One extends Periodic> {
  /** Of the rows, and in the names of the changes. */
  readonly kind: string;
  /** What the ledger calls it when one was posted. */
  readonly event: string;
  /** As errors in the log call it: `a leaderboard`. */
  readonly what: string;
  /** The name of its document. */
  readonly document: string;
  /** Settings that decide when a period ends. */
  readonly settings: readonly SettingKey[];
  /** What is refused so may be taken another time: nothing is wrong with the channel. */
  readonly later: ReadonlySet<ErrorCode>;
  read(space: SpaceId): Promise<readonly One[]>;
  change(
    space: SpaceId,
    by: ChangeOrigin,
    change: (list: readonly One[]) => readonly One[],
  ): Promise<Result<unknown, DomainError>>;
  /** When the period is over, ms. */
  dueAt(one: One, settings: SpaceSettings): number;
  /** `next` of what is posted at the end of the period that runs on `today`. */
  nextOn(one: One, today: string, settings: SpaceSettings): string;
}

interface Posting<One> {
  readonly spaces: Pick<Spaces, 'get'>;
  /** For the same period once, however often within some minutes. `underWay`: ask again after so many ms. */
  post(space: SpaceId, one: One, settings: SpaceSettings): Promise<Result<unknown, DomainError> | { readonly underWay: number }>;
  /** Tells those who can mend it that it could not be posted. */
  warn(space: SpaceId, one: One, error: DomainError): Promise<void>;
  /** ms */
  readonly now: () => number;
}

/** While the bot is not in the server nothing is posted, and it is looked at again after this, ms. */
const AWAY_MS = 86_400_000;

/**
 * Posts something when its week or month is over, and goes on to the one that is running then: after an outage of three weeks one week is posted, the
 * one that was due. What was posted stands in the document, so a row that comes again posts nothing twice; only a crash between the message and the document
 * that lasts for longer than Discord remembers the nonce would. A channel that is lost is told of once, and the next period is tried again.
 */
export const postPeriods = <One extends Periodic>(of: PeriodicKind<One>, posting: Posting<One>) =>
  defineDueJob({
    kind: of.kind,
    payload: z.null(),
    run: async ({ space, about }) => {
      const one = (await of.read(space)).find(({ id }) => id === about);
      if (one === undefined) return 'done';
      const { settings } = await posting.spaces.get(space);
      if (settings.removedAt !== null) return { again: posting.now() + AWAY_MS, payload: null };
      // The days of the space may have been changed since the row was put.
      const at = of.dueAt(one, settings);
      if (at > posting.now()) return { again: at, payload: null };
      const posted = await posting.post(space, one, settings);
      if ('underWay' in posted) return { again: posting.now() + posted.underWay, payload: null };
      if (!posted.ok && of.later.has(posted.error.code)) throw new Error(`${of.what} could not be posted: ${posted.error.code}`);
      const problem = posted.ok ? null : posted.error.code;
      if (!posted.ok && one.problem === null) await posting.warn(space, one, posted.error);
      const { zone, dayStart } = countingOf(settings);
      const next: One = { ...one, next: of.nextOn(one, dayOf(posting.now(), zone, dayStart), settings), problem };
      const by = { actor: null, requestId: requestId(`${of.kind}:${about}:${one.next}`), at, event: of.event, source: 'due' };
      const kept = await of.change(space, by, (list) =>
        list.map((each) => (each.id === about && each.next === one.next ? next : each)),
      );
      if (!kept.ok) throw new Error(`that ${of.what} was posted could not be kept: ${kept.error.code}`);
      return { again: of.dueAt(next, settings), payload: null };
    },
  });

/** Reads the ledgers from their beginning: everything that is to be posted has a row, and another moment when the days of the space change. */
export const followPeriods = <One extends Periodic>(
  of: PeriodicKind<One>,
  { spaces, due }: { readonly spaces: Pick<Spaces, 'get'>; readonly due: Pick<DueStore, 'change'> },
): Handle<LedgerRow> => {
  const settings: ReadonlySet<unknown> = new Set(of.settings);
  const isAboutThem = (record: LedgerRow): boolean => {
    if (record.kind !== 'document') return false;
    if (record.document === of.document) return true;
    // Of a configuration that is stored for the first time everything has changed.
    return (
      record.document === 'configuration' &&
      record.changes.some(
        ({ path: [first, key] }) => first === undefined || (first === 'settings' && (key === undefined || settings.has(key))),
      )
    );
  };
  return async (space, records) => {
    if (!records.some(isAboutThem)) return;
    const list = await of.read(space);
    if (list.length === 0) return;
    const config = await spaces.get(space);
    await due.change(
      space,
      list.map((one) => putRow({ kind: of.kind, user: null, about: one.id, at: of.dueAt(one, config.settings), payload: null })),
    );
  };
};
