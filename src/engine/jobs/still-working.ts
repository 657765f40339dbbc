import { z } from 'zod';
import { LAST_MOMENT } from '../../domain/calendar.js';
import { requestId, sessionId, type SessionId, type SpaceId, type UserId } from '../../domain/ids.js';
import { SESSION_IS_OVER, type DomainError } from '../../domain/errors.js';
import { ok, type Result } from '../../domain/result.js';
import type { EndReason, Session } from '../../domain/session.js';
import type { SettingKey } from '../../domain/settings.js';
import { clockedAt, nextStep, reminderPlan, type NextStep, type ReminderPlan, type Watched } from '../../domain/still-working.js';
import type { Clocking } from '../api.js';
import type { ChangeOrigin, Documents } from '../documents-api.js';
import { claims, type Claim } from '../documents/kinds/claims.js';
import { stillWorking, type AskedOnce } from '../documents/kinds/asked-still-working.js';
import { defineDueJob, type DueOutcome } from '../due/due-job.js';
import { dropRow, putRow, settleRow, type DueChange, type DueStore } from '../due/due-row.js';
import type { LedgerRow } from '../ledger/kinds/index.js';
import type { Handle } from '../outbox/outbox.js';
import type { SignStore } from '../signs-of-life.js';
import type { Spaces } from '../spaces.js';
import type { Store } from '../store.js';
import { failureOf } from './failure-of.js';

/** Names a consumer of the ledgers, and stands in Redis, where it keeps the name that it was given first. */
export const STILL_WORKING_CONSUMER = 'reminders';
const STILL_WORKING = 'still-working';
const RESCHEDULE = 'still-working-again';
/** Where nobody is ever asked, rows wait for the settings to be changed. */
const PARKED = LAST_MOMENT;
/** When a session is looked at again that its member has just used, ms. */
const AGAIN_MS = 1_000;
/** Claims of a member that are kept, and for how long, ms: after that an entry is corrected like any other. */
const CLAIMS_MAX = 20;
export const CLAIMED_FOR_MS = 7 * 86_400_000;

/** Who is asked, and about what. */
export interface Question {
  readonly space: SpaceId;
  readonly user: UserId;
  readonly session: Session;
  readonly nth: 1 | 2;
  /** How many questions about this session were asked before, answered ones too. */
  readonly before: number;
}

/** How members hear of it; implemented where there is a Discord. Neither rejects. */
export interface Asking {
  /** The same question twice is one message. Answers whether the member got it, else it comes with their next private reply, and where it stands in a channel. */
  ask(question: Question): Promise<Omit<AskedOnce, 'at'>>;
  /** The session has ended by itself. */
  ended(claim: Claim, who: Pick<Question, 'space' | 'user'>): Promise<void>;
}

export interface StillWorkingParts {
  readonly store: Pick<Store, 'load' | 'entry'>;
  readonly spaces: Pick<Spaces, 'get'>;
  readonly documents: Documents;
  readonly presence: Pick<SignStore, 'last'>;
  readonly clocking: Pick<Clocking, 'endAt'>;
  readonly due: Pick<DueStore, 'change' | 'ofKind'>;
  readonly asking: Asking;
  /** ms */
  readonly now: () => number;
}

interface Member {
  readonly space: SpaceId;
  readonly user: UserId;
}

const planFor = async (
  { spaces }: Pick<StillWorkingParts, 'spaces'>,
  space: SpaceId,
  session: Session,
): Promise<ReminderPlan> => {
  const { settings, categories } = await spaces.get(space);
  return reminderPlan(
    settings,
    categories.find(({ id }) => id === session.category),
  );
};

const origin = (id: string, at: number, event: string): ChangeOrigin => ({
  ...{ actor: null, requestId: requestId(id), at, event, source: 'due' },
});

/** @throws as `failureOf` */
const must = (result: Result<unknown, DomainError>): void => {
  if (!result.ok) throw failureOf('still working', result.error);
};

/**
 * Looks after a session on the clock: asks whether its member still works, and ends it when nobody answers. Its row only says when to look; what is to be
 * done follows from what is there then, so a row that is early, late or of a session that is over does no harm.
 */
