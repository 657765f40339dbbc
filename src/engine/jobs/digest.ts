import { z } from 'zod';
import { lastWeek, nextDigestAt, SENT_WITHIN } from '../../domain/digest.js';
import type { DomainError } from '../../domain/errors.js';
import { requestId, type ChannelId, type SpaceId, type UserId } from '../../domain/ids.js';
import { ok, type Result } from '../../domain/result.js';
import type { SettingKey } from '../../domain/settings.js';
import { spreadOf } from '../../domain/spread.js';
import type { Week } from '../../domain/week.js';
import type { ChangeOrigin, Documents } from '../documents-api.js';
import { digest } from '../documents/kinds/digest.js';
import { serverDigest } from '../documents/kinds/server-digest.js';
import { defineDueJob, type DueOutcome } from '../due/due-job.js';
import { putRow, type DueChange, type DueStore } from '../due/due-row.js';
import type { LedgerRow } from '../ledger/kinds/index.js';
import type { Handle } from '../outbox/outbox.js';
import type { Spaces } from '../spaces.js';
import type { Store } from '../store.js';
import { failureOf } from './failure-of.js';

/** Names a consumer of the ledgers, and stands in Redis. */
export const DIGEST_CONSUMER = 'digests';
const OF_MEMBER = 'digest';
const OF_SERVER = 'server-digest';
/** A digest that did not reach its member is tried again after this, ms, and so often in all; then it is turned off. */
const AGAIN_MS = 3_600_000;
export const ATTEMPTS = 3;
/** Discord remembers a nonce for some minutes. A message that was begun longer ago and not noted may be there: rather none than two. */
const NONCE_MS = 120_000;

/** What sends digests; implemented by the commands. What is read is read before the job notes that it sends: only then may a message be on its way. */
export interface DigestSender {
  /**
   * Answers what sends a member the digest of the week, and whether it arrived; the same week twice within some minutes is one message. Null: there is nothing to
   * tell, or the member does not agree (any more) to insights or direct messages. Rejects with `StoreUnavailable`; what it answers never rejects.
   */
  forMember(space: SpaceId, user: UserId, week: Week): Promise<(() => Promise<boolean>) | null>;
  /** What posts that of a server, as `ChannelMessages.post`; null: there is nothing that may be told. Rejects with `StoreUnavailable`. */
  forServer(space: SpaceId, channel: ChannelId, week: Week): Promise<(() => Promise<Result<unknown, DomainError>>) | null>;
  /** Tells those who can mend it that it could not be posted. */
  warn(space: SpaceId, channel: ChannelId, error: DomainError): Promise<void>;
}

export interface DigestParts {
  readonly documents: Documents;
  readonly spaces: Pick<Spaces, 'get'>;
  readonly store: Pick<Store, 'load'>;
  readonly due: Pick<DueStore, 'change'>;
  readonly digests: DigestSender;
  /** ms */
  readonly now: () => number;
}

interface Trying {
  readonly told: string | null;
  readonly trying: { readonly week: string; readonly at: number } | null;
}

const isTold = ({ told }: Trying, { from }: Week): boolean => told !== null && told >= from;
/** Was it begun so long ago that a second message would be one too many? */
const mayHaveArrived = ({ trying }: Trying, { from }: Week, now: number): boolean =>
  trying?.week === from && now - trying.at > NONCE_MS;

const origin = (id: string, at: number, event: string): ChangeOrigin => ({
  ...{ actor: null, requestId: requestId(id), at, event, source: 'due' },
});

/** @throws as `failureOf` */
const must = (result: Result<unknown, DomainError>): void => {
  if (!result.ok) throw failureOf('a digest', result.error);
};

/** The week that is over, and when the next digest is due. */
const timesOf = async ({ spaces, now }: Pick<DigestParts, 'spaces' | 'now'>, space: SpaceId, of: string) => {
  const { settings } = await spaces.get(space);
  return { settings, week: lastWeek(now(), settings), next: nextDigestAt(now(), settings, spreadOf(of, SENT_WITHIN)) };
};

/**
 * The weekly digest of a member. The row only says when to look; which weeks were told stands in the document, which says before each attempt that it is made. So a
 * week is told once, late after an outage, and weeks that were missed meanwhile are not made up for.
 */