const stillWorkingJob = (parts: StillWorkingParts) =>
  defineDueJob({
    kind: STILL_WORKING,
    payload: z.number().nullable(),
    run: async ({ space, user, about, payload: endedByItselfAt }) => {
      if (user === null) return 'done';
      const who = { space, user };
      if (endedByItselfAt !== null) return keepClaim(parts, who, sessionId(about), endedByItselfAt);
      const { active } = await parts.store.load(space, user);
      if (active?.id !== about) return 'done';
      const [plan, watched] = await Promise.all([planFor(parts, space, active), watch(parts, who, active)]);
      const step = nextStep(plan, watched, parts.now());
      switch (step.kind) {
        case 'ask':
          return afterAsking(plan, await ask(parts, who, watched, step.nth), parts.now());
        case 'end':
          return endIt(parts, who, active, step);
        default:
          return outcomeOf(step);
      }
    },
  });

/** Of a session that is paused, the next change of it says when to look again. */
const outcomeOf = (step: NextStep): DueOutcome<number | null> =>
  step.kind === 'wait' ? { again: step.at, payload: null } : { again: PARKED, payload: null };

const watch = async ({ documents, presence }: StillWorkingParts, who: Member, session: Session): Promise<Watched> => {
  const [kept, presentAt] = await Promise.all([documents.of(stillWorking).get(who), presence.last(who.space, who.user)]);
  const isAbout = kept.session === session.id;
  const goOnAt = isAbout ? kept.goOnAt : null;
  return {
    session,
    goOnAt,
    askedAt: isAbout ? kept.asked.map(({ at }) => at) : [],
    presentAt: Math.max(clockedAt(session), goOnAt ?? 0, presentAt ?? 0),
  };
};

/** Asks, and notes that it was asked. */
const ask = async (parts: StillWorkingParts, who: Member, watched: Watched, nth: 1 | 2): Promise<Watched> => {
  const { session } = watched;
  const at = parts.now();
  const asked: AskedOnce = { at, ...(await parts.asking.ask({ ...who, session, nth, before: watched.askedAt.length })) };
  const by = origin(`asked:${session.id}:${at}`, at, 'reminded');
  must(
    await parts.documents.of(stillWorking).update(who, by, (kept) => {
      const isAbout = kept.session === session.id;
      const before = isAbout ? kept.asked : [];
      return ok({ ...kept, session: session.id, goOnAt: isAbout ? kept.goOnAt : null, asked: [...before, asked].slice(-10) });
    }),
  );
  return { ...watched, askedAt: [...watched.askedAt, at] };
};

const afterAsking = (plan: ReminderPlan, watched: Watched, now: number): DueOutcome<number | null> => {
  const next = nextStep(plan, watched, now);
  return outcomeOf(next.kind === 'wait' ? next : { kind: 'wait', at: now });
};

const note = async ({ documents, now }: Pick<StillWorkingParts, 'documents' | 'now'>, who: Member, claim: Claim, id: string) => {
  const at = now();
  must(
    await documents.of(claims).update(who, origin(id, at, 'claimNoted'), (kept) => {
      const others = kept.list.filter((one) => one.session !== claim.session && one.ranUntil > at - CLAIMED_FOR_MS);
      return ok({ ...kept, list: [...others, claim].slice(-CLAIMS_MAX) });
    }),
  );
};

const BY_ITSELF: ReadonlySet<EndReason | null> = new Set(['unanswered', 'limit']);

/**
 * A session has ended by itself, so there is a claim to the rest of it. Redis may have lost that: the end is in the journal and comes back, documents are
 * not. Then it is noted once more, as long as it can be made use of.
 */
const keepClaim = async (
  parts: StillWorkingParts,
  who: Member,
  session: SessionId,
  ranUntil: number,
): Promise<DueOutcome<number | null>> => {
  if (ranUntil <= parts.now() - CLAIMED_FOR_MS) return 'done';
  const { list } = await parts.documents.of(claims).get(who);
  if (list.some((claim) => claim.session === session)) return 'done';
  const entry = await parts.store.entry(who.space, who.user, session);
  if (typeof entry?.endedAt !== 'number' || !BY_ITSELF.has(entry.endReason)) return 'done';
  await note(parts, who, { session, endedAt: entry.endedAt, ranUntil, settled: false }, `claim-again:${session}:${ranUntil}`);
  return 'done';
};