const memberJob = (parts: DigestParts) =>
  defineDueJob({
    kind: OF_MEMBER,
    payload: z.null(),
    run: async ({ space, user }): Promise<DueOutcome<null>> => {
      if (user === null) return 'done';
      const kept = parts.documents.of(digest);
      const who = { space, user };
      const before = await kept.get(who);
      if (!before.isOn) return 'done';
      const { settings, week, next } = await timesOf(parts, space, user);
      const again = { again: next, payload: null };
      if (settings.removedAt !== null || isTold(before, week)) return again;
      const note = async (event: string, change: Partial<typeof before>): Promise<void> => {
        const at = parts.now();
        const by = origin(`${event}:${week.from}:${at}`, at, event);
        must(await kept.update(who, by, (known) => ok({ ...known, ...change })));
      };
      const told = { told: week.from, trying: null, failures: 0 };
      if (mayHaveArrived(before, week, parts.now())) {
        await note('digestSent', told);
        return again;
      }
      const send = await parts.digests.forMember(space, user, week);
      if (send === null) {
        await note('digestSkipped', told);
        return again;
      }
      if (before.trying?.week !== week.from) await note('digestBegun', { trying: { week: week.from, at: parts.now() } });
      if (await send()) {
        await note('digestSent', told);
        return again;
      }
      const failures = before.failures + 1;
      if (failures >= ATTEMPTS) {
        await note('digestGivenUp', { isOn: false, isGivenUp: true, trying: null, failures: 0 });
        return 'done';
      }
      await note('digestFailed', { trying: null, failures });
      return { again: parts.now() + AGAIN_MS, payload: null };
    },
  });

/** Nothing is wrong with the channel. */
const LATER: ReadonlySet<string> = new Set(['DISCORD_UNAVAILABLE', 'STORE_UNAVAILABLE']);

/** The weekly digest of a server, as that of a member. A channel that is lost is told of once, and the next week is tried again. */
const serverJob = (parts: DigestParts) =>
  defineDueJob({
    kind: OF_SERVER,
    payload: z.null(),
    run: async ({ space }): Promise<DueOutcome<null>> => {
      const { settings, week, next } = await timesOf(parts, space, space);
      const channel = settings.digestChannel;
      if (channel === null) return 'done';
      const kept = parts.documents.of(serverDigest);
      const before = await kept.get(space);
      const again = { again: next, payload: null };
      if (settings.removedAt !== null || isTold(before, week)) return again;
      const note = async (event: string, change: Partial<typeof before>): Promise<void> => {
        const at = parts.now();
        const by = origin(`${event}:${week.from}:${at}`, at, event);
        must(await kept.update(space, by, (known) => ok({ ...known, ...change })));
      };
      if (mayHaveArrived(before, week, parts.now())) {
        await note('digestPosted', { told: week.from, trying: null });
        return again;
      }
      const post = await parts.digests.forServer(space, channel, week);
      if (post === null) {
        await note('digestSkipped', { told: week.from, trying: null });
        return again;
      }
      if (before.trying?.week !== week.from) await note('digestBegun', { trying: { week: week.from, at: parts.now() } });
      const posted = await post();
      if (!posted.ok) {
        const { error } = posted;
        if (LATER.has(error.code)) {
          await note('digestFailed', { trying: null });
          throw new Error(`a digest could not be posted: ${error.code}`);
        }
        if (before.problem === null) await parts.digests.warn(space, channel, error);
        await note('digestNotPosted', { told: week.from, trying: null, problem: error.code });
        return again;
      }
      await note('digestPosted', { told: week.from, trying: null, problem: null });
      return again;
    },
  });

/** What has to be done so that weeks are told of. */
export const digestJobs = (parts: DigestParts) => [memberJob(parts), serverJob(parts)];

/** Does a row say that this field of a document may have changed? Of a document that is stored for the first time everything has. */
const touches = (record: LedgerRow, document: string, path: readonly string[]): boolean =>
  record.kind === 'document' &&
  record.document === document &&
  record.changes.some((change) => change.path.every((key, at) => key === path[at]));

/** Reads the ledgers from their beginning: who asked for a digest has a row, and so has a server that chose a channel. A row too many looks once and goes. */
export const followDigests = (parts: Omit<DigestParts, 'digests'>): Handle<LedgerRow> => {
  const { documents, due, store } = parts;
  const ofMember = async (space: SpaceId, user: UserId): Promise<readonly DueChange[]> => {
    if (!(await documents.of(digest).get({ space, user })).isOn) return [];
    const [{ next }, { version }] = await Promise.all([timesOf(parts, space, user), store.load(space, user)]);
    // Whoever has never been on the clock has no version yet.
    return [putRow({ kind: OF_MEMBER, user, about: '', at: next, payload: null }, ...(version > 0 ? [version] : []))];
  };
  const ofServer = async (space: SpaceId): Promise<readonly DueChange[]> => {
    const { settings, next } = await timesOf(parts, space, space);
    return settings.digestChannel === null ? [] : [putRow({ kind: OF_SERVER, user: null, about: '', at: next, payload: null })];
  };
  return async (space, records) => {
    const asked = records.filter((record) => touches(record, digest.name, ['isOn']));
    const users = new Set(asked.flatMap(({ user }) => (user === null ? [] : [user])));
    const channel = ['settings', 'digestChannel' satisfies SettingKey];
    const isServer = records.some((record) => touches(record, 'configuration', channel));
    const changes = [
      ...(await Promise.all([...users].map((user) => ofMember(space, user)))).flat(),
      ...(isServer ? await ofServer(space) : []),
    ];
    if (changes.length > 0) await due.change(space, changes);
  };
};