/** The claim is noted first: should the process die in between, nothing is lost, and of a session that ended in another way it says nothing. */
const endIt = async (
  parts: StillWorkingParts,
  who: Member,
  { id: session }: Session,
  { endedAt, reason }: { readonly endedAt: number; readonly reason: EndReason },
): Promise<DueOutcome<number | null>> => {
  const at = parts.now();
  const claim: Claim = { session, endedAt, ranUntil: at, settled: false };
  await note(parts, who, claim, `claim:${session}:${endedAt}`);
  const request = requestId(`${reason}:${session}:${endedAt}`);
  const ended = await parts.clocking.endAt({
    ...{ ...who, requestId: request, at, actor: null, source: 'due' },
    ...{ session, endedAt, reason },
  });
  if (!ended.ok && SESSION_IS_OVER.has(ended.error.code)) return 'done';
  // Its member has used the clock just now.
  if (!ended.ok && ended.error.code === 'ENTRY_CHANGED') return { again: parts.now() + AGAIN_MS, payload: null };
  must(ended);
  await parts.asking.ended(claim, who);
  return 'done';
};

/** The settings were changed: each session is looked at anew. It reads and writes the rows alone, and may be begun again at any point. */
const rescheduleJob = (parts: StillWorkingParts) =>
  defineDueJob({
    kind: RESCHEDULE,
    payload: z.null(),
    run: async ({ space }) => {
      const at = parts.now();
      for await (const rows of parts.due.ofKind(space, STILL_WORKING)) {
        const changes = rows.flatMap((row) => (row.at > at ? [settleRow(row, { at, payload: null })] : []));
        if (changes.length > 0) await parts.due.change(space, changes);
      }
      return 'done';
    },
  });

/** What has to be done so that a forgotten clock-out does not count for ever. */
export const stillWorkingJobs = (parts: StillWorkingParts) => [stillWorkingJob(parts), rescheduleJob(parts)];

/**
 * Reads the ledgers from their beginning: a session that runs has a row, and loses it when it does not run any more, or, when it ended by itself, once its
 * claim is there.
 */
export const followSessions = (parts: Pick<StillWorkingParts, 'spaces' | 'due'>): Handle<LedgerRow> => {
  return async (space, records) => {
    const changes = new Map<string, DueChange>();
    for (const record of records) {
      const change = record.kind === 'entry' ? await ofEntry(parts, space, record) : ofSettings(record);
      if (change !== null) changes.set(`${change.name.user ?? ''} ${change.name.about}`, change);
    }
    if (changes.size > 0) await parts.due.change(space, [...changes.values()]);
  };
};

const isRunning = (session: Session | null): session is Session => session?.status === 'RUNNING';

const ofEntry = async (
  parts: Pick<StillWorkingParts, 'spaces'>,
  space: SpaceId,
  { user, version, at, before, after }: Extract<LedgerRow, { readonly kind: 'entry' }>,
): Promise<DueChange | null> => {
  const session = after ?? before;
  if (session === null) return null;
  const name = { kind: STILL_WORKING, user, about: session.id };
  const endReason = after?.endReason ?? null;
  if (!isRunning(after)) {
    if (!isRunning(before)) return null;
    return BY_ITSELF.has(endReason) ? putRow({ ...name, at, payload: at }, version) : dropRow(name);
  }
  const first = nextStep(
    await planFor(parts, space, after),
    { session: after, goOnAt: null, askedAt: [], presentAt: after.startedAt },
    after.startedAt,
  );
  return putRow({ ...name, at: first.kind === 'wait' ? first.at : PARKED, payload: null }, version);
};

const SETTINGS: readonly SettingKey[] = ['reminderAfter', 'reminderAgain', 'reminderGrace', 'sessionLimit'];

const ofSettings = (record: Exclude<LedgerRow, { readonly kind: 'entry' }>): DueChange | null => {
  if (record.kind !== 'document' || record.document !== 'configuration') return null;
  const isChanged = record.changes.some(
    ({ path: [part, key] }) =>
      part === undefined ||
      part === 'categories' ||
      (part === 'settings' && (key === undefined || SETTINGS.some((one) => one === key))),
  );
  return isChanged ? putRow({ kind: RESCHEDULE, user: null, about: '', at: record.at, payload: null }) : null;
};
